using System.Numerics;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>Runs a plan over events. Knows no clock: what time it is, the events and the watermark say.</summary>
public static class Detector
{
    /// <summary>Takes a batch in offset order; gives every match, in the order in which it comes about.</summary>
    /// <param name="state">The state, which is changed.</param>
    /// <param name="batch">Observations with rising offsets, their data enriched.</param>
    /// <param name="watermark">Where the watermark stands after the batch; null leaves it, or lets the plan's lateness move it.</param>
    public static MatchBuffer Step(DetectionState state, ReadOnlySpan<Recorded> batch, DateTimeOffset? watermark = null)
    {
        var matches = new MatchBuffer(state.Plan, state.Values);
        var row = new ObservationRow(state.Plan, state.Values);
        foreach (ref readonly var recorded in batch)
        {
            row.Set(recorded);
            if (Take(state, row, matches) && Derives(state, recorded))
                TakeDerived(state, row, matches);
        }

        if (watermark is { } to)
            Advance(state, to.UtcTicks, matches);
        state.Compact();
        return matches;
    }

    /// <summary>Whether an observation that did not come late gives rise to derived ones, which are then in the state.</summary>
    internal static bool Derives(DetectionState state, in Recorded recorded)
    {
        state.Derived.Clear();
        foreach (var derivation in state.Derivations)
            derivation.Take(recorded, state.Derived);
        return state.Derived.Count > 0;
    }

    /// <summary>Derived observations follow on the one that completed them; they are not derived from again.</summary>
    internal static void TakeDerived(DetectionState state, ObservationRow row, MatchBuffer matches)
    {
        foreach (var derived in state.Derived)
        {
            row.Set(derived, isDerived: true);
            Take(state, row, matches);
        }
    }

    /// <summary>Moves the watermark on without events; gives the absences that fall due. A watermark never goes back.</summary>
    public static MatchBuffer Tick(DetectionState state, DateTimeOffset watermark)
    {
        var matches = new MatchBuffer(state.Plan, state.Values);
        Advance(state, watermark.UtcTicks, matches);
        return matches;
    }

    /// <summary>Evaluates an event; false when it came before the watermark and was only counted.</summary>
    static bool Take(DetectionState state, Row row, MatchBuffer matches)
    {
        state.Hits.Begin(0, state.Plan.Rank);
        state.Hits.BeginRow(0);
        state.PartitionOf(row).Hits(row, state.Values, state.Hits);
        return Take(state, row, state.Hits.AtHand, matches);
    }

    /// <summary>Takes a row of which the rules that hold are known; false when it came before the watermark and was only counted.</summary>
    internal static bool Take(DetectionState state, Row row, ReadOnlySpan<int> hits, MatchBuffer matches)
    {
        if (row.Time < state.WatermarkTicks)
        {
            state.Late++;
            return false;
        }

        state.Evaluated++;
        if (hits.Length > 0)
            Hit(state, row, hits, matches);
        if (state.Plan.Options.Lateness is { } lateness)
            Advance(state, row.Time - lateness.Ticks, matches);
        return true;
    }

    static void Hit(DetectionState state, Row row, ReadOnlySpan<int> hits, MatchBuffer matches)
    {
        var plan = state.Plan;
        var fed = false;
        foreach (var rule in hits)
        {
            if (plan.Emits[rule])
                matches.AddSingle(plan.Rules[rule]!, row);
            fed |= Feed(state, rule);
        }

        if (!fed)
            return;
        if (row.Derived is { } derived)
            state.CountedDerived.Add(row.Offset, derived);
        Correlate(state, row, matches);
    }

    static bool Feed(DetectionState state, int node)
    {
        var feeds = state.Plan.Feeds[node];
        foreach (var feed in feeds)
        {
            state.Fired[feed.Correlation] |= 1ul << feed.Member;
            state.FiredSet[feed.Correlation / 64] |= 1ul << (feed.Correlation % 64);
        }

        return feeds.Length > 0;
    }

    /// <summary>Correlations come after all that they refer to, so one pass is enough.</summary>
    static void Correlate(DetectionState state, Row row, MatchBuffer matches)
    {
        for (var word = 0; word < state.FiredSet.Length; word++)
        {
            while (state.FiredSet[word] != 0)
            {
                var c = (word * 64) + BitOperations.TrailingZeroCount(state.FiredSet[word]);
                state.FiredSet[word] &= state.FiredSet[word] - 1;
                var members = state.Fired[c];
                state.Fired[c] = 0;
                Correlate(state, state.Correlations[c], row, members, matches);
            }
        }
    }

    static void Correlate(DetectionState state, CorrelationState correlation, Row row, ulong members, MatchBuffer matches)
    {
        if (correlation.Take(row, members, state.WatermarkTicks, state.Plan.Emits[correlation.Own.Node] ? matches : null))
            Feed(state, correlation.Own.Node);
        state.NextDue = Math.Min(state.NextDue, correlation.NextDeadline);
    }

    static void Advance(DetectionState state, long to, MatchBuffer matches)
    {
        if (to <= state.WatermarkTicks)
            return;
        if (state.NextDue < to)
            FireDue(state, to, matches);
        state.WatermarkTicks = to;
    }

    /// <summary>Fires what falls due before a time, over all rules in order of deadline.</summary>
    static void FireDue(DetectionState state, long to, MatchBuffer matches)
    {
        while (state.NextAbsence(to) is { } next)
        {
            next.Fire(matches);
            var row = state.Plan.Feeds[next.Own.Node].Length > 0 ? new DeadlineRow(state.Plan, state.Values, matches[^1]) : null;
            if (!state.Plan.Emits[next.Own.Node])
                matches.RemoveLast();
            if (Feed(state, next.Own.Node))
                Correlate(state, row!, matches);
        }
    }
}
