using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// What running a plan remembers: windows, waits, the watermark and the numbers of values. Changed by <see cref="Detector"/>;
/// for one thread at a time. The same state and the same input give the same matches.
/// </summary>
public sealed class DetectionState
{
    // Of fields whose values nothing remembers only what lately came is of use.
    const int MostLately = 1 << 17;
    readonly Partitions _partitions;

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
        _partitions = new Partitions(plan);
    }

    /// <summary>The plan that it runs.</summary>
    public Plan Plan { get; private set; }

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

    /// <summary>How observations must be handled that something derived at an offset was made of, where that is not how the observation at the offset itself must be; empty for most.</summary>
    public IReadOnlyList<Handling> MarksAt(long offset) => Derivations.Aggregate(Marks.None, (marks, derivation) => marks.With(derivation.MadeOf.At(offset))).All;

    /// <summary>The derived observations at an offset that a pattern held for: of a rule the one that it was about, of a correlation those that it counted. Empty for most.</summary>
    /// <param name="match">A match that this state gave.</param>
    /// <param name="offset">An offset of its evidence.</param>
    public IReadOnlyList<Observation> DerivedAt(Match match, long offset)
    {
        ArgumentNullException.ThrowIfNull(match);
        if (match.Derived is { } one)
            return offset == match.Offset ? [one] : [];
        return match.Document is SigmaCorrelation ? [.. CountedDerived.At(offset).Where(derived => Explanation.Explain(Plan, match.RuleId, derived).Count > 0)] : [];
    }

    internal long WatermarkTicks { get; set; } = long.MinValue;

    internal SlotValues Values { get; private set; }

    internal CorrelationState[] Correlations { get; private set; }

    internal AbsenceState[] Absences { get; private set; }

    internal Derivation[] Derivations { get; private set; }

    /// <summary>What the observation at hand gave rise to.</summary>
    internal List<Recorded> Derived { get; } = [];

    internal CountedDerived CountedDerived { get; } = new();

    /// <summary>Per correlation the members that hold for the event at hand, as bits.</summary>
    internal ulong[] Fired { get; private set; }

    /// <summary>The correlations of which any member holds, as bits.</summary>
    internal ulong[] FiredSet { get; private set; }

    /// <summary>No absence falls due before this; at first everything may.</summary>
    internal long NextDue { get; set; } = long.MinValue;

    internal Hits Hits { get; } = new(1);

    /// <summary>The absence that falls due first, if that is before a time; else the next one becomes known.</summary>
    internal AbsenceState? NextAbsence(long to)
    {
        AbsenceState? next = null;
        foreach (var absence in Absences)
        {
            if (next is null || absence.NextDeadline < next.NextDeadline)
                next = absence;
        }

        NextDue = next?.NextDeadline ?? long.MaxValue;
        return NextDue < to ? next : null;
    }

    CorrelationState StateOf(CorrelationPlan correlation) => correlation.Document.Kind switch
    {
        CorrelationKind.Temporal or CorrelationKind.TemporalOrdered => correlation.Document.IsAbsence
            ? new AbsenceState(Plan, correlation, Values)
            : new TemporalState(Plan, correlation, Values),
        _ => new CountState(Plan, correlation, Values),
    };

    internal Partition PartitionOf(Row row) => _partitions.Of(row);

    /// <summary>The same for one of many rows whose value of the pivot has this number.</summary>
    internal Partition PartitionOf(int id, Rows rows, int row) => _partitions.Of(id, rows, row);

    /// <summary>
    /// This state under another plan: what documents remember that are the same in both stays, others start empty. Between batches only.
    /// When the plan came by <see cref="Plan.With"/> out of the own one, it goes over in place and costs about a millisecond, however much is
    /// remembered; otherwise everything remembered is written and read once. This state is of no further use unless it is what is returned.
    /// </summary>
    /// <param name="plan">The plan to run from here on.</param>
    public DetectionState GoOver(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (ReferenceEquals(plan, Plan))
            return this;
        if (!ReferenceEquals(plan.Change?.From, Plan.Mark))
            return Snapshot.Copied(this, plan);
        var pivots = Plan.Pivot < 0 ? null : Values.Table(Plan.Pivot);
        Values = new SlotValues(plan, Values);
        Plan = plan;
        var correlations = Correlations.ToDictionary(state => state.Own.Fingerprint, StringComparer.Ordinal);
        Correlations = [.. plan.Correlations.Select(own => correlations.GetValueOrDefault(own.Fingerprint)?.GoOver(plan, own, Values) ?? StateOf(own))];
        Absences = [.. Correlations.OfType<AbsenceState>()];
        var derivations = Derivations.DistinctBy(derivation => Snapshot.Fingerprint(derivation.Definition)).ToDictionary(derivation => Snapshot.Fingerprint(derivation.Definition), StringComparer.Ordinal);
        Derivations = [.. plan.Derived.Select(own => derivations.Remove(Snapshot.Fingerprint(own), out var same) ? same : Derivation.Of(own))];
        Fired = new ulong[plan.Correlations.Length];
        FiredSet = new ulong[(plan.Correlations.Length + 63) / 64];
        NextDue = long.MinValue;
        _partitions.GoOver(plan, pivots);
        return this;
    }

    /// <summary>Drops values that nothing refers to any more when a table has grown past the plan's limit. Between batches only.</summary>
    internal bool Compact()
    {
        var large = false;
        for (var slot = 0; slot < Plan.Slots.Length; slot++)
            large |= Values.Table(slot).Limit > Plan.Options.MaxValues;
        if (!large)
            return ForgetLongPast();
        var fresh = new SlotValues(Plan);
        foreach (var correlation in Correlations)
        {
            correlation.Sweep(WatermarkTicks == long.MinValue ? long.MinValue : WatermarkTicks - correlation.Own.Span);
            correlation.Rebase(fresh);
        }

        Values = fresh;
        _partitions.Forget();
        return true;
    }

    bool ForgetLongPast()
    {
        List<int> full = [.. Plan.Slots.Where(slot => !slot.Remembered && Values.Table(slot.Index).Limit > MostLately).Select(slot => slot.Index)];
        if (full.Count == 0)
            return false;
        Values = new SlotValues(Plan, Values, full);
        _partitions.Forget(full);
        return true;
    }
}
