using Knooppunt.Observations;

namespace Knooppunt.FollowUp;

/// <summary>Who must answer, and who after them when they do not.</summary>
/// <param name="Rule">The line that decides; null where the map has a hole.</param>
/// <param name="Organisations">The competent body, its fall-back and the last resort, none twice in a row; at least one.</param>
/// <param name="Answer">Within which time a grave signal is accepted or declined.</param>
/// <param name="Act">Within which time after that it is closed.</param>
public sealed record CompetenceRoute(CompetenceRule? Rule, IReadOnlyList<string> Organisations, TimeSpan Answer, TimeSpan Act);

/// <summary>The competence map of a node: place x phenomenon x legal regime gives exactly one route, wherever something happens.</summary>
/// <param name="Rules">The lines, the oldest first: of two that say the same the first counts until the partners settle it.</param>
/// <param name="LastResort">Short name of the organisation that has what nobody else has: the partnership itself.</param>
public sealed record CompetenceMap(IReadOnlyList<CompetenceRule> Rules, string LastResort)
{
    /// <summary>Within which time the last resort answers where the map has a hole.</summary>
    public static readonly TimeSpan HoleAnswer = TimeSpan.FromHours(1);

    /// <summary>Within which time the last resort closes what fell into a hole.</summary>
    public static readonly TimeSpan HoleAct = TimeSpan.FromDays(1);

    /// <summary>The route of one question.</summary>
    public CompetenceRoute Find(CompetenceQuestion question) => Rules.Where(rule => rule.Covers(question)).MaxBy(rule => rule.Narrowness) is { } rule
        ? new(rule, Through(rule), rule.Answer, rule.Act)
        : new(null, [LastResort], HoleAnswer, HoleAct);

    /// <summary>The bodies that the narrowest lines about one question name, the oldest first: none where the map has a hole, more than one where lines overlap and the first counts.</summary>
    public IReadOnlyList<string> Bodies(CompetenceQuestion question) =>
        [.. Rules.Where(rule => rule.Covers(question)).GroupBy(rule => rule.Narrowness).MaxBy(group => group.Key)?.Select(rule => rule.Body).Distinct() ?? []];

    /// <summary>Lines that speak of the very same and name different bodies, by what they speak of.</summary>
    public IReadOnlyList<IReadOnlyList<CompetenceRule>> Overlaps =>
        [.. Rules.GroupBy(rule => (rule.Place, rule.Phenomenon, rule.Regime)).Where(group => group.Select(rule => rule.Body).Distinct().Count() > 1).Select(group => group.ToArray())];

    /// <summary>Questions to which no line answers.</summary>
    /// <param name="places">Ids of places.</param>
    /// <param name="phenomena">Codes of crime scripts.</param>
    /// <param name="regimes">Legal regimes in use.</param>
    public IEnumerable<CompetenceQuestion> Holes(IReadOnlyCollection<string> places, IReadOnlyCollection<string> phenomena, IReadOnlyCollection<Regime> regimes) =>
        from place in places
        from phenomenon in phenomena
        from regime in regimes
        let question = new CompetenceQuestion(place, phenomenon, regime)
        where Find(question).Rule is null
        select question;

    // The last resort stands at the end even when it is the body itself: what its fall-back leaves lying comes back to it.
    string[] Through(CompetenceRule rule)
    {
        List<string> route = [rule.Body];
        foreach (var next in new[] { rule.Fallback, LastResort })
        {
            if (next is not null && next != route[^1])
                route.Add(next);
        }

        return [.. route];
    }
}
