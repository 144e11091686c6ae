namespace Knooppunt.Node.Connectors.Files;

/// <summary>Something that gives observations one after the other.</summary>
interface IObservationLane
{
    /// <summary>Time of the next observation; null at the end.</summary>
    DateTimeOffset? NextTime { get; }
}

/// <summary>Takes from several lanes in order of time, each lane in its own order: as a node would have received them live.</summary>
static class TimeMerge
{
    /// <summary>Gives, again and again, the lane whose turn it is; whoever gets it takes one observation from it before asking on.</summary>
    public static IEnumerable<T> Turns<T>(IReadOnlyList<T> lanes)
        where T : class, IObservationLane
    {
        var heads = new PriorityQueue<T, (DateTimeOffset Time, int Order)>();
        foreach (var (order, lane) in lanes.Index())
        {
            if (lane.NextTime is { } first)
                heads.Enqueue(lane, (first, order));
        }

        while (heads.TryDequeue(out var lane, out var priority))
        {
            yield return lane;
            if (lane.NextTime is { } next)
                heads.Enqueue(lane, (next, priority.Order));
        }
    }
}
