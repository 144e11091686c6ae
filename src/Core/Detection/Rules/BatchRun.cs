namespace Knooppunt.Detection;

/// <summary>
/// Takes rows some hundreds at a time, in passes: which rules can hold, which of them do (all rows of one kind together, field by field), what is
/// remembered of their groups, and only then what correlates, in order. An event by itself waits for memory a dozen times; in passes those waits
/// overlap, and the processor guesses right what comes next.
/// </summary>
sealed class BatchRun(DetectionState state, Rows rows)
{
    /// <summary>Rows at a time: what they need stays in the near caches.</summary>
    public const int Most = 1024;

    readonly int[] _all = new int[Most];
    readonly int[] _ids = new int[Most];
    readonly Hits _hits = new(Most);
    readonly List<Partition> _partitions = [];
    readonly List<CorrelationState> _expecting = [];

    /// <summary>Takes the rows from one up to, not including, another; at most <see cref="Most"/>.</summary>
    public void Take(int from, int to, MatchBuffer matches)
    {
        _hits.Begin(from, state.Plan.Rank);
        Divide(from, to);
        foreach (var partition in _partitions)
            Judge(partition);
        _partitions.Clear();
        foreach (var correlation in _expecting)
            correlation.Bring(rows);
        _expecting.Clear();
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            Detector.Take(state, rows, _hits.Of(row), matches);
            if (state.Derivations.Length > 0 && rows.Whole(row) is { } recorded)
                Detector.Derive(state, recorded, new ObservationRow(state.Plan, state.Values), matches);
        }
    }

    void Divide(int from, int to)
    {
        var all = _all.AsSpan(0, to - from);
        for (var i = 0; i < all.Length; i++)
            all[i] = from + i;
        var ids = _ids.AsSpan(0, to - from);
        if (state.Plan.Pivot >= 0)
            rows.Ids(state.Plan.Pivot, all, ids);
        for (var i = 0; i < all.Length; i++)
        {
            var partition = state.PartitionOf(ids[i], rows, all[i]);
            if (partition.Waiting.Count == 0)
                _partitions.Add(partition);
            partition.Waiting.Add(all[i]);
        }
    }

    void Judge(Partition partition)
    {
        var which = partition.Waiting.Written;
        partition.Hits(rows, which, _hits);
        foreach (var row in which)
        {
            foreach (var rule in _hits.Of(row))
                Expect(rule, row);
        }

        partition.Waiting.Clear();
    }

    void Expect(int rule, int row)
    {
        foreach (var feed in state.Plan.Feeds[rule])
        {
            if (state.Correlations[feed.Correlation].Expect(feed.Member, row))
                _expecting.Add(state.Correlations[feed.Correlation]);
        }
    }
}
