using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Adds to a rule's detection what its logsource and the filters say.</summary>
static class RuleScope
{
    public static Clause Narrow(SigmaRule rule, IEnumerable<Clause> filters)
    {
        var parts = new List<Clause>();
        if (rule.Logsource.IsKnooppunt && rule.Logsource.Service is { } service)
            parts.Add(Is("type", service, orAbsent: false));
        // Plain input has no family; observations always do.
        if (rule.Logsource.IsKnooppunt && rule.Logsource.Category is { } family)
            parts.Add(Is("family", family, orAbsent: true));
        parts.Add(rule.Detection);
        parts.AddRange(filters.Select(Clause (filter) => new NotOf(filter)));
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    static Test Is(string field, string value, bool orAbsent) =>
        new(field, new FieldTest { Values = [new TextTest(TextPattern.OfLiteral(value, TextPlace.Whole, cased: true))], OrAbsent = orAbsent }, "logsource");
}
