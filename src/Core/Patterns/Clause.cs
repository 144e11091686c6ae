namespace Knooppunt.Patterns;

/// <summary>A detection as a tree of tests on fields.</summary>
abstract record Clause;

/// <summary>True when all parts are; true when empty.</summary>
sealed record AllOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>True when any part is; false when empty.</summary>
sealed record AnyOf(IReadOnlyList<Clause> Parts) : Clause;

/// <summary>True when the part is not.</summary>
sealed record NotOf(Clause Part) : Clause;

/// <summary>A test of one field.</summary>
/// <param name="Field">Name of the field; null for a keyword, which may stand in any field.</param>
/// <param name="What">What the value must be.</param>
/// <param name="Selection">Name of the search identifier that it stands in.</param>
sealed record Test(string? Field, FieldTest What, string Selection) : Clause;

/// <summary>A comparison of two fields of the same observation (modifier <c>fieldref</c>).</summary>
sealed record Comparison(string Field, string Other, TextPlace Place, bool Cased, bool Negated, string Selection, Order? Order = null) : Clause;

/// <summary>Where in the text something must stand.</summary>
enum TextPlace : byte
{
    Whole,
    Start,
    End,
    Anywhere,
}
