using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Doubts about one correlation.</summary>
static class CorrelationLint
{
    public static void Check(SigmaCorrelation correlation, IReadOnlyList<PatternDocument> documents, HashSet<string> names, List<Complaint> complaints)
    {
        PatternLint.Unknown(correlation, correlation.Rules, correlation.RuleParts, names, complaints);
        if (!CanHold(correlation))
            complaints.Add(new Complaint(correlation.Place, "The condition can never hold: no number fits all its bounds; widen them."));
        foreach (var (alias, byRule) in correlation.Aliases)
        {
            // An alias may call a rule by its name where "rules" gives its id, and the other way round.
            bool IsRead(string rule) => correlation.Rules.Contains(rule) || documents.Any(document =>
                (document.Id == rule || document.Name == rule) && (correlation.Rules.Contains(document.Id) || (document.Name is { } name && correlation.Rules.Contains(name))));
            if (!correlation.GroupBy.Contains(alias) && !correlation.Fields.Contains(alias))
                complaints.Add(new Complaint(correlation.Place, $"The alias \"{alias}\" is not used in group-by or field."));
            if (byRule.Keys.FirstOrDefault(rule => !IsRead(rule)) is { } stranger)
                complaints.Add(new Complaint(correlation.Place, $"The alias \"{alias}\" names \"{stranger}\", which is not in \"rules\"."));
        }
    }

    static bool CanHold(SigmaCorrelation correlation)
    {
        if (correlation.Condition.Count == 0)
            return true;
        var bounds = correlation.Condition.Select(bound => bound.Value).ToList();
        var whole = correlation.Kind is CorrelationKind.EventCount or CorrelationKind.ValueCount or CorrelationKind.Temporal or CorrelationKind.TemporalOrdered;
        var most = correlation.Kind is CorrelationKind.Temporal or CorrelationKind.TemporalOrdered ? correlation.Rules.Count : double.PositiveInfinity;
        // A set of numbers cut out by bounds is hit at a bound, beside one, or between two.
        var tries = whole
            ? bounds.SelectMany(bound => new[] { Math.Floor(bound), Math.Floor(bound) + 1, Math.Ceiling(bound) - 1 }).Append(1).Where(number => number >= 1 && number <= most)
            : bounds.SelectMany(bound => new[] { bound, bound - 1, bound + 1 }).Concat(bounds.SelectMany(one => bounds.Select(other => (one + other) / 2)));
        return tries.Any(number => correlation.Condition.All(bound => bound.Holds(number)));
    }
}
