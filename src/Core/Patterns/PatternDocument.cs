using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>How much a match matters by itself (Sigma, "level").</summary>
public enum PatternLevel : byte
{
    /// <summary>Adds a fact; no case by itself.</summary>
    Informational,
    /// <summary>Notable, seldom an incident. The default.</summary>
    Low,
    /// <summary>To be looked at.</summary>
    Medium,
    /// <summary>To be looked at soon.</summary>
    High,
    /// <summary>To be looked at now.</summary>
    Critical,
}

/// <summary>One document of a pattern file. Immutable.</summary>
public abstract record PatternDocument
{
    /// <summary>Where it starts: file and line, with the title as part.</summary>
    public required InputPlace Place { get; init; }

    /// <summary>The <c>id</c>, else the <c>name</c>, else a hash of the content. Never empty.</summary>
    public required string Id { get; init; }

    /// <summary>The name by which correlations may refer to it; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The title. Never empty, at most 256 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about; null when not given.</summary>
    public string? Description { get; init; }

    /// <summary>Status as written (stable, test, experimental, deprecated, unsupported); null when not given.</summary>
    public string? Status { get; init; }

    /// <summary>How much a match matters; low when not given.</summary>
    public PatternLevel Level { get; init; } = PatternLevel.Low;

    /// <summary>Author as written; null when not given.</summary>
    public string? Author { get; init; }

    /// <summary>Date on which it was written, as written (Sigma: yyyy-mm-dd); null when not given.</summary>
    public string? Date { get; init; }

    /// <summary>Date of its last change, as written (Sigma: yyyy-mm-dd); null when not given.</summary>
    public string? Modified { get; init; }

    /// <summary>Tags as written.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>References as written.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Innocent explanations as Sigma writes them.</summary>
    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    /// <summary>What Knooppunt adds under the key <c>knooppunt</c>; null when the document has none.</summary>
    public PatternCard? Card { get; init; }

    /// <summary>The first 16 bytes of SHA-256 over the document's text with line ends normalised, in lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The document as it was written.</summary>
    public required string Text { get; init; }
}

/// <summary>What a rule's events are (Sigma, "logsource"); a null part is open.</summary>
/// <param name="Category">Category; with product knooppunt the family of evidence.</param>
/// <param name="Product">Product; <c>knooppunt</c> restricts the rule to observations.</param>
/// <param name="Service">Service; with product knooppunt the name of the observation type.</param>
public sealed record Logsource(string? Category, string? Product, string? Service)
{
    /// <summary>The product name of rules on observations.</summary>
    public const string Knooppunt = "knooppunt";

    /// <summary>Whether it speaks of observations of a node.</summary>
    public bool IsKnooppunt => string.Equals(Product, Knooppunt, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether nothing in the two differs where both say something.</summary>
    public bool GoesWith(Logsource other) => Agree(Category, other.Category) && Agree(Product, other.Product) && Agree(Service, other.Service);

    /// <summary>Whether this one, as a filter's, holds for a rule: every part that it names the rule names too.</summary>
    internal bool Covers(Logsource rule) => Names(Category, rule.Category) && Names(Product, rule.Product) && Names(Service, rule.Service);

    static bool Agree(string? one, string? other) => one is null || other is null || string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static bool Names(string? filter, string? rule) => filter is null || string.Equals(filter, rule, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A rule on single events.</summary>
public sealed record SigmaRule : PatternDocument
{
    /// <summary>What its events are.</summary>
    public required Logsource Logsource { get; init; }

    /// <summary>Fields worth showing, as written.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    internal Clause Detection { get; init; } = new AllOf([]);

    internal IReadOnlyList<Selection> Selections { get; init; } = [];
}

/// <summary>A named search identifier.</summary>
sealed record Selection(string Name, YamlPart At, Clause Clause, bool Used);

/// <summary>A filter: takes events away from rules (filters specification).</summary>
public sealed record SigmaFilter : PatternDocument
{
    /// <summary>Which rules it may touch.</summary>
    public required Logsource Logsource { get; init; }

    /// <summary>Ids or names of the rules; empty means every rule that the logsource covers.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>What it takes away.</summary>
    internal Clause Away { get; init; } = new AnyOf([]);

    internal IReadOnlyList<YamlText> RuleParts { get; init; } = [];
}

/// <summary>A derived observation that the engine computes (<c>derived:</c>).</summary>
public sealed record DerivedDefinition : PatternDocument
{
    /// <summary>Kind: baseline, drift, duplicate-presence, encounter, novelty, route or stay.</summary>
    public required string Kind { get; init; }

    /// <summary>Type name of the observations that it makes.</summary>
    public required string Makes { get; init; }

    /// <summary>Parameters as numbers (metres, knots, degrees, seconds) by name.</summary>
    public required IReadOnlyDictionary<string, double> Numbers { get; init; }

    /// <summary>Parameters as text by name, for example <c>from</c> (the observation type that it reads) and <c>key</c>.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>The observation type that it reads.</summary>
    public string From => Texts.GetValueOrDefault("from", "vessel_position");

    /// <summary>Fields with the value that each must have for an observation to count; empty when all count.</summary>
    public IReadOnlyList<(string Field, string Value)> Where { get; init; } = [];

    /// <summary>The middle line of a route, two positions or more; empty when it has none.</summary>
    public IReadOnlyList<Waypoint> Corridor { get; init; } = [];

    /// <summary>The zones of a route in the order in which they are passed; empty when it has none.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    internal YamlMap? Section { get; init; }
}

/// <summary>A position in degrees north and east (WGS 84).</summary>
/// <param name="Lat">Degrees north, -90 to 90.</param>
/// <param name="Lon">Degrees east, -180 to 180.</param>
public readonly record struct Waypoint(double Lat, double Lon);
