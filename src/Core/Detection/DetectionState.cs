using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// What running a plan remembers: windows, waits, the watermark and the numbers of values. Changed by <see cref="Detector"/>;
/// for one thread at a time. The same state and the same input give the same matches.
/// </summary>
public sealed class DetectionState
{
    readonly Dictionary<string, Partition> _byTerms = new(StringComparer.Ordinal);
    Partition?[] _partitions = new Partition?[16];
    readonly bool _divides;
    int _partitionCount;

    /// <summary>An empty state for a plan.</summary>
    public DetectionState(Plan plan)
    {
        Plan = plan;
        Values = new SlotValues(plan);
        Correlations = [.. plan.Correlations.Select(StateOf)];
        Absences = [.. Correlations.OfType<AbsenceState>()];
        Derivations = [.. plan.Derived.Select(Derivation.Of)];
        Fired = new ulong[plan.Correlations.Length];
        FiredSet = new ulong[(plan.Correlations.Length + 63) / 64];
        Everything = new Partition(plan, plan.Terms, pivot: -1);
        // When most terms do not ask for the pivot, its values do not divide them.
        _divides = plan.Terms.Count(term => term.Literals.Any(literal => literal.Slot == plan.Pivot)) * 2 >= plan.Terms.Length;
    }

    /// <summary>The plan that it runs.</summary>
    public Plan Plan { get; }

    /// <summary>Up to here event time is taken to be complete; null before the first event or tick.</summary>
    public DateTimeOffset? Watermark => WatermarkTicks == long.MinValue ? null : new DateTimeOffset(WatermarkTicks, TimeSpan.Zero);

    /// <summary>Events evaluated so far.</summary>
    public long Evaluated { get; internal set; }

    /// <summary>Events that came before the watermark: counted, not evaluated.</summary>
    public long Late { get; internal set; }

    /// <summary>Writes everything that later matches depend on. Between batches only.</summary>
    public void Write(System.Buffers.IBufferWriter<byte> to) => Snapshot.Write(this, to);

    /// <summary>Reads what <see cref="Write"/> wrote. Rules that are new or changed since then start empty; a damaged snapshot is a complaint.</summary>
    public static Parsed<DetectionState> Read(ReadOnlySpan<byte> bytes, Plan plan) => Snapshot.Read(bytes, plan);

    internal long WatermarkTicks { get; set; } = long.MinValue;

    internal SlotValues Values { get; private set; }

    internal CorrelationState[] Correlations { get; }

    internal AbsenceState[] Absences { get; }

    internal Derivation[] Derivations { get; }

    /// <summary>What the observation at hand gave rise to.</summary>
    internal List<Recorded> Derived { get; } = [];

    /// <summary>Per correlation the members that hold for the event at hand, as bits.</summary>
    internal ulong[] Fired { get; }

    /// <summary>The correlations of which any member holds, as bits.</summary>
    internal ulong[] FiredSet { get; }

    /// <summary>No absence falls due before this; at first everything may.</summary>
    internal long NextDue { get; set; } = long.MinValue;

    internal Hits Hits { get; } = new(1);

    Partition Everything { get; }

    CorrelationState StateOf(CorrelationPlan correlation) => correlation.Document.Kind switch
    {
        CorrelationKind.Temporal or CorrelationKind.TemporalOrdered => correlation.Document.IsAbsence
            ? new AbsenceState(Plan, correlation, Values)
            : new TemporalState(Plan, correlation, Values),
        _ => new CountState(Plan, correlation, Values),
    };

    internal Partition PartitionOf(Row row)
    {
        if (Plan.Pivot < 0)
            return Everything;
        var id = row.Id(Plan.Pivot);
        return KnownPartition(id) ?? MakePartition(id, row);
    }

    /// <summary>The same for one of many rows whose value of the pivot has this number.</summary>
    internal Partition PartitionOf(int id, Rows rows, int row)
    {
        if (Plan.Pivot < 0)
            return Everything;
        if (KnownPartition(id) is { } known)
            return known;
        rows.Set(row);
        return MakePartition(id, rows);
    }

    Partition? KnownPartition(int id) => id < _partitions.Length ? _partitions[id] : null;

    const int MaxPartitions = 512;
    const int MaxPivotValues = 100_000;

    Partition MakePartition(int id, Row row)
    {
        if (id >= MaxPivotValues || !_divides)
            return Everything;
        var present = id != ValueTable.Absent;
        var value = present ? row.Value(Plan.Pivot) : default;
        var tests = Plan.Slots[Plan.Pivot].Tests.ConvertAll(test => test.Matches(value, present));
        var alive = Enumerable.Range(0, Plan.Terms.Length)
            .Where(term => Plan.Terms[term].Literals.All(literal => literal.Slot != Plan.Pivot || tests[literal.Test] != literal.Negated)).ToList();
        // When most remain, dividing them would only cost memory.
        if (alive.Count > Partition.MostBits && alive.Count * 2 > Plan.Terms.Length)
            return Remember(id, Everything);
        var name = string.Join(',', alive);
        if (!_byTerms.TryGetValue(name, out var partition))
        {
            if (_partitionCount++ >= MaxPartitions)
                return Everything;
            partition = _byTerms[name] = new Partition(Plan, alive.ConvertAll(term => Plan.Terms[term]), Plan.Pivot);
        }

        return Remember(id, partition);
    }

    Partition Remember(int id, Partition partition)
    {
        if (id >= _partitions.Length)
            Array.Resize(ref _partitions, Math.Max(id + 1, _partitions.Length * 2));
        return _partitions[id] = partition;
    }

    /// <summary>Drops values that nothing refers to any more when a table has grown past the plan's limit. Between batches only.</summary>
    internal bool Compact()
    {
        var large = false;
        for (var slot = 0; slot < Plan.Slots.Length; slot++)
            large |= Values.Table(slot).Limit > Plan.Options.MaxValues;
        if (!large)
            return false;
        var fresh = new SlotValues(Plan);
        foreach (var correlation in Correlations)
        {
            correlation.Sweep(WatermarkTicks == long.MinValue ? long.MinValue : WatermarkTicks - correlation.Own.Span);
            correlation.Rebase(fresh);
        }

        Values = fresh;
        Array.Clear(_partitions);
        Everything.Forget();
        foreach (var partition in _byTerms.Values)
            partition.Forget();
        return true;
    }
}
