using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>temporal and temporal_ordered: a lane per rule.</summary>
sealed class TemporalState : CorrelationState
{
    readonly int[] _lanes;

    public TemporalState(Plan plan, CorrelationPlan own, SlotValues values)
        : base(plan, own, values, own.Members.Length) => _lanes = [.. Enumerable.Range(0, own.Members.Length)];

    protected override bool Store(in Moment at, int member, int key, long value, long horizon)
    {
        var lane = Lane(key, member);
        Lanes.Insert(lane, at.Time, at.Offset, 0);
        Lanes.Prune(lane, horizon);
        return true;
    }

    protected override bool Judge(in Moment at, int key, MatchBuffer? matches)
    {
        var from = at.Time - Own.Span;
        if (!Holds(at, key, from))
            return false;
        if (matches is not null)
            Found(matches, at, key, from, _lanes);
        return true;
    }

    bool Holds(in Moment at, int key, long from)
    {
        var ordered = Own.Document.Kind == CorrelationKind.TemporalOrdered;
        if (Own.Document.Condition.Count == 0)
        {
            return ordered
                ? Chain.Ends(Lanes, Lane(key, 0), at, from, stackalloc long[Own.Members.Length])
                : Seen(at, key, from) == Own.Members.Length;
        }

        var count = ordered ? Chain.Longest(Lanes, Lane(key, 0), Own.Members.Length, at, from) : Seen(at, key, from);
        return Own.Document.Condition.All(bound => bound.Holds(count));
    }

    int Seen(in Moment at, int key, long from)
    {
        var seen = 0;
        foreach (var lane in _lanes)
            seen += Lanes.In(Lane(key, lane), from, at.Time).IsEmpty ? 0 : 1;

        return seen;
    }
}
