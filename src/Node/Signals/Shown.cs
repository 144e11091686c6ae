using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>The one place where an observation becomes what somebody may see of it: as it is, without the fields that name a person, or not at all.</summary>
sealed class Shown(JournalRoom journals)
{
    /// <summary>What the table says of an observation in a journal for these viewers; a refusal when nobody said how it must be handled.</summary>
    public AccessAnswer Ask(IReadOnlyList<Viewer> viewers, string journal, Observation observation) =>
        observation.Handling is { } handling ? Visibility.Ask(viewers, VisibilityLabel.Of(handling, journals.IsShared(journal))) : Visibility.Nobody;

    /// <summary>The observation as the viewers may see it; null when they may not.</summary>
    public Observation? To(IReadOnlyList<Viewer> viewers, string journal, Observation observation) => Ask(viewers, journal, observation).Verdict switch
    {
        AccessVerdict.Allow => observation,
        AccessVerdict.Reduced => Reduced(observation),
        _ => null,
    };

    /// <summary>The evidence as a person may see it, in order of time; what they may not see is left out.</summary>
    public Evidence[] To(ClaimsPrincipal person, string journal, IEnumerable<Evidence> evidence)
    {
        var viewers = person.Viewers;
        return [.. evidence.Select(item => To(viewers, journal, item.Observation) is { } shown ? item with { Observation = shown, Derived = item.Derived?.Select(derived => To(viewers, journal, derived)).OfType<Observation>().ToArray() } : null).OfType<Evidence>()
            .OrderBy(item => item.Observation.Time).ThenBy(item => item.Offset)];
    }

    static Observation Reduced(Observation observation) => observation with
    {
        Data = observation.Data.Without(name => Taxonomy.PseudonymOf(name) == Pseudonym.Person),
        Subject = observation.Subject is { } subject && Taxonomy.PseudonymOf(subject.Kind) == Pseudonym.Person ? null : observation.Subject,
    };
}
