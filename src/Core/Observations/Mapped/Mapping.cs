namespace Knooppunt.Observations.Mapped;

/// <summary>How the rows of a CSV or JSON Lines file become observations of one type: the small YAML file beside a source.</summary>
/// <remarks>Made by <see cref="Read"/>. Immutable; one mapping serves many readers.</remarks>
public sealed class Mapping
{
    internal Mapping(ObservationType type) => Type = type;

    /// <summary>Type of every observation; its name may be one that <see cref="Taxonomy.Types"/> does not have.</summary>
    public ObservationType Type { get; }

    /// <summary>Name of the source that the mapping proposes; null when it proposes none. A configured source has its own.</summary>
    public string? Source { get; internal init; }

    /// <summary>Time zone of times without one, as the mapping names it (IANA), for the caller to look up and put into <see cref="SourceContext.LocalZone"/>; null: UTC.</summary>
    public string? Zone { get; internal init; }

    internal string FileName { get; init; } = "mapping";

    internal bool? IsJson { get; init; }

    internal char? Delimiter { get; init; }

    internal IReadOnlyList<string>? Header { get; init; }

    internal MappedColumn? Time { get; init; }

    /// <summary>The column of the hour, where the day stands in one of its own.</summary>
    internal MappedColumn? Clock { get; init; }

    internal string TimeFormat { get; init; } = MappedTimes.Rfc3339Name;

    internal MappedColumn? Id { get; init; }

    /// <summary>Field that names the subject; null: the usual one of the type; empty: none.</summary>
    internal string? Subject { get; init; }

    internal IReadOnlyList<MappedField> Fields { get; init; } = [];

    internal IReadOnlyList<MappedSkip> Skips { get; init; } = [];

    /// <summary>Reads a mapping.</summary>
    /// <param name="yaml">Its text, at most 262,144 characters.</param>
    /// <param name="fileName">Its name, for complaints.</param>
    /// <param name="complaints">Takes every complaint, with line and column; with any of them there is no mapping.</param>
    /// <returns>The mapping; null when something is wrong.</returns>
    public static Mapping? Read(string yaml, string fileName, ICollection<Complaint> complaints) => new MappingReading(fileName, complaints).Read(yaml);
}

/// <summary>A column by name, with the place where the mapping names it.</summary>
readonly record struct MappedColumn(string Name, int Line, int Column);

/// <summary>What a cell becomes.</summary>
enum MappedKind
{
    Text,
    Number,
    Flag,
    Container,
    Plate,
    Time,
}

/// <summary>One field: from a column or a constant.</summary>
sealed record MappedField(string Name, MappedKind Kind)
{
    public MappedColumn? From { get; init; }

    public FieldValue Constant { get; init; }

    /// <summary>By what a number is multiplied.</summary>
    public double Factor { get; init; } = 1;

    public char DecimalMark { get; init; } = '.';

    public IReadOnlyDictionary<string, FieldValue>? Table { get; init; }

    /// <summary>What stands for a value that the table does not have; none: it is left out.</summary>
    public FieldValue Otherwise { get; init; }

    public bool KeepOtherwise { get; init; }

    public string TimeFormat { get; init; } = MappedTimes.Rfc3339Name;
}

/// <summary>A row is left out when its column holds one of the values; no values: when it is empty.</summary>
sealed record MappedSkip(MappedColumn Column, IReadOnlySet<string> Values);
