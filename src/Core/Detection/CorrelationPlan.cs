using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>One rule or correlation inside a correlation.</summary>
/// <param name="Node">Its number in the plan: rules first, then correlations.</param>
/// <param name="KeySlots">Slots of the group-by fields in its events.</param>
/// <param name="ValueSlots">Slots of the counted fields in its events.</param>
/// <param name="Absent">Whether it must not come.</param>
sealed record Member(int Node, int[] KeySlots, int[] ValueSlots, bool Absent);

/// <summary>A correlation, compiled.</summary>
sealed record CorrelationPlan(int Node, SigmaCorrelation Document, Member[] Members, long Span, int[] KeyDomains)
{
    public int Present { get; } = Members.Count(member => !member.Absent);
}

/// <summary>A rule, compiled.</summary>
/// <param name="Node">Its number in the plan.</param>
/// <param name="Document">The rule.</param>
/// <param name="Detection">Its condition with logsource, filters, placeholders and tokens filled in.</param>
/// <param name="SubjectSlot">Slot of the subject; -1 for none.</param>
sealed record RulePlan(int Node, SigmaRule Document, Clause Detection, int SubjectSlot);

/// <summary>Where a node's matches go.</summary>
readonly record struct Feed(int Correlation, int Member);
