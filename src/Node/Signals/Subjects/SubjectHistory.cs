using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals.Subjects;

/// <summary>All that the journals know of a subject and the person may see: whole in the own organisation, without the fields about persons elsewhere.</summary>
sealed class SubjectHistory(JournalRoom journals)
{
    /// <summary>The most that a page shows.</summary>
    public const int Most = 200;

    /// <summary>What is known, newest first.</summary>
    public IReadOnlyList<Evidence> Of(ClaimsPrincipal person, Subject subject)
    {
        var viewers = person.Viewers;
        var newest = new PriorityQueue<Evidence, DateTimeOffset>();
        foreach (var entry in journals.Organisations.SelectMany(organisation => journals.BySubject(organisation, subject)))
        {
            if (entry.Observation is not { Handling: { } handling } observation || Shown(observation, Visibility.Ask(viewers, VisibilityLabel.Of(handling))) is not { } shown)
                continue;
            newest.Enqueue(new(entry.Offset, shown), shown.Time);
            if (newest.Count > Most)
                newest.Dequeue();
        }

        return [.. newest.UnorderedItems.OrderByDescending(item => item.Priority).ThenByDescending(item => item.Element.Offset).Select(item => item.Element)];
    }

    static Observation? Shown(Observation observation, AccessAnswer answer) => answer.Verdict switch
    {
        AccessVerdict.Allow => observation,
        AccessVerdict.Reduced => observation with { Data = observation.Data.Without(name => Taxonomy.PseudonymOf(name) == Pseudonym.Person) },
        _ => null,
    };
}
