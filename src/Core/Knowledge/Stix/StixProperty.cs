namespace Knooppunt.Knowledge.Stix;

/// <summary>What the value of a property is.</summary>
enum StixKind : byte
{
    /// <summary>Anything.</summary>
    Any,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A list of texts.</summary>
    Texts,
    /// <summary>A timestamp.</summary>
    Time,
    /// <summary>The id of another object.</summary>
    Ref,
    /// <summary>A list of ids.</summary>
    Refs,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A number.</summary>
    Number,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>One text of a closed list.</summary>
    Choice,
    /// <summary>Texts of a closed list.</summary>
    Choices,
    /// <summary>A dictionary that is not empty.</summary>
    Dictionary,
    /// <summary>A list of objects.</summary>
    Objects,
    /// <summary>Hashes by algorithm.</summary>
    Hashes,
    /// <summary>A list of kill chain phases.</summary>
    Phases,
    /// <summary>A list of external references.</summary>
    External,
    /// <summary>A list of granular markings.</summary>
    Granular,
    /// <summary>Extensions by their definition.</summary>
    Extensions,
}

/// <summary>One property of a type, as the specification defines it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its value is.</param>
sealed record StixProperty(string Name, StixKind Kind)
{
    /// <summary>Whether an object without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>For ids: the types to which it may refer; empty when any. A type with <c>!</c> before it is one to which it may not.</summary>
    public string[] Types { get; init; } = [];

    /// <summary>For a closed list: what it may say.</summary>
    public string[] Allowed { get; init; } = [];

    /// <summary>For numbers: the lowest.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>For numbers: the highest.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>Section of the specification.</summary>
    public string Section { get; init; } = "";
}

/// <summary>What the specification makes of a type.</summary>
public enum StixFamily : byte
{
    /// <summary>Domain object (section 4), also one of an extension or of others.</summary>
    Domain,
    /// <summary>Relationship object (section 5).</summary>
    Relationship,
    /// <summary>Cyber observable (section 6): without created and modified.</summary>
    Observable,
    /// <summary>Marking definition (section 7.2): created once, never modified.</summary>
    Marking,
    /// <summary>Language content and extension definition (section 7).</summary>
    Meta,
}

/// <summary>A type with its properties.</summary>
sealed record StixType(string Name, StixFamily Family, string Section, IReadOnlyList<StixProperty> Properties)
{
    readonly Dictionary<string, StixProperty> _byName = Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>The property with this name; null when the type does not define it.</summary>
    public StixProperty? Find(string name) => _byName.GetValueOrDefault(name);
}
