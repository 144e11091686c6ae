using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Doubts about one correlation.</summary>
static class CorrelationLint
{
    public static void Check(SigmaCorrelation correlation, IReadOnlyList<PatternDocument> documents, HashSet<string> names, NeverFiring never, List<Complaint> complaints)
    {
        PatternLint.Unknown(correlation, correlation.Rules, correlation.RuleParts, names, complaints);
        if (never.Why(correlation) is { } why)
            complaints.Add(new Complaint(PatternLint.At(correlation, correlation.ConditionPart), why));
        foreach (var (alias, byRule) in correlation.Aliases)
        {
            // An alias may call a rule by its name where "rules" gives its id, and the other way round.
            bool IsRead(string rule) => correlation.Rules.Contains(rule) || documents.Any(document =>
                (document.Id == rule || document.Name == rule) && (correlation.Rules.Contains(document.Id) || (document.Name is { } name && correlation.Rules.Contains(name))));
            if (!correlation.GroupBy.Contains(alias) && !correlation.Fields.Contains(alias))
                complaints.Add(new Complaint(PatternLint.At(correlation, correlation.AliasesPart), $"The alias \"{alias}\" is not used in group-by or field."));
            if (byRule.Keys.FirstOrDefault(rule => !IsRead(rule)) is { } stranger)
                complaints.Add(new Complaint(PatternLint.At(correlation, correlation.AliasesPart), $"The alias \"{alias}\" names \"{stranger}\", which is not in \"rules\"."));
        }
    }
}
