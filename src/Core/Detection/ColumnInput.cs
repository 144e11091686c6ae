namespace Knooppunt.Detection;

/// <summary>Runs a plan over blocks of columns. Not for use from two threads.</summary>
public sealed class ColumnInput
{
    readonly DetectionState _state;
    readonly MatchBuffer _matches;
    readonly ColumnRows _rows;
    readonly BatchRun _run;

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
        _matches.Clear(_state.Values);
        _rows.Begin(block, _state.Values);
        for (var row = 0; row < block.Times.Length; row += BatchRun.Most)
            _run.Take(row, Math.Min(row + BatchRun.Most, block.Times.Length), _matches);
        _state.Compact();
        return _matches;
    }
}
