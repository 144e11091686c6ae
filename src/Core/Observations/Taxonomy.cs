using System.Collections.Frozen;

namespace Knooppunt.Observations;

/// <summary>Whether a field names a person, directly or nearly so, and how it is pseudonymised at the border.</summary>
public enum Pseudonym : byte
{
    /// <summary>Kept as it is.</summary>
    None,
    /// <summary>A licence plate.</summary>
    Plate,
    /// <summary>A pass number.</summary>
    Pass,
    /// <summary>A person's name or account.</summary>
    Person,
}

/// <summary>One field of the published list.</summary>
/// <param name="Name">As observations and patterns write it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Unit">Unit or form of the value; empty when it has none.</param>
/// <param name="Example">An example value as text.</param>
/// <param name="Meaning">What it says, in one phrase.</param>
/// <param name="Pseudonym">How it is pseudonymised at the border.</param>
public sealed record TaxonomyField(string Name, FieldKind Kind, string Unit, string Example, string Meaning, Pseudonym Pseudonym = Pseudonym.None);

/// <summary>One observation type of the published list.</summary>
/// <param name="Type">Family and name.</param>
/// <param name="Meaning">What happened, in one phrase.</param>
/// <param name="Subject">Kind of the usual subject; empty when there is none.</param>
/// <param name="Fields">Names of its own fields; those of <see cref="Taxonomy.Enriched"/> may be added to any type.</param>
public sealed record TaxonomyType(ObservationType Type, string Meaning, string Subject, IReadOnlyList<string> Fields);

/// <summary>
/// The published list of observation types and fields: what connectors write and what patterns may read.
/// <c>docs/taxonomy.md</c> is this list as text; a test holds the two together.
/// </summary>
public static partial class Taxonomy
{
    static readonly Dictionary<string, TaxonomyField> FieldsByName = All().ToDictionary(field => field.Name, StringComparer.Ordinal);
    // Asked for every field of everything that comes in, and nearly always in vain: a frozen set says no by the length of the name.
    static readonly FrozenDictionary<string, Pseudonym> Pseudonymised = FieldsByName.Values.Where(field => field.Pseudonym != Pseudonym.None).ToFrozenDictionary(field => field.Name, field => field.Pseudonym, StringComparer.Ordinal);
    static readonly Dictionary<string, TaxonomyType> TypesByName = AllTypes().ToDictionary(type => type.Type.Name, StringComparer.Ordinal);

    /// <summary>Kinds of subject, each also the name of the field that holds one.</summary>
    public static IReadOnlyList<string> SubjectKinds { get; } =
        ["container", "plate", "pass", "vessel", "person", "company", "place", "trolley", "bag", "uld", "unit", "flight", "camera", "sensor", "drone"];

    /// <summary>Every field, by name.</summary>
    public static IReadOnlyDictionary<string, TaxonomyField> Fields => FieldsByName;

    /// <summary>Every observation type, by name.</summary>
    public static IReadOnlyDictionary<string, TaxonomyType> Types => TypesByName;

    /// <summary>Whether a pattern may read the field: listed, or an item of a nested own field of a mapped file (has a dot).</summary>
    public static bool Knows(string field) => FieldsByName.ContainsKey(field);

    /// <summary>How a field is pseudonymised at the border; <see cref="Pseudonym.None"/> for unknown fields.</summary>
    public static Pseudonym PseudonymOf(string field) => Pseudonymised.TryGetValue(field, out var known) ? known : Pseudonym.None;

    /// <summary>The subject of an observation of this type with these fields: the type's usual one; null when that field is empty or the type unknown.</summary>
    public static Subject? SubjectOf(ObservationType type, Fields data) =>
        TypesByName.TryGetValue(type.Name, out var known) && known.Subject.Length > 0 && data[known.Subject] is { Kind: not FieldKind.None } value
            ? new Subject(known.Subject, value.ToString())
            : null;
}
