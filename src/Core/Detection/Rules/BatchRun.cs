namespace Knooppunt.Detection;

/// <summary>
/// Takes rows some hundreds at a time, in passes: which rules can hold, which of them do (all rows of one kind together, field by field), and then what
/// correlates, correlation by correlation. An event by itself waits for memory a dozen times; in passes those waits overlap, and the processor guesses
/// right what comes next.
/// </summary>
sealed class BatchRun(DetectionState state, Rows rows)
{
    /// <summary>Rows at a time: what they need stays in the near caches.</summary>
    public const int Most = 1024;

    readonly int[] _all = new int[Most];
    readonly int[] _ids = new int[Most];
    readonly Hits _hits = new(Most);
    readonly List<Partition> _partitions = [];
    readonly Batch _batch = new(state, rows);
    // What an absence leads to is judged at its deadline, between two rows.
    readonly bool _isOneByOne = state.Absences.Any(absence => state.Plan.Feeds[absence.Own.Node].Length > 0);

    /// <summary>Takes the rows from one up to, not including, another; at most <see cref="Most"/>.</summary>
    public void Take(int from, int to, MatchBuffer matches)
    {
        rows.Bring(from, to);
        _hits.Begin(from, state.Plan.Rank);
        Divide(from, to);
        foreach (var partition in _partitions)
        {
            partition.Hits(rows, partition.Waiting.Written, _hits);
            partition.Waiting.Clear();
        }

        _partitions.Clear();
        if (_isOneByOne)
            TakeOneByOne(from, to, matches);
        else if (state.Derivations.Length > 0)
            TakeWithDerived(from, to, matches);
        else
            _batch.Take(from, to, _hits, matches);
    }

    void TakeOneByOne(int from, int to, MatchBuffer matches)
    {
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            if (Detector.Take(state, rows, _hits.Of(row), matches) && rows.Whole(row) is { } recorded && Detector.Derives(state, recorded))
                Detector.TakeDerived(state, new ObservationRow(state.Plan, state.Values), matches);
        }
    }

    /// <summary>Takes rows up to each that completes a derived observation, that observation, and what comes after.</summary>
    void TakeWithDerived(int from, int to, MatchBuffer matches)
    {
        var (lateness, watermark) = (state.Plan.Options.Lateness?.Ticks, state.WatermarkTicks);
        for (var row = from; row < to; row++)
        {
            rows.Set(row);
            if (rows.Time < watermark)
                continue;
            if (lateness is { } late)
                watermark = Math.Max(watermark, rows.Time - late);
            if (rows.Whole(row) is not { } recorded || !Detector.Derives(state, recorded))
                continue;
            _batch.Take(from, row + 1, _hits, matches);
            Detector.TakeDerived(state, new ObservationRow(state.Plan, state.Values), matches);
            (from, watermark) = (row + 1, state.WatermarkTicks);
        }

        _batch.Take(from, to, _hits, matches);
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
}
