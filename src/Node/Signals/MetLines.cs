using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>A line of a pattern's text and whether the evidence of the signal satisfied it.</summary>
readonly record struct PatternLine(string Text, bool Met);

/// <summary>Marks in a pattern's text what the evidence satisfied: of a correlation also the text of the rules that it counts.</summary>
static class MetLines
{
    public static IEnumerable<PatternLine> Of(ShelvedPattern pattern, PatternShelf shelf, Story story)
    {
        foreach (var line in Mark(pattern.Document, story))
            yield return line;
        if (pattern.Document is not SigmaCorrelation correlation)
            yield break;
        foreach (var part in shelf.All.Where(other => other.File == pattern.File && other.Document is SigmaRule && correlation.Rules.Contains(other.Document.Name ?? other.Document.Id)))
        {
            yield return new("---", false);
            foreach (var line in Mark(part.Document, story))
                yield return line;
        }
    }

    // A line "field|modifier: value" inside a detection is met when some evidence has the field with a value that the line names, or compares with it.
    static IEnumerable<PatternLine> Mark(PatternDocument document, Story story)
    {
        var inside = false;
        string? field = null;
        foreach (var text in document.Text.TrimEnd().Split('\n'))
        {
            var trimmed = text.TrimStart();
            if (text.Length > 0 && text.Length == trimmed.Length)
                inside = text.StartsWith("detection:", StringComparison.Ordinal);
            var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
            var value = trimmed;
            if (!trimmed.StartsWith("- ", StringComparison.Ordinal) && colon > 0)
                (field, value) = (trimmed[..colon].Split('|')[0], trimmed[(colon + 1)..]);
            yield return new(text, inside && field is not null && Met(field, trimmed, value.Trim().TrimStart('-').Trim().Trim('\'', '"'), story));
        }
    }

    static bool Met(string field, string line, string value, Story story) =>
        value.Length > 0 && story.Evidence.Any(item => Holds(ValueOf(item.Observation, field), line, value));

    static FieldValue ValueOf(Observation observation, string field) => field switch
    {
        "type" => observation.Type.Name,
        "family" => observation.Type.FamilyName,
        "source" => observation.Source,
        _ => observation.Data[field],
    };

    static bool Holds(FieldValue seen, string line, string wanted)
    {
        if (seen.Kind == FieldKind.None)
            return false;
        if (seen.Kind == FieldKind.List)
            return seen.List.Any(item => Holds(item, line, wanted));
        if (seen.Kind == FieldKind.Number && double.TryParse(wanted, System.Globalization.CultureInfo.InvariantCulture, out var bound))
        {
            return line.Contains("|gte", StringComparison.Ordinal) ? seen.Number >= bound
                : line.Contains("|gt", StringComparison.Ordinal) ? seen.Number > bound
                : line.Contains("|lte", StringComparison.Ordinal) ? seen.Number <= bound
                : line.Contains("|lt", StringComparison.Ordinal) ? seen.Number < bound
                : seen.Number.Equals(bound);
        }

        return string.Equals(seen.ToString(), wanted, StringComparison.OrdinalIgnoreCase)
            || (line.Contains("|startswith", StringComparison.Ordinal) && seen.ToString().StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            || (line.Contains("|contains", StringComparison.Ordinal) && seen.ToString().Contains(wanted, StringComparison.OrdinalIgnoreCase));
    }
}
