using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A field that the plan reads.</summary>
sealed class PlanSlot(int index, string name)
{
    public int Index { get; } = index;

    public string Name { get; } = name;

    public List<FieldTest> Tests { get; } = [];

    /// <summary>Whether its values themselves are needed: grouped, counted or compared.</summary>
    public bool Kept { get; set; }

    /// <summary>Which value table it uses; slots whose values meet share one.</summary>
    public int Domain { get; set; } = index;

    /// <summary>Bounds that its tests compare with, rising, when that is all they do; else empty.</summary>
    public double[] Bounds { get; private set; } = [];

    /// <summary>Numbers between the same two bounds give the same answers: then the interval stands for the value and nothing is stored.</summary>
    public void Seal()
    {
        if (!Kept && Tests.Count > 0 && Tests.All(test => test.Values.All(value => value is OrderTest)))
            Bounds = [.. Tests.SelectMany(test => test.Values).Cast<OrderTest>().Select(test => test.Bound).Distinct().Order()];
    }
}

/// <summary>The fields that a plan reads, while it is being compiled.</summary>
sealed class PlanSlots
{
    readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<FieldTest, (int Slot, int Test)> _tests = new();

    public List<PlanSlot> All { get; } = [];

    public bool ReadsEverything { get; set; }

    public int Of(string field)
    {
        if (_byName.TryGetValue(field, out var index))
            return index;
        All.Add(new PlanSlot(All.Count, field));
        return _byName[field] = All.Count - 1;
    }

    public int Kept(string field)
    {
        var slot = Of(field);
        All[slot].Kept = true;
        return slot;
    }

    public Literal Literal(string field, FieldTest test, bool negated)
    {
        if (!_tests.TryGetValue(test, out var found))
        {
            var slot = Of(field);
            found = _tests[test] = (slot, All[slot].Tests.Count);
            All[slot].Tests.Add(test);
        }

        return new Literal(found.Slot, found.Test, negated);
    }

    /// <summary>Makes the values of two fields comparable by number.</summary>
    public void Join(int one, int other)
    {
        var (from, to) = (All[other].Domain, All[one].Domain);
        foreach (var slot in All)
        {
            if (slot.Domain == from)
                slot.Domain = to;
        }
    }
}
