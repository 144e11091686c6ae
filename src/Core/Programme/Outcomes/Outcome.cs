namespace Knooppunt.Programme;

/// <summary>One figure as somebody reported it.</summary>
/// <param name="Node">Short name of the node or area: <c>rotterdam</c>, <c>nl_total</c>.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Period">What of the year: <c>year</c>, <c>H1</c>, or in words where it is something else.</param>
/// <param name="Metric">What was counted: <c>cocaine_seized</c>. Two reporters may count differently under one name.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit: kg, count, EUR.</param>
/// <param name="Reporter">Who reported it.</param>
/// <param name="Address">Where it stands; empty when it stands nowhere.</param>
/// <param name="Note">What its reader must know; empty for nothing.</param>
/// <param name="AsOf">Day for which its reporter gave it; null when nobody says.</param>
public sealed record Outcome(string Node, int Year, string Period, string Metric, decimal Value, string Unit, string Reporter, string Address, string Note, DateOnly? AsOf = null);

/// <summary>Figures of several reporters about the same thing.</summary>
/// <param name="Node">Short name of the node or area.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Period">What of the year.</param>
/// <param name="Metric">What was counted.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Figures">The figures, the smallest first; at least one.</param>
public sealed record OutcomeGroup(string Node, int Year, string Period, string Metric, string Unit, IReadOnlyList<Outcome> Figures)
{
    /// <summary>Whether reporters differ: then the range is shown, and nothing is averaged.</summary>
    public bool Differs => Low != High;

    /// <summary>With this a note begins that names another figure, of a reporter who has no line of its own.</summary>
    public const string Conflict = "CONFLICT:";

    /// <summary>Whether a note says that somebody else gave another figure, although the figures here agree.</summary>
    public bool Disputed => !Differs && Figures.Any(figure => IsConflict(figure.Note));

    /// <summary>Whether all that is known agrees: only then may the figure be reckoned with.</summary>
    public bool Agreed => !Differs && !Disputed;

    /// <summary>Whether a note names another figure.</summary>
    public static bool IsConflict(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return note.StartsWith(Conflict, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The smallest figure.</summary>
    public decimal Low => Figures[0].Value;

    /// <summary>The largest figure.</summary>
    public decimal High => Figures[^1].Value;

    /// <summary>Puts figures about the same thing together, by node, metric, year and period.</summary>
    public static IReadOnlyList<OutcomeGroup> Of(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.GroupBy(outcome => (outcome.Node, outcome.Metric, outcome.Year, outcome.Period, outcome.Unit))
            .OrderBy(group => group.Key.Node, StringComparer.Ordinal).ThenBy(group => group.Key.Metric, StringComparer.Ordinal).ThenBy(group => group.Key.Year).ThenBy(group => group.Key.Period, StringComparer.Ordinal)
            .Select(group => new OutcomeGroup(group.Key.Node, group.Key.Year, group.Key.Period, group.Key.Metric, group.Key.Unit, [.. group.OrderBy(outcome => outcome.Value).ThenBy(outcome => outcome.Reporter, StringComparer.Ordinal)]))];
}
