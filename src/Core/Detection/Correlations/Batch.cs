using System.Numerics;
using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>
/// Rows that are correlated together: each correlation takes all of its events before the next one does, so that what it needs stays near. The matches
/// come out as if the rows had been taken one by one.
/// </summary>
sealed class Batch(DetectionState state, Rows rows)
{
    readonly Moment[] _moments = new Moment[BatchRun.Most];
    // Where the watermark stands before each row, and after the last one.
    readonly long[] _watermarks = new long[BatchRun.Most + 1];
    // The rows that did not come too late, as bits, counted from the first for which rules were found.
    readonly ulong[] _inTime = new ulong[FeedingRows.Words];
    // Per match found the row that brought it about; and the matches in the order of those.
    readonly IntBuffer _foundAt = new();
    readonly int[] _foundUpTo = new int[BatchRun.Most + 1];
    int[] _inOrder = [];
    int _count;

    public Rows Rows => rows;

    /// <summary>The row that comes first.</summary>
    public int First { get; private set; }

    /// <summary>What correlations found, one after the other.</summary>
    public MatchBuffer Found { get; } = new(state.Plan, state.Values);

    /// <summary>When a row was, counted from the first.</summary>
    public ref readonly Moment this[int row] => ref _moments[row];

    /// <summary>Where the watermark stands before a row.</summary>
    public long WatermarkAt(int row) => _watermarks[row];

    /// <summary>Takes rows of which the rules that hold are known.</summary>
    public void Take(int from, int to, Hits hits, MatchBuffer matches)
    {
        (First, _count) = (from, to - from);
        Found.Clear(state.Values);
        _foundAt.Clear();
        Watch(hits);
        Gather(hits);
        foreach (var correlation in state.Correlations)
        {
            if (correlation.Arrivals.Count == 0)
                continue;
            correlation.Take(this);
            state.NextDue = Math.Min(state.NextDue, correlation.NextDeadline);
        }

        FireDue();
        state.WatermarkTicks = _watermarks[_count];
        Hand(hits, matches);
    }

    /// <summary>A correlation fired at a row.</summary>
    public void Fires(int row, int node)
    {
        while (_foundAt.Count < Found.Count)
            _foundAt.Add(row);
        foreach (var feed in state.Plan.Feeds[node])
            state.Correlations[feed.Correlation].Arrivals.Add(row, feed.Member);
    }

    /// <summary>Reads when the rows were; those that came too late are only counted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Watch(Hits hits)
    {
        var lateness = state.Plan.Options.Lateness?.Ticks;
        var (watermark, evaluated) = (state.WatermarkTicks, 0);
        rows.Moments(First, _moments.AsSpan(0, _count));
        Array.Clear(_inTime);
        var moments = _moments.AsSpan(0, _count);
        var watermarks = _watermarks.AsSpan(0, _count);
        for (var row = 0; row < moments.Length;)
        {
            var (word, bit) = Math.DivRem(First - hits.First + row, FeedingRows.PerWord);
            var bits = 0ul;
            for (; row < moments.Length && bit < FeedingRows.PerWord; row++, bit++)
            {
                var time = moments[row].Time;
                watermarks[row] = watermark;
                if (time < watermark)
                    continue;
                bits |= 1ul << bit;
                if (lateness is { } late)
                    watermark = Math.Max(watermark, time - late);
            }

            _inTime[word] = bits;
            evaluated += BitOperations.PopCount(bits);
        }

        _watermarks[_count] = watermark;
        state.Evaluated += evaluated;
        state.Late += _count - evaluated;
    }

    bool IsInTime(int row) => (_inTime[row / FeedingRows.PerWord] >> (row % FeedingRows.PerWord) & 1) != 0;

    /// <summary>Hands each rule that holds to the correlations that it feeds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Gather(Hits hits)
    {
        var (feeds, correlations, shift) = (state.Plan.Feeds, state.Correlations, First - hits.First);
        var rules = hits.RulesOf(First, First + _count);
        var rowOf = hits.RowsOf(First, First + _count);
        for (var i = 0; i < rules.Length; i++)
        {
            foreach (ref readonly var feed in feeds[rules[i]].AsSpan())
            {
                if (IsInTime(rowOf[i]))
                    correlations[feed.Correlation].Arrivals.Add(rowOf[i] - shift, feed.Member);
            }
        }

        if (hits.Feeding is { } feeding)
            Gather(feeding, First - hits.First);
    }

    void Gather(FeedingRows feeding, int first)
    {
        foreach (var rule in feeding.Rules)
        {
            foreach (var feed in state.Plan.Feeds[rule])
                state.Correlations[feed.Correlation].Arrivals.Add(feed.Member, feeding.Of(rule));
        }

        foreach (var correlation in state.Correlations)
            correlation.Arrivals.Gather(_inTime, first);
    }

    /// <summary>
    /// Fires what falls due up to the last row, each at the first row that moves the watermark past it. That can wait until here: an event that could have
    /// answered one of them lies before the watermark that it fell due by.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void FireDue()
    {
        var row = 0;
        while (state.NextDue < _watermarks[_count] && state.NextAbsence(_watermarks[_count]) is { } absence)
        {
            while (_watermarks[row + 1] <= absence.NextDeadline)
                row++;
            // One that others refer to is taken one by one, so each of these matches by itself.
            absence.Fire(Found);
            Fires(row, absence.Own.Node);
        }
    }

    /// <summary>Hands on the matches, row by row: of rules, of correlations, of what fell due.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Hand(Hits hits, MatchBuffer matches)
    {
        Order();
        var (plan, shift, found) = (state.Plan, First - hits.First, 0);
        var rules = hits.RulesOf(First, First + _count);
        var rowOf = hits.RowsOf(First, First + _count);
        for (var i = 0; i < rules.Length; i++)
        {
            if (!plan.Emits[rules[i]] || !IsInTime(rowOf[i]))
                continue;
            for (; found < _foundAt.Count && _foundAt[_inOrder[found]] < rowOf[i] - shift; found++)
                matches.Add(Found, _inOrder[found]);
            rows.Set(hits.First + rowOf[i]);
            matches.AddSingle(plan.Rules[rules[i]]!, rows);
        }

        for (; found < _foundAt.Count; found++)
            matches.Add(Found, _inOrder[found]);
    }

    /// <summary>Counts what was found at each row, and puts it in that order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Order()
    {
        var upTo = _foundUpTo.AsSpan(0, _count + 1);
        upTo.Clear();
        foreach (var row in _foundAt.Written)
            upTo[row + 1]++;
        for (var row = 0; row < _count; row++)
            upTo[row + 1] += upTo[row];
        if (_inOrder.Length < _foundAt.Count)
            _inOrder = new int[_foundAt.Count * 2];
        // Each place moves on to where the next row begins, which is where the row's own end.
        for (var found = 0; found < _foundAt.Count; found++)
            _inOrder[upTo[_foundAt[found]]++] = found;
    }
}
