using Knooppunt.Detection;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>A line of a pattern's text and whether the evidence of the signal satisfied it.</summary>
readonly record struct PatternLine(string Text, bool Met);

/// <summary>Marks in a pattern's text what the evidence satisfied: of a correlation also the text of the rules that it counts.</summary>
static class MetLines
{
    static readonly string[] Keys = ["title:", "logsource:", "detection:", "correlation:", "derived:"];

    public static IEnumerable<PatternLine> Of(ShelvedPattern pattern, PatternShelf shelf, Story story)
    {
        var clues = shelf.Plan is not { } plan ? [] : story.Evidence.SelectMany(item => (item.Derived ?? []).Prepend(item.Observation))
            .SelectMany(seen => Explanation.Explain(plan, pattern.Document.Id, seen)).ToHashSet();
        foreach (var line in Judging(Mark(pattern.Document, clues)))
            yield return line;
        // A rule about something derived is read beside how that is worked out.
        foreach (var derived in story.Evidence.SelectMany(item => item.Derived ?? []).Select(one => one.Type.Name).Distinct(StringComparer.Ordinal)
            .SelectMany(made => shelf.WithTrial.Where(other => other.File == pattern.File && other.Document is DerivedDefinition definition && definition.Makes == made)))
        {
            yield return new("---", false);
            foreach (var line in Judging(Mark(derived.Document, clues)))
                yield return line;
        }

        if (pattern.Document is not SigmaCorrelation correlation)
            yield break;
        foreach (var part in shelf.WithTrial.Where(other => other.File == pattern.File && other.Document is SigmaRule && correlation.Rules.Contains(other.Document.Name ?? other.Document.Id)))
        {
            yield return new("---", false);
            foreach (var line in Judging(Mark(part.Document, clues)))
                yield return line;
        }
    }

    // What a person must read to see why it fired; the card and the rest stand on the page of the pattern.
    static IEnumerable<PatternLine> Judging(IEnumerable<PatternLine> lines)
    {
        var shown = false;
        foreach (var line in lines)
        {
            if (line.Text.Length > 0 && line.Text[0] is not (' ' or '#'))
                shown = Keys.Any(key => line.Text.StartsWith(key, StringComparison.Ordinal));
            if (shown)
                yield return line;
        }
    }

    // In a detection the selection stands at the first indent, the field below it, and its values beside the field or as items below that.
    static IEnumerable<PatternLine> Mark(PatternDocument document, HashSet<Clue> clues)
    {
        var (inside, selection, field) = (false, "", "");
        foreach (var text in document.Text.TrimEnd().Split('\n'))
        {
            var trimmed = text.Trim();
            if (text.Length > 0 && text[0] is not (' ' or '-' or '#'))
                inside = trimmed == "detection:";
            var value = trimmed.StartsWith("- ", StringComparison.Ordinal) ? trimmed[2..] : "";
            if (inside && value.Length == 0 && trimmed.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                if (text.Length - text.TrimStart().Length <= 2)
                    selection = trimmed[..colon];
                else
                    (field, value) = (trimmed[..colon].Split('|')[0], trimmed[(colon + 1)..]);
            }

            yield return new(text, inside && value.Length > 0 && IsMet(clues, selection, field, value.Trim().Trim('\'', '"')));
        }
    }

    static bool IsMet(HashSet<Clue> clues, string selection, string field, string value) =>
        clues.Any(clue => clue.Selection == selection && clue.Field == field && string.Equals(clue.Asked, value, StringComparison.OrdinalIgnoreCase));
}
