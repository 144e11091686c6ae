namespace Knooppunt.Detection;

/// <summary>A block of which a part of the rows is taken at a time, because rows of other blocks come between them.</summary>
public sealed class OpenBlock
{
    readonly ColumnBlock _block;
    readonly ColumnRows _rows;
    readonly BatchRun _run;

    internal OpenBlock(DetectionState state, ColumnRows rows, BatchRun run, ColumnBlock block)
    {
        (_block, _rows, _run) = (block, rows, run);
        rows.Begin(block, state.Values);
    }

    /// <summary>Another block in the place of this one, which is over.</summary>
    internal OpenBlock Next(DetectionState state, ColumnBlock block) => new(state, _rows, _run, block);

    internal void Take(int from, int to, SlotValues values, MatchBuffer matches)
    {
        if (!ReferenceEquals(_rows.Block, _block))
            throw new InvalidOperationException("Another block was opened in the place of this one.");
        // Numbers of values are others after the state was compacted.
        if (!ReferenceEquals(_rows.Values, values))
            _rows.Begin(_block, values);
        for (var row = from; row < to; row += BatchRun.Most)
            _run.Take(row, Math.Min(row + BatchRun.Most, to), matches);
    }
}

/// <summary>Runs a plan over blocks of columns. Not for use from two threads.</summary>
public sealed class ColumnInput
{
    const int RowsPerCompaction = 1 << 16;
    readonly DetectionState _state;
    readonly MatchBuffer _matches;
    readonly ColumnRows _rows;
    readonly BatchRun _run;
    int _sinceCompaction;

    /// <summary>Input for a state.</summary>
    public ColumnInput(DetectionState state)
    {
        (_state, _matches, _rows) = (state, new MatchBuffer(state.Plan, state.Values), new ColumnRows(state.Plan));
        _run = new BatchRun(state, _rows);
    }

    /// <summary>Takes a block; gives its matches in order. They are overwritten by the next call.</summary>
    public MatchBuffer Take(ColumnBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return Take(new OpenBlock(_state, _rows, _run, block), 0, block.Times.Length);
    }

    /// <summary>Makes a block ready to be taken in parts, with others between them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="over">A block of this input that is done with: what it took room for is used again. Null when there is none.</param>
    public OpenBlock Open(ColumnBlock block, OpenBlock? over = null)
    {
        if (over is not null)
            return over.Next(_state, block);
        var rows = new ColumnRows(_state.Plan);
        return new OpenBlock(_state, rows, new BatchRun(_state, rows), block);
    }

    /// <summary>Takes the rows from an index up to another of a block; gives their matches in order. They are overwritten by the next call.</summary>
    /// <param name="open">The block; of this input.</param>
    /// <param name="from">Index of the first row.</param>
    /// <param name="to">Index after the last row.</param>
    /// <exception cref="InvalidOperationException">Another block was opened in its place.</exception>
    public MatchBuffer Take(OpenBlock open, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(open);
        if ((_sinceCompaction += to - from) >= RowsPerCompaction)
        {
            _state.Compact();
            _sinceCompaction = 0;
        }

        _matches.Clear(_state.Values);
        open.Take(from, to, _state.Values, _matches);
        return _matches;
    }
}
