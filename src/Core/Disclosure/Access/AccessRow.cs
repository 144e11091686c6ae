using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>One reviewed line of the table: every combination of its values gets its answer. An empty list means "any".</summary>
/// <param name="Regimes">Regimes it speaks of.</param>
/// <param name="Purposes">Purposes it speaks of.</param>
/// <param name="Roles">Roles it speaks of.</param>
/// <param name="Directions">Directions it speaks of.</param>
/// <param name="UpTo">The strictest mark it speaks of; stricter ones fall through to a later line.</param>
/// <param name="Answer">What it answers.</param>
public sealed record AccessRow(
    IReadOnlyList<Regime> Regimes,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Direction> Directions,
    Tlp UpTo,
    AccessAnswer Answer)
{
    /// <summary>The only use of which it speaks; null for every use.</summary>
    public Use? Only { get; init; }

    /// <summary>The mildest sharing mark of which it speaks; milder ones fall through. Every one by default.</summary>
    public Tlp Above { get; init; } = Tlp.Clear;

    /// <summary>The mildest mark of permissible actions of which it speaks; milder ones fall through. Every one by default.</summary>
    public Pap From { get; init; } = Pap.Clear;

    /// <summary>Whether this line answers the question.</summary>
    public bool Covers(AccessQuestion question) =>
        Holds(Regimes, question.Regime) && Holds(Purposes, question.Purpose) && Holds(Roles, question.Role)
        && Holds(Directions, question.Direction) && question.Tlp <= UpTo && question.Tlp >= Above && question.Pap >= From && (Only is null || Only == question.Use);

    static bool Holds<T>(IReadOnlyList<T> values, T value) => values.Count == 0 || values.Contains(value);
}
