namespace Knooppunt.Effect.WaterBed.Paths;

/// <summary>Shortest ways through a network (Dijkstra 1959).</summary>
static class ShortestWay
{
    /// <summary>Stands for "cannot be reached".</summary>
    public const long Never = long.MaxValue;

    /// <summary>Length of the shortest way to each place.</summary>
    /// <param name="network">The network.</param>
    /// <param name="start">Where the ways begin; end, when <paramref name="back"/>.</param>
    /// <param name="length">Length of a step, 0 or more.</param>
    /// <param name="back">Whether to walk against the steps.</param>
    /// <param name="by">The step by which each place is reached; -1 for none.</param>
    public static long[] From(PathNetwork network, int start, Func<int, long> length, bool back, out int[] by)
    {
        var lengths = new long[network.Places];
        Array.Fill(lengths, Never);
        by = new int[network.Places];
        Array.Fill(by, -1);
        var leaving = Enumerable.Range(0, network.Steps.Count).ToLookup(step => back ? network.Steps[step].To : network.Steps[step].From);
        var waiting = new PriorityQueue<int, long>();
        lengths[start] = 0;
        waiting.Enqueue(start, 0);
        while (waiting.TryDequeue(out var place, out var reached))
        {
            if (reached > lengths[place])
                continue;
            foreach (var step in leaving[place])
            {
                var next = back ? network.Steps[step].From : network.Steps[step].To;
                var along = checked(reached + length(step));
                if (along >= lengths[next])
                    continue;
                (lengths[next], by[next]) = (along, step);
                waiting.Enqueue(next, along);
            }
        }

        return lengths;
    }
}
