using System.Text.RegularExpressions;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Signals;

/// <summary>What had to be absent for a pattern to fire: rules that did not follow, and parts of a condition that did not hold.</summary>
static partial class AbsentParts
{
    /// <summary>Titles of rules that were waited for in vain, and how long.</summary>
    public static (IReadOnlyList<string> Rules, TimeSpan Within)? Rules(PatternDocument document, PatternShelf shelf) =>
        document is SigmaCorrelation { IsAbsence: true } absence
            ? ([.. absence.Absent.Select(name => shelf.WithTrial.FirstOrDefault(other => name == other.Document.Name || name == other.Document.Id)?.Document.Title ?? name)], absence.Timespan) : null;

    /// <summary>Selections that the conditions of the document deny: they were looked for and not there.</summary>
    public static IReadOnlyList<string> Selections(PatternDocument document) =>
        document is not SigmaRule ? [] : [.. document.Text.Split('\n').Where(line => line.TrimStart().StartsWith("condition:", StringComparison.Ordinal)).SelectMany(line => Denied().Matches(line)).Select(match => match.Groups[1].Value).Distinct()];

    [GeneratedRegex(@"\bnot\s+(?:1 of\s+)?\(?([A-Za-z_][\w*]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();
}
