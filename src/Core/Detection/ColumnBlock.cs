namespace Knooppunt.Detection;

/// <summary>One field of a block: its different values once, and per row which of them.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Values">The different values.</param>
/// <param name="Ids">Per row the index of its value; -1 where the field is absent.</param>
public sealed record Column(string Name, ColumnValues Values, int[] Ids);

/// <summary>Rows as columns, as sealed history is kept.</summary>
public sealed record ColumnBlock
{
    /// <summary>UTC ticks per row.</summary>
    public required long[] Times { get; init; }

    /// <summary>Offset of the first row.</summary>
    public required long FirstOffset { get; init; }

    /// <summary>Offsets per row; null when they follow on each other from <see cref="FirstOffset"/>.</summary>
    public long[]? Offsets { get; init; }

    /// <summary>The fields; those that a plan does not read may be left out.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }
}

/// <summary>Runs a plan over blocks of columns. Not for use from two threads.</summary>
public sealed class ColumnInput
{
    readonly DetectionState _state;
    readonly MatchBuffer _matches;
    readonly ColumnRow _row;

    /// <summary>Input for a state.</summary>
    public ColumnInput(DetectionState state) => (_state, _matches, _row) = (state, new MatchBuffer(state.Plan, state.Values), new ColumnRow(state.Plan));

    /// <summary>Takes a block; gives its matches in order. They are overwritten by the next call.</summary>
    public MatchBuffer Take(ColumnBlock block)
    {
        _matches.Clear(_state.Values);
        _row.Begin(block, _state.Values);
        for (var i = 0; i < block.Times.Length; i++)
        {
            _row.Set(i);
            Detector.Take(_state, _row, _matches);
        }

        _state.Compact();
        return _matches;
    }
}
