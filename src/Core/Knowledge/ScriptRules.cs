using Knooppunt.Observations;

namespace Knooppunt.Knowledge;

/// <summary>What a crime script must be before it is kept: nothing refers to what is not there, and nothing is said without a source.</summary>
public static class ScriptRules
{
    const int LongestName = 120, LongestText = 1_200, MostSteps = 40, MostItems = 60, LongestCode = 60;

    /// <summary>Where a script can happen.</summary>
    public static IReadOnlyList<string> Places { get; } = ["seaport", "sea", "airport", "auction", "premises"];

    /// <summary>What is wrong; empty when nothing is.</summary>
    /// <param name="script">The script.</param>
    /// <param name="source">Name for complaints.</param>
    public static IEnumerable<Complaint> Check(CrimeScript script, string source)
    {
        ArgumentNullException.ThrowIfNull(script);
        return Sentences(script).Select(wrong => new Complaint(new(source, Part: wrong.Part), wrong.Sentence));
    }

    static IEnumerable<(string Part, string Sentence)> Sentences(CrimeScript script)
    {
        if (!IsCode(script.Code))
            yield return ("script", $"\"{script.Code}\" is no code: letters, digits and hyphens, at most {LongestCode}.");
        foreach (var place in script.Where.Where(place => !Places.Contains(place)))
            yield return ("where", $"\"{place}\" is no place of the list: {string.Join(", ", Places)}.");
        if (script.Steps.Count is 0 or > MostSteps)
            yield return ("steps", $"A script has 1 to {MostSteps} steps; this one has {script.Steps.Count}.");
        if (script.Barriers.Count > MostItems || script.Facts.Count > MostItems || script.Innocent.Count > MostItems || script.Unknown.Count > MostItems)
            yield return ("script", $"A list has at most {MostItems} items.");
        if (Name(script.Name) is { } wrongName)
            yield return ("name", wrongName);
        foreach (var claim in script.Claims)
        {
            if (Wrong(claim) is { } wrong)
                yield return ($"\"{Short(claim.Text.Dutch)}\"", wrong);
        }

        foreach (var twice in script.Barriers.GroupBy(barrier => barrier.Code).Where(group => group.Count() > 1 || !IsCode(group.Key)))
            yield return ($"barrier {twice.Key}", "The code of a barrier comes once, in letters, digits and hyphens.");
        foreach (var idle in script.Barriers.Where(barrier => !script.Steps.Any(step => step.Barriers.Contains(barrier.Code))))
            yield return ($"barrier {idle.Code}", "No step names this barrier. Name it at the step that it stops, or leave it out.");
        for (var at = 0; at < script.Steps.Count; at++)
        {
            foreach (var wrong in OfStep(script, at))
                yield return ($"step {script.Steps[at].Code}", wrong);
        }
    }

    static IEnumerable<string> OfStep(CrimeScript script, int at)
    {
        var (step, before) = (script.Steps[at], script.Steps.Take(at).Select(one => one.Code).ToHashSet(StringComparer.Ordinal));
        if (!IsCode(step.Code) || before.Contains(step.Code))
            yield return "The code of a step comes once, in letters, digits and hyphens.";
        if (Name(step.Name) is { } wrong)
            yield return wrong;
        if (ScriptPhase.Find(step.Phase) is null)
            yield return $"\"{step.Phase}\" is no phase: {string.Join(", ", ScriptPhase.All.Select(phase => phase.Code))}.";
        foreach (var earlier in step.After.Where(earlier => !before.Contains(earlier)))
            yield return $"It comes after \"{earlier}\", which is no step before it.";
        if (step.After.Distinct().Count() != step.After.Count)
            yield return "A step that it comes after is named twice.";
        foreach (var barrier in step.Barriers.Where(code => script.Barriers.All(barrier => barrier.Code != code)))
            yield return $"The barrier \"{barrier}\" is not among the barriers of the script.";
        foreach (var pattern in step.Patterns.Where(pattern => !Guid.TryParseExact(pattern, "D", out _)))
            yield return $"\"{pattern}\" is no id of a pattern (a UUID).";
        if (step.Barriers.Distinct().Count() != step.Barriers.Count || step.Patterns.Distinct().Count() != step.Patterns.Count)
            yield return "A barrier or pattern is named twice.";
        if (new[] { step.Roles.Count, step.Facilitators.Count, step.Opportunities.Count, step.Traces.Count, step.Patterns.Count, step.Partners.Count, step.Barriers.Count }.Max() > MostItems)
            yield return $"A list has at most {MostItems} items.";
    }

    static string? Name(Bilingual name) =>
        name.Dutch.Length is 0 or > LongestName || name.English.Length is 0 or > LongestName ? $"A name has 1 to {LongestName} characters in Dutch and in English." : null;

    static string? Wrong(Claim claim) =>
        claim.Text.Dutch.Length is 0 or > LongestText || claim.Text.English.Length is 0 or > LongestText ? $"A text has 1 to {LongestText} characters in Dutch and in English."
        : claim.Sources.Count == 0 ? $"Nothing is said without a source: add its tag, or \"{Claim.Own}\" when it is your own inference."
        : claim.Sources.FirstOrDefault(tag => !IsCode(tag)) is { } tag ? $"\"{Short(tag)}\" is no tag of a source: letters, digits and hyphens."
        : null;

    static bool IsCode(string text) => text.Length is > 0 and <= LongestCode && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    static string Short(string text) => text.Length > 40 ? text[..40] + "..." : text;
}
