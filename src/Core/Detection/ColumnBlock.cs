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
