namespace Knooppunt.Patterns;

/// <summary>How a correlation judges its events (correlation rules specification 2.1.0).</summary>
public enum CorrelationKind : byte
{
    /// <summary>Number of events.</summary>
    EventCount,
    /// <summary>Number of distinct values of a field.</summary>
    ValueCount,
    /// <summary>All rules seen.</summary>
    Temporal,
    /// <summary>All rules seen in the order written.</summary>
    TemporalOrdered,
    /// <summary>Sum of a field.</summary>
    ValueSum,
    /// <summary>Average of a field.</summary>
    ValueAvg,
    /// <summary>Percentile of a field, or share of a value.</summary>
    ValuePercentile,
}

/// <summary>A correlation of rules or of other correlations.</summary>
public sealed record SigmaCorrelation : PatternDocument
{
    /// <summary>How it judges.</summary>
    public required CorrelationKind Kind { get; init; }

    /// <summary>Ids or names of the rules that it refers to, in order.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Fields or aliases whose values make the group; empty for one group.</summary>
    public required IReadOnlyList<string> GroupBy { get; init; }

    /// <summary>Length of the window, inclusive at both ends; the wait of an absence.</summary>
    public required TimeSpan Timespan { get; init; }

    /// <summary>Alias, then rule, then field.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Aliases { get; init; }

    /// <summary>Fields that are counted, summed or averaged; empty for kinds that read none.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Percentile for <see cref="CorrelationKind.ValuePercentile"/>, 0 to 100; null for the share of the event's own value.</summary>
    public double? Percentile { get; init; }

    /// <summary>Whether the rules that it refers to also match by themselves.</summary>
    public bool Generate { get; init; }

    /// <summary>Rules that must be absent after the others (preview); empty without absence.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    internal IReadOnlyList<Bound> Condition { get; init; } = [];

    internal IReadOnlyList<YamlText> RuleParts { get; init; } = [];

    internal YamlPart? ConditionPart { get; init; }

    internal YamlPart? AliasesPart { get; init; }

    /// <summary>Whether it waits for something that must not come.</summary>
    public bool IsAbsence => Absent.Count > 0;
}

/// <summary>One end of a range in a correlation's condition; several must all hold.</summary>
readonly record struct Bound(Order Order, bool NotEqual, double Value)
{
    public bool Holds(double number) => NotEqual ? number != Value : Numeric.Holds(number, Order, Value);
}
