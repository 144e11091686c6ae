using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Doubts about one derived observation.</summary>
static class DerivedLint
{
    public static void Check(DerivedDefinition derived, IReadOnlyList<PatternDocument> documents, List<Complaint> complaints)
    {
        if (!documents.OfType<SigmaRule>().Any(rule => rule.Logsource.IsKnooppunt && (rule.Logsource.Service ?? derived.Makes) == derived.Makes))
            Say($"No rule reads \"{derived.Makes}\"; write one with service {derived.Makes}, or take this out.");
        if (derived.Texts.TryGetValue("from", out var from) && !Taxonomy.Types.ContainsKey(from))
            Say($"\"{from}\" is not an observation type of docs/taxonomy.md.");
        var fields = derived.Texts.GetValueOrDefault("key", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Concat(derived.Where.Select(one => one.Field)).Append(derived.Texts.GetValueOrDefault("value"));
        foreach (var field in fields.OfType<string>().Where(field => !Taxonomy.Knows(field) && !field.Contains('.', StringComparison.Ordinal)))
            Say($"The field \"{field}\" is not in docs/taxonomy.md.");
        if (derived.Numbers.GetValueOrDefault("min-days", 14) is var least && derived.Kind == "baseline" && least > derived.Numbers.GetValueOrDefault("days", 90))
            Say($"It asks for {least:0} days of history and keeps fewer (\"days\"); it can never speak.");

        void Say(string sentence) => complaints.Add(new Complaint(derived.Place, sentence));
    }
}
