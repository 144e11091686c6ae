using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Numbers for the values of each slot: a table per domain, or the interval for slots that only compare.</summary>
sealed class SlotValues
{
    // A field with so few values repeats most of them.
    const int Few = 4096;

    readonly PlanSlot[] _slots;
    readonly ValueTable[] _tables;
    // Beside the slots, for they are asked about with every value.
    readonly bool[] _isRange;
    readonly bool[] _takesEscaped;
    readonly bool[] _isKept;
    // Made last, when it is known which table each has.
    readonly ValueKinds?[] _kinds;
    readonly MetOnce _met = new();
    readonly int _few;

    public SlotValues(Plan plan)
        : this(plan.Slots, Math.Min(Few, plan.Options.MaxValues / 32)) => Array.ForEach(_slots, slot => _kinds[slot.Index] = KindsFor(slot));

    SlotValues(PlanSlot[] slots, int few)
    {
        (_slots, _few, _kinds) = (slots, few, new ValueKinds?[slots.Length]);
        _isRange = [.. _slots.Select(slot => slot.Bounds.Length > 0)];
        _isKept = [.. _slots.Select(slot => slot.Kept)];
        _takesEscaped = [.. _slots.Select(slot => !slot.Remembered && slot.Bounds.Length == 0)];
        _tables = new ValueTable[_slots.Length];
        for (var i = 0; i < _slots.Length; i++)
            _tables[i] = _slots[i].Domain == i ? new ValueTable() : _tables[_slots[i].Domain];
        // A domain is the lowest slot of its group only by luck; fill those that came later.
        for (var i = 0; i < _slots.Length; i++)
            _tables[i] ??= _tables[_slots[i].Domain];
    }

    /// <summary>The values of a plan that extends the one before: they keep their numbers.</summary>
    public SlotValues(Plan plan, SlotValues before)
        : this(plan.Slots, before._few)
    {
        before._tables.CopyTo(_tables, 0);
        for (var i = before._tables.Length; i < _tables.Length; i++)
            _tables[i] = _tables[_slots[i].Domain];
        for (var i = 0; i < _kinds.Length; i++)
            _kinds[i] = i < before._slots.Length && ReferenceEquals(_slots[i], before._slots[i]) ? before._kinds[i] : KindsFor(_slots[i]);
    }

    /// <summary>The same values without those of some slots, which nothing remembers.</summary>
    public SlotValues(Plan plan, SlotValues before, IEnumerable<int> without)
        : this(plan, before)
    {
        foreach (var slot in without)
        {
            _tables[slot] = new ValueTable(before._tables[slot].Limit);
            _kinds[slot] = KindsFor(_slots[slot]);
        }
    }

    ValueKinds? KindsFor(PlanSlot slot) => slot.HasKinds ? new ValueKinds(slot, _tables[slot.Index]) : null;

    public ValueTable Table(int slot) => _tables[slot];

    /// <summary>The kinds that the values of a field are sorted into; null where a number stands for its value alone.</summary>
    public ValueKinds? Kinds(int slot) => _kinds[slot];

    /// <summary>The number of a value's kind; of a field without kinds that of the value.</summary>
    public int KindOrId(int slot, int id) => _kinds[slot] is { } kinds ? kinds.Of(id) : id;

    public bool IsRange(int slot) => _isRange[slot];

    /// <summary>Whether text of a field may be numbered as it is escaped.</summary>
    public bool TakesEscaped(int slot) => _takesEscaped[slot];

    public int Of(int slot, in FieldValue value)
    {
        if (_slots[slot].Bounds.Length == 0)
            return _tables[slot].Of(value);
        if (Numeric.TryRead(value, out var number))
            return Interval(slot, number);
        return value.Kind == FieldKind.None ? ValueTable.Null : Odd(slot, value);
    }

    /// <summary>The number of a value whose key is known, if it has one or was met before, its field has few, or its number itself is needed; else <see cref="ValueTable.Unnumbered"/>.</summary>
    public int OfRepeated(int slot, in ValueKey key, ReadOnlySpan<byte> bytes, int likely) => _tables[slot].Of(key, bytes, likely, _isKept[slot] || _tables[slot].Limit <= _few ? null : _met);

    /// <summary>The number of a value of a column, looked up as the bytes it is.</summary>
    public int Of(int slot, ColumnValues values, int index) =>
        _slots[slot].Bounds.Length == 0 ? _tables[slot].Of(values.KindAt(index), values.BytesAt(index))
        : values.KindAt(index) == FieldKind.Number ? Interval(slot, values.NumberAt(index))
        : Of(slot, values[index]);

    /// <summary>Twice the place among the bounds, one more when it equals a bound.</summary>
    public int Interval(int slot, double number)
    {
        var bounds = _slots[slot].Bounds;
        var below = 0;
        while (below < bounds.Length && bounds[below] < number)
            below++;
        var equal = below < bounds.Length && bounds[below] == number ? 1 : 0;
        return ValueTable.Null + 1 + (2 * below) + equal;
    }

    /// <summary>Text that is no number, flags and lists: behind the intervals.</summary>
    int Odd(int slot, in FieldValue value) => (2 * _slots[slot].Bounds.Length) + 2 + _tables[slot].Of(value);
}
