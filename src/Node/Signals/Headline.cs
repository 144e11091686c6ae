using System.Text.RegularExpressions;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>A signal in one sentence: the pattern's own, with the values of the decisive observation filled in.</summary>
static partial class Headline
{
    /// <summary>The sentence in both languages; the pattern's title where it has no sentence.</summary>
    /// <param name="story">The signal.</param>
    /// <param name="card">The card of its leading pattern; null when that is not on the shelf any more.</param>
    /// <param name="places">Knows the names of places.</param>
    public static Sentences Of(Story story, PatternCard? card, NodePlaces places) =>
        card?.Sentence is { } sentence ? new(Fill(sentence.Dutch, story, new(false, places)), Fill(sentence.English, story, new(true, places))) : new(story.Lead.Title, story.Lead.Title);

    static string Fill(string template, Story story, ValueText text) => Placeholder().Replace(template, match =>
    {
        var (before, field) = (match.Groups[1].Value, match.Groups[2].Value);
        var value = ValueOf(field, story, text);
        // Many places carry their kind in their name: "trailerhelling Trailerhelling Zaandam" would say it twice.
        return before.Length == 0 || (ValueText.IsPlace(field) && KindNames.Says(value, before)) ? value : $"{before} {value}";
    });

    static string ValueOf(string field, Story story, ValueText text)
    {
        if (field == story.Subject.Kind)
            return text.InSentence(field, story.Subject.Value);
        // The latest observation that says it is the decisive one.
        foreach (var item in story.Evidence.Reverse())
        {
            if (item.Observation.Data[field] is { Kind: not FieldKind.None } value)
                return text.InSentence(field, value);
        }

        return text.InSentence(field, default);
    }

    [GeneratedRegex(@"(?:(\p{L}{1,64}) )?\{([a-z_0-9.]{1,64})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
