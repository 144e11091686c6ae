using System.Security.Claims;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals.Subjects;

/// <summary>All that the journals know of a subject and the person may see: whole in the own organisation, what was released and without the fields about persons elsewhere.</summary>
sealed class SubjectHistory(JournalRoom journals, Shown shown)
{
    /// <summary>The most that a page shows.</summary>
    public const int Most = 200;

    /// <summary>What is known, newest first.</summary>
    public IReadOnlyList<Evidence> Of(ClaimsPrincipal person, Subject subject)
    {
        var newest = new PriorityQueue<Evidence, DateTimeOffset>();
        foreach (var item in Known(person, subject))
        {
            newest.Enqueue(item, item.Observation.Time);
            if (newest.Count > Most)
                newest.Dequeue();
        }

        return [.. newest.UnorderedItems.OrderByDescending(item => item.Priority).ThenByDescending(item => item.Element.Offset).Select(item => item.Element)];
    }

    /// <summary>Whether anything is known that the person may see: who may see nothing of it does not learn that it exists.</summary>
    public bool Knows(ClaimsPrincipal person, Subject subject) => Known(person, subject).Any();

    IEnumerable<Evidence> Known(ClaimsPrincipal person, Subject subject)
    {
        var viewers = person.Viewers;
        // A released copy says less of what an own journal says already.
        var mine = viewers.Select(viewer => viewer.Organisation).ToHashSet(StringComparer.Ordinal);
        return from journal in journals.Organisations
               from entry in journals.BySubject(journal, subject)
               where entry.Observation is { } observation && !(journals.IsShared(journal) && mine.Contains(observation.Handling?.Organisation ?? ""))
               let seen = shown.To(viewers, journal, entry.Observation!)
               where seen is not null
               select new Evidence(entry.Offset, seen);
    }
}
