using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A field that the plan reads.</summary>
sealed class PlanSlot(int index, string name)
{
    public int Index { get; } = index;

    public string Name { get; } = name;

    /// <summary>What rules ask of it; those of rules that are gone too, so that the others keep their places.</summary>
    public List<FieldTest> Tests { get; private init; } = [];

    /// <summary>Whether its values themselves are needed: grouped, counted or compared.</summary>
    public bool Kept { get; set; }

    /// <summary>Whether numbers of its values are remembered after the event: grouped or counted.</summary>
    public bool Remembered { get; set; }

    /// <summary>Which value table it uses; slots whose values meet share one.</summary>
    public int Domain { get; set; } = index;

    /// <summary>Bounds that its tests compare with, rising, when that is all they do; else empty.</summary>
    public double[] Bounds { get; private set; } = [];

    /// <summary>Whether its values are sorted into kinds: what rules ask is little and is answered quickly. Of other fields a value is asked only what rules on its event ask.</summary>
    public bool HasKinds { get; private set; }

    /// <summary>A copy that may be changed.</summary>
    public PlanSlot Copy() => new(Index, Name) { Tests = [.. Tests], Kept = Kept, Remembered = Remembered, Domain = Domain };

    /// <summary>Numbers between the same two bounds give the same answers: then the interval stands for the value and nothing is stored.</summary>
    public void Seal()
    {
        if (!Kept && Tests.Count > 0 && Tests.All(test => test.Values.All(value => value is OrderTest)))
            Bounds = [.. Tests.SelectMany(test => test.Values).Cast<OrderTest>().Select(test => test.Bound).Distinct().Order()];
        HasKinds = Bounds.Length == 0 && Tests.Count is > 0 and <= Partition.MostBits && !Tests.Exists(test => test.Values.Any(IsExpression));
    }

    static bool IsExpression(ValueTest value) => value is RegexTest || (value is AnyTest any && any.Tests.Any(IsExpression));
}

/// <summary>The fields that a plan reads, while it is being compiled. Those of a plan before it keep their places; one that changes is copied first.</summary>
sealed class PlanSlots
{
    readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<FieldTest, (int Slot, int Test)> _tests = [];
    readonly HashSet<int> _own = [];
    readonly int _old;

    public PlanSlots(Plan? before)
    {
        All = [.. before?.Slots ?? []];
        _old = All.Count;
        foreach (var slot in All)
            _byName[slot.Name] = slot.Index;
    }

    public List<PlanSlot> All { get; }

    /// <summary>Whether values of fields that the plan before kept apart now share a table, so that their numbers changed.</summary>
    public bool JoinedOld { get; private set; }

    public int Of(string field)
    {
        if (_byName.TryGetValue(field, out var index))
            return index;
        All.Add(new PlanSlot(All.Count, field));
        _own.Add(All.Count - 1);
        return _byName[field] = All.Count - 1;
    }

    public int Kept(string field)
    {
        var slot = Of(field);
        if (!All[slot].Kept)
            Own(slot).Kept = true;
        return slot;
    }

    /// <summary>A field of which a correlation remembers values.</summary>
    public int Remembered(string field)
    {
        var slot = Kept(field);
        if (!All[slot].Remembered)
            Own(slot).Remembered = true;
        return slot;
    }

    public Literal Literal(string field, FieldTest test, bool negated)
    {
        if (!_tests.TryGetValue(test, out var found))
        {
            var slot = Of(field);
            found = _tests[test] = (slot, All[slot].Tests.Count);
            Own(slot).Tests.Add(test);
        }

        return new Literal(found.Slot, found.Test, negated);
    }

    PlanSlot Own(int slot) => _own.Add(slot) ? All[slot] = All[slot].Copy() : All[slot];

    /// <summary>Makes the values of two fields comparable by number.</summary>
    public void Join(int one, int other)
    {
        var (from, to) = (All[other].Domain, All[one].Domain);
        if (from == to)
            return;
        for (var slot = 0; slot < All.Count; slot++)
        {
            if (All[slot].Domain != from)
                continue;
            JoinedOld |= slot < _old;
            Own(slot).Domain = to;
        }
    }

    /// <summary>Ends the compiling.</summary>
    public PlanSlot[] Sealed()
    {
        foreach (var slot in _own)
            All[slot].Seal();
        return [.. All];
    }
}
