using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>One rule or correlation inside a correlation.</summary>
/// <param name="Node">Its number in the plan: rules first, then correlations.</param>
/// <param name="KeySlots">Slots of the group-by fields in its events.</param>
/// <param name="ValueSlots">Slots of the counted fields in its events.</param>
/// <param name="Absent">Whether it must not come.</param>
sealed record Member(int Node, int[] KeySlots, int[] ValueSlots, bool Absent);

/// <summary>A correlation, compiled.</summary>
/// <param name="Node">Its number in the plan: behind the rules.</param>
/// <param name="Document">The correlation.</param>
/// <param name="Members">What it refers to.</param>
/// <param name="Span">Its timespan in ticks.</param>
/// <param name="KeyDomains">Slots whose value tables number the group's values.</param>
/// <param name="Fingerprint">Id and content of it and of all below it: while that stays, what it remembers stays good.</param>
sealed record CorrelationPlan(int Node, SigmaCorrelation Document, Member[] Members, long Span, int[] KeyDomains, string Fingerprint)
{
    public int Present { get; } = Members.Count(member => !member.Absent);

    /// <summary>Whether the group and what is counted stand in the same fields whichever member holds.</summary>
    public bool ReadsAlike { get; } = Members.All(member => member.KeySlots.SequenceEqual(Members[0].KeySlots) && member.ValueSlots.SequenceEqual(Members[0].ValueSlots));
}

/// <summary>A rule, compiled.</summary>
sealed record RulePlan
{
    /// <summary>Its number in the plan.</summary>
    public required int Node { get; init; }

    public required SigmaRule Document { get; init; }

    /// <summary>What the filters take away.</summary>
    public required IReadOnlyList<Clause> Filters { get; init; }

    /// <summary>Its condition with logsource, filters, placeholders and tokens filled in.</summary>
    public required Clause Detection { get; init; }

    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>Whether a keyword makes it read every field of an event.</summary>
    public required bool ReadsEverything { get; init; }

    /// <summary>Slot of the subject; -1 for none.</summary>
    public required int SubjectSlot { get; init; }

    /// <summary>Id and content.</summary>
    public string Fingerprint => Document.Id + Document.ContentHash;

    /// <summary>Whether it would be compiled from this rule and these filters.</summary>
    public bool IsOf(SigmaRule rule, IReadOnlyList<Clause> filters) =>
        (ReferenceEquals(Document, rule) || (Document.Id == rule.Id && Document.ContentHash == rule.ContentHash))
        && Filters.Count == filters.Count && (filters.Count == 0 || Filters.SequenceEqual(filters, ReferenceEqualityComparer.Instance));
}

/// <summary>Where a node's matches go.</summary>
readonly record struct Feed(int Correlation, int Member);
