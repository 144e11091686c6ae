using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>One field of a block: its different values once, and per row which of them.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Values">The different values.</param>
/// <param name="Ids">Per row the index of its value; -1 where the field is absent.</param>
public sealed record Column(string Name, ColumnValues Values, int[] Ids)
{
    /// <summary>Numbers of the values that hold beyond the block; null when there are none.</summary>
    public SeriesNumbers? Series { get; init; }
}

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

    /// <summary>Fields that are decoded when a row first needs them, by name; each gives null when no row has it.</summary>
    public IReadOnlyDictionary<string, Func<Column?>> Later { get; init; } = new Dictionary<string, Func<Column?>>();

    /// <summary>Type, family, source and organisation as the envelope says them: they stand in where a row has no field of that name, and no keyword looks into them.</summary>
    public IReadOnlyList<Column> Envelope { get; init; } = [];

    /// <summary>Adds zones, local time and lists as the rows are read; null when the fields have them already.</summary>
    public Enricher? Enricher { get; init; }

    /// <summary>Gives the row at an index whole and enriched, for derived observations; null for a row from which nothing is derived. Null when the plan derives nothing.</summary>
    public Func<int, Recorded?>? Whole { get; init; }

    internal Column? Find(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Name == name)
                return column;
        }

        return Later.TryGetValue(name, out var later) ? later() : null;
    }
}
