using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>One field of a block: its different values once, and per row which of them.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Dictionary">The different values.</param>
/// <param name="Ids">Per row the index in the dictionary; -1 where the field is absent.</param>
public sealed record Column(string Name, IReadOnlyList<FieldValue> Dictionary, int[] Ids);

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

    /// <summary>Input for a state.</summary>
    public ColumnInput(DetectionState state) => (_state, _matches) = (state, new MatchBuffer(state.Plan, state.Values));

    /// <summary>Takes a block; gives its matches in order. They are overwritten by the next call.</summary>
    public MatchBuffer Take(ColumnBlock block)
    {
        _matches.Clear(_state.Values);
        var row = new ColumnRow(_state.Plan, _state.Values, block);
        for (var i = 0; i < block.Times.Length; i++)
        {
            row.Set(i);
            Detector.Take(_state, row, _matches);
        }

        _state.Compact();
        return _matches;
    }
}
