using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A test that an event must satisfy in a field, or in any field.</summary>
/// <param name="Slot">The field; <see cref="AnyField"/> for a keyword.</param>
/// <param name="Test">The test; absence does not satisfy it.</param>
readonly record struct Anchor(int Slot, FieldTest Test)
{
    public const int AnyField = -1;
}

/// <summary>
/// What an event must have for a term to hold: at least one of a few anchors. Terms are looked for by what the event has, so that the many that
/// have nothing to do with it cost nothing.
/// </summary>
static class Anchors
{
    /// <summary>The anchors, of which one must hold; null when the term may hold for an event that has nothing.</summary>
    public static IReadOnlyList<Anchor>? Of(Plan plan, Term term, int pivot)
    {
        var choices = term.Literals.Where(literal => literal.Slot != pivot).Select(literal => Of(plan, literal));
        if (term.Rest is { } rest)
            choices = choices.Append(Of(plan, rest));
        return Best(choices);
    }

    static IReadOnlyList<Anchor>? Of(Plan plan, Literal literal) => literal.Negated ? null : Of(literal.Slot, plan.Slots[literal.Slot].Tests[literal.Test]);

    static IReadOnlyList<Anchor>? Of(int slot, FieldTest test) => test.Matches(default, present: false) ? null : [new Anchor(slot, test)];

    static IReadOnlyList<Anchor>? Of(Plan plan, Residual rest) => rest switch
    {
        Residual.One one => Of(plan, one.Literal),
        Residual.Keyword { Negated: false } keyword => Of(Anchor.AnyField, keyword.What),
        Residual.All all => Best(all.Parts.Select(part => Of(plan, part))),
        Residual.Any any when any.Parts.Select(part => Of(plan, part)).ToList() is var parts && !parts.Contains(null) => [.. parts.SelectMany(part => part!).Distinct()],
        _ => null,
    };

    /// <summary>The choice whose weakest anchor says most.</summary>
    static IReadOnlyList<Anchor>? Best(IEnumerable<IReadOnlyList<Anchor>?> choices) =>
        choices.Where(choice => choice is { Count: > 0 }).MaxBy(choice => choice!.Min(anchor => Weight(anchor.Test)));

    /// <summary>How rarely a test is likely to hold: by the letters that it asks for.</summary>
    static int Weight(FieldTest test)
    {
        if (test.Exists is not null || test.Negated || test.Values.Count == 0)
            return 0;
        var weights = test.Values.Select(Weight);
        return test.All ? weights.Max() : weights.Min();
    }

    static int Weight(ValueTest value) => value switch
    {
        TextTest { Pattern.Exact: { } exact } => 10 + exact.Length,
        TextTest text => text.Pattern.LongestPlainPart.Length,
        PlainNumberTest => 10,
        RangeTest => 3,
        RegexTest => 2,
        _ => 1,
    };
}
