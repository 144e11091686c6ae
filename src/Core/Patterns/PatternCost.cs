using System.Text.RegularExpressions;

namespace Knooppunt.Patterns;

/// <summary>What running a document costs, in words that can be compared.</summary>
static class PatternCost
{
    public static string Line(PatternDocument document) => document switch
    {
        SigmaRule rule => OfRule(rule),
        SigmaCorrelation correlation => OfCorrelation(correlation),
        SigmaFilter => "nothing by itself: joined to the rules that it filters",
        DerivedDefinition { Kind: "baseline" } baseline => $"16 bytes per key and hour with anything in it, over {baseline.Numbers.GetValueOrDefault("days", 90):0} days",
        _ => "one track of about 150 bytes per key",
    };

    static string OfRule(SigmaRule rule)
    {
        var tests = Tests(rule.Detection).ToList();
        var fields = tests.Select(test => test.Field).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var parts = new List<string> { $"{Counted(tests.Count, "line")} on {Counted(fields, "field")}, each worked out once per different value" };
        var slow = tests.SelectMany(test => test.What.Values).OfType<RegexTest>().Count(test => !test.Pattern.Options.HasFlag(RegexOptions.NonBacktracking));
        if (tests.Any(test => test.Field is null))
            parts.Add("keywords read every field of every event");
        if (slow > 0)
            parts.Add($"{Counted(slow, "regular expression")} with look-around or back-references, stopped after 20 ms per value");
        return string.Join("; ", parts);
    }

    static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    static string OfCorrelation(SigmaCorrelation correlation)
    {
        var each = correlation.IsAbsence && correlation.Rules.Count - correlation.Absent.Count == 1 ? "40 bytes per open wait" : "24 bytes per event in the window";
        return $"{(correlation.IsAbsence ? "preview (absence, SigmaHQ/sigma-specification issue 198): " : "")}{each} and about 20 bytes per group, for {correlation.Timespan.TotalMinutes:0.#} minutes";
    }

    static IEnumerable<Test> Tests(Clause clause) => clause switch
    {
        AllOf all => all.Parts.SelectMany(Tests),
        AnyOf any => any.Parts.SelectMany(Tests),
        NotOf not => Tests(not.Part),
        Test test => [test],
        _ => [],
    };
}
