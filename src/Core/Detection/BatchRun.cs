namespace Knooppunt.Detection;

/// <summary>
/// Takes rows some hundreds at a time, in passes: which rules can hold, what values must be looked up, which rules do hold, what they remember of
/// these groups, and only then what correlates. An event by itself waits for memory a dozen times; in passes those waits overlap.
/// </summary>
sealed class BatchRun(DetectionState state, Rows rows)
{
    /// <summary>Rows at a time: what they need stays in the nearest caches.</summary>
    public const int Most = 256;

    readonly Partition[] _partitions = new Partition[Most];
    readonly int[] _ends = new int[Most];
    readonly List<CorrelationState> _expecting = [];

    /// <summary>Takes the rows from one up to, not including, another; at most <see cref="Most"/>.</summary>
    public void Take(int from, int to, MatchBuffer matches)
    {
        LookUp(from, to);
        Judge(from, to);
        foreach (var correlation in _expecting)
            correlation.Bring();
        _expecting.Clear();
        var start = 0;
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            var end = _ends[row - from];
            Detector.Take(state, rows, state.Hits.From(start, end), matches);
            start = end;
        }
    }

    void LookUp(int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            var partition = _partitions[row - from] = state.PartitionOf(rows);
            foreach (var slot in partition.Reads)
                rows.Foresee(slot);
        }

        rows.LookUpForeseen();
    }

    void Judge(int from, int to)
    {
        var hits = state.Hits;
        hits.Clear();
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            hits.Next();
            _partitions[row - from].Hits(rows, hits);
            _ends[row - from] = hits.Count;
            foreach (var rule in hits.Own)
                Expect(rule);
        }
    }

    void Expect(int rule)
    {
        foreach (var feed in state.Plan.Feeds[rule])
        {
            var correlation = state.Correlations[feed.Correlation];
            if (correlation.Expect(rows, feed.Member))
                _expecting.Add(correlation);
        }
    }
}
