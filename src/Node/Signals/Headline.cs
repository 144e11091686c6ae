using Knooppunt.Observations;
using System.Text.RegularExpressions;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>A signal in one sentence: the pattern's own, with the values of the decisive observation filled in.</summary>
static partial class Headline
{
    /// <summary>The sentence in both languages; the pattern's title where it has no sentence.</summary>
    public static Sentences Of(Story story, PatternCard? card) =>
        card?.Sentence is { } sentence ? new(Fill(sentence.Dutch, story), Fill(sentence.English, story)) : new(story.Lead.Title, story.Lead.Title);

    static string Fill(string template, Story story) => Placeholder().Replace(template, match => ValueOf(match.Groups[1].Value, story));

    static string ValueOf(string field, Story story)
    {
        if (field == story.Subject.Kind)
            return SubjectNames.Short(story.Subject.Value);
        // The latest observation that says it is the decisive one.
        foreach (var item in story.Evidence.Reverse())
        {
            if (item.Observation.Data[field] is { Kind: not FieldKind.None } value)
                return SubjectNames.Short(value.ToString());
        }

        return "…";
    }

    [GeneratedRegex(@"\{([a-z_0-9.]{1,64})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
