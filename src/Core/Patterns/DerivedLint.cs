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

        if (derived.Texts.TryGetValue("key", out var key) && key.Split(',').All(string.IsNullOrWhiteSpace))
            Say("\"key\" is empty, so all things would be one; name the field that tells them apart.");
        if (derived.Kind == "stay" && !derived.Texts.ContainsKey("zone") && !derived.Numbers.ContainsKey("max-speed"))
            Say("A stay needs a \"zone\", a \"max-speed\" or both; without them everything stays.");
        if (derived.Kind == "drift" && derived.Numbers.GetValueOrDefault("min-speed", 1) > derived.Numbers.GetValueOrDefault("max-speed", 5))
            Say("\"min-speed\" lies above \"max-speed\"; it can never speak.");
        if (derived.Kind == "drift" && derived.Numbers.GetValueOrDefault("angle", 45) >= 90)
            Say("\"angle\" is counted from ahead and from astern, so it is never 90 degrees or more; it can never speak.");
        if (Taxonomy.Types.ContainsKey(derived.Makes) && !DerivedReader.OwnNames.Contains(derived.Makes))
            Say($"\"{derived.Makes}\" is what sources deliver; a derived observation that has its name would be taken for one. Choose another \"name\".");

        void Say(string sentence) => complaints.Add(new Complaint(PatternLint.At(derived, derived.Section), sentence));
    }
}
