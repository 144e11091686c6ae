using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>
/// Takes rows some hundreds at a time, in passes: which rules can hold, which of them do (all rows of one kind together, field by field), and then what
/// correlates, correlation by correlation. An event by itself waits for memory a dozen times; in passes those waits overlap, and the processor guesses
/// right what comes next.
/// </summary>
sealed class BatchRun
{
    /// <summary>Rows at a time: what they need stays in the near caches.</summary>
    public const int Most = 1024;

    // Passes are kept apart (NoInlining): all in one method, their loops would share too few registers.
    readonly int[] _all = new int[Most];
    readonly int[] _ids = new int[Most];
    readonly DetectionState _state;
    readonly Rows _rows;
    readonly Hits _hits;
    readonly List<Partition> _partitions = [];
    readonly Batch _batch;
    readonly bool _isOneByOne;

    public BatchRun(DetectionState state, Rows rows)
    {
        (_state, _rows, _batch) = (state, rows, new Batch(state, rows));
        // What an absence leads to is judged at its deadline, between two rows.
        _isOneByOne = state.Absences.Any(absence => state.Plan.Feeds[absence.Own.Node].Length > 0);
        _hits = new Hits(Most, _isOneByOne ? null : new FeedingRows());
    }

    /// <summary>Takes the rows from one up to, not including, another; at most <see cref="Most"/>.</summary>
    public void Take(int from, int to, MatchBuffer matches)
    {
        _rows.Bring(from, to);
        _hits.Begin(from, _state.Plan.Rank);
        Divide(from, to);
        foreach (var partition in _partitions)
        {
            partition.Hits(_rows, _state.Values, partition.Waiting.Written, _hits);
            partition.Waiting.Clear();
        }

        _partitions.Clear();
        _hits.Sort(to - from);
        if (_isOneByOne)
            TakeOneByOne(from, to, matches);
        else if (_state.Derivations.Length > 0)
            TakeWithDerived(from, to, matches);
        else
            _batch.Take(from, to, _hits, matches);
    }

    void TakeOneByOne(int from, int to, MatchBuffer matches)
    {
        for (var row = from; row < to; row++)
        {
            _rows.Set(row);
            if (Detector.Take(_state, _rows, _hits.Of(row), matches) && _rows.Whole(row) is { } recorded && Detector.Derives(_state, recorded))
                Detector.TakeDerived(_state, new ObservationRow(_state.Plan, _state.Values), matches);
        }
    }

    /// <summary>Takes rows up to each that completes a derived observation, that observation, and what comes after.</summary>
    void TakeWithDerived(int from, int to, MatchBuffer matches)
    {
        var (lateness, watermark) = (_state.Plan.Options.Lateness?.Ticks, _state.WatermarkTicks);
        for (var row = from; row < to; row++)
        {
            _rows.Set(row);
            if (_rows.Time < watermark)
                continue;
            if (lateness is { } late)
                watermark = Math.Max(watermark, _rows.Time - late);
            if (_rows.Whole(row) is not { } recorded || !Detector.Derives(_state, recorded))
                continue;
            _batch.Take(from, row + 1, _hits, matches);
            Detector.TakeDerived(_state, new ObservationRow(_state.Plan, _state.Values), matches);
            (from, watermark) = (row + 1, _state.WatermarkTicks);
        }

        _batch.Take(from, to, _hits, matches);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Divide(int from, int to)
    {
        var all = _all.AsSpan(0, to - from);
        for (var i = 0; i < all.Length; i++)
            all[i] = from + i;
        var ids = _ids.AsSpan(0, to - from);
        if (_state.Plan.Pivot >= 0)
            _rows.Ids(_state.Plan.Pivot, all, ids);
        for (var i = 0; i < all.Length; i++)
        {
            var partition = _state.PartitionOf(ids[i], _rows, all[i]);
            if (partition.Waiting.Count == 0)
                _partitions.Add(partition);
            partition.Waiting.Add(all[i]);
        }
    }
}
