using System.Security.Claims;
using Knooppunt.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals.Sharing;

/// <summary>One piece of evidence and what a partner would get of it.</summary>
sealed record WeighedEvidence(Evidence Evidence, Provision Provision);

/// <summary>What would leave an organisation's own journal when a person gives one of its signals to a partner.</summary>
sealed class ProvideEvidence(JournalRoom journals, PatternShelf shelf, NodePlaces places)
{
    static readonly HashSet<string> None = [];

    /// <summary>Weighs each piece of evidence of a signal that the person may see, in order of time.</summary>
    public static IReadOnlyList<WeighedEvidence> Weigh(ClaimsPrincipal person, SignalRow signal, IReadOnlySet<string>? withheld = null) =>
        [.. StoryJson.Read(signal.Story).Evidence.OrderBy(item => item.Observation.Time).ThenBy(item => item.Offset)
            .Select(item => new WeighedEvidence(item, Provision.Of(person.Viewers, item.Observation, item.Handlings, withheld ?? None)))];

    /// <summary>The reduced signal that would go: its evidence, its subject and its sentences made of the copies alone. Null when nothing of it may go.</summary>
    public (Story Story, Word Headline)? Copy(SignalRow signal, IReadOnlyList<WeighedEvidence> weighed)
    {
        if (journals.Reducer(signal.Journal) is not { } reduce)
            return null;
        Evidence[] copies = [.. weighed.Where(item => item.Provision.Goes.Count > 0).Select(item => (item, reduce(item.Evidence.Observation, item.Provision.Policy).Copy))
            .Where(pair => pair.Copy is not null).Select((pair, index) => new Evidence(index, pair.Copy!))];
        if (copies.Length == 0)
            return null;
        var story = StoryJson.Read(signal.Story);
        // What the subject may not be called by a partner is called by the signal itself.
        var subject = copies.Select(copy => copy.Observation.Subject).FirstOrDefault(subject => subject?.Kind == story.Subject.Kind) ?? new Subject("signal", story.Id);
        var copy = story with { Subject = subject, Evidence = copies, Observations = copies.Length };
        var headline = Headline.Of(copy, shelf.Find(story.Lead.PatternId)?.Document.Card, places);
        return (copy, new Word(headline.Dutch, headline.English));
    }

    /// <summary>The strictest marks of the evidence that goes.</summary>
    public static (Tlp Tlp, Pap Pap) Marks(IEnumerable<WeighedEvidence> weighed)
    {
        var handlings = weighed.Where(item => item.Provision.Goes.Count > 0).SelectMany(item => item.Evidence.Handlings).ToArray();
        return handlings.Length == 0 ? (Tlp.Red, Pap.Red) : (handlings.Max(handling => handling.Tlp), handlings.Max(handling => handling.Pap));
    }

    /// <summary>Whole days that the shortest of the terms leaves to what goes, counted from now.</summary>
    public static int Days(IEnumerable<WeighedEvidence> weighed) =>
        weighed.Where(item => item.Provision.Goes.Count > 0).SelectMany(item => item.Evidence.Handlings).Select(handling => handling.Retention.Days).DefaultIfEmpty(1).Min();
}
