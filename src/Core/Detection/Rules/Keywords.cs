using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The keywords of terms: tests that any field of an event may satisfy. Values of fields that rules read are worked out once.</summary>
sealed class Keywords
{
    readonly FieldTest[] _tests;
    readonly int[]?[] _termsOf;
    readonly Dictionary<FieldTest, int> _numbers;
    readonly SlotTruths _unread;
    readonly HashSet<FieldTest> _all;
    readonly int[] _heldIn;
    readonly List<FieldValue> _values = [];
    readonly List<int[]> _led = [];
    Plan _plan;
    SlotTruths[] _slots;
    int _event;

    public Keywords(Plan plan, IEnumerable<Term> terms, Func<FieldTest, int[]?> termsOf)
    {
        _plan = plan;
        _tests = [.. terms.SelectMany(term => In(term.Rest)).Distinct()];
        _termsOf = [.. _tests.Select(termsOf)];
        _numbers = _tests.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        _heldIn = new int[_tests.Length];
        _all = _tests.ToHashSet();
        _slots = IsEmpty ? [] : [.. plan.Slots.Select(TruthsOf)];
        _unread = new SlotTruths(0, _tests, _all);
    }

    public bool IsEmpty => _tests.Length == 0;

    SlotTruths TruthsOf(PlanSlot slot) => new(slot.Index, _tests, _all);

    /// <summary>Goes over to a plan that extends its own; keywords of terms that came later are not known here.</summary>
    public void Follow(Plan next)
    {
        if (!IsEmpty)
            _slots = [.. _slots.Zip(next.Slots, (truths, slot) => slot.Bounds.AsSpan().SequenceEqual(_plan.Slots[slot.Index].Bounds) ? truths : TruthsOf(slot)), .. next.Slots.Skip(_slots.Length).Select(TruthsOf)];
        _plan = next;
    }

    /// <summary>Whether a keyword is known here.</summary>
    public bool Has(FieldTest keyword) => _numbers.ContainsKey(keyword);

    static IEnumerable<FieldTest> In(Residual? rest) => rest switch
    {
        Residual.Keyword keyword => [keyword.What],
        Residual.All all => all.Parts.SelectMany(In),
        Residual.Any any => any.Parts.SelectMany(In),
        _ => [],
    };

    /// <summary>Reads an event; gives the terms that its keywords lead to.</summary>
    public List<int[]> Read(Row row, ReadOnlySpan<int> present)
    {
        _event++;
        _led.Clear();
        _values.Clear();
        foreach (var slot in present)
        {
            // Where an interval stands for its numbers, they may still differ in a keyword.
            if (_plan.Slots[slot].Bounds.Length > 0)
                _values.Add(row.Value(slot));
            else if (row.Id(slot) != ValueTable.Null)
                Hold(_slots[slot].Of(row.Id(slot), row));
        }

        row.Unread(_values);
        foreach (var value in _values)
        {
            if (value.Kind != FieldKind.None)
                Hold(_unread.Once(value));
        }

        return _led;
    }

    void Hold(ReadOnlySpan<int> tests)
    {
        foreach (var test in tests)
        {
            if (_heldIn[test] == _event)
                continue;
            _heldIn[test] = _event;
            if (_termsOf[test] is { } terms)
                _led.Add(terms);
        }
    }

    /// <summary>Whether a keyword holds for the event that was read.</summary>
    public bool Holds(FieldTest keyword) => _heldIn[_numbers[keyword]] == _event;

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
    }
}
