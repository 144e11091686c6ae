using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Disclosure;

/// <summary>What somebody asks about, as each journal calls it: a token under its own key, or the number itself where nothing is hidden.</summary>
/// <param name="Kind">plate, pass, container or person.</param>
/// <param name="Values">By name of the journal.</param>
sealed record SoughtSubject(string Kind, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The subject in a journal; null where it has no name.</summary>
    public Subject? In(string journal) => Values.TryGetValue(journal, out var value) ? new Subject(Kind, value) : null;

    /// <summary>Every name that it has, each once.</summary>
    public string[] Names => [.. Values.Values.Distinct(StringComparer.Ordinal)];
}

/// <summary>Some things of one kind that a room holds about somebody: counts and terms, never the things themselves.</summary>
/// <param name="What">What kind of thing.</param>
/// <param name="Source">The source or journal that it came from; empty where that says nothing.</param>
/// <param name="Label">Whose it is and who may know of it; null for what the node keeps of itself and who supervises may know.</param>
/// <param name="Count">How many; 1 or more.</param>
/// <param name="Since">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Until">When the last of them ends; null when that hangs on something else.</param>
sealed record Holding(Word What, string Source, VisibilityLabel? Label, int Count, DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset? Until);

/// <summary>A room that may hold something about a person. Who asks has written the search into the read log before.</summary>
interface IHoldsAbout
{
    /// <summary>Name of the room.</summary>
    Word Room { get; }

    /// <summary>What of it cannot be searched, and why; null when all of it can.</summary>
    Word? NotSearched { get; }

    /// <summary>What it holds about somebody, of every organisation: who asks leaves out what the access table refuses.</summary>
    Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop);
}

/// <summary>A room that can take back what one organisation gave to others about a person, when that person's objection is granted.</summary>
interface ITakesBack
{
    /// <summary>Its name in what is still to be done; never changes.</summary>
    string Name { get; }

    /// <summary>How many copies that an organisation gave about somebody are still at others.</summary>
    Task<int> Count(string organisation, SoughtSubject sought, CancellationToken stop);

    /// <summary>Takes back every copy that an organisation gave about somebody; again changes nothing. How many were taken back now.</summary>
    Task<int> TakeBack(System.Security.Claims.ClaimsPrincipal person, string organisation, SoughtSubject sought, CancellationToken stop);
}
