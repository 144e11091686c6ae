using System.Security.Claims;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>Something that people must answer for, as one person may see it.</summary>
/// <param name="Kind">What kind of thing: one of the kinds of <see cref="Duties"/>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Headline">What it is, in a sentence.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Href">Its page.</param>
/// <param name="Partners">Short names of the organisations whose people may see it too: they may be asked for something.</param>
sealed record Matter(string Kind, string Id, Word Headline, Severity Severity, string Href, IReadOnlyList<string> Partners);

/// <summary>Knows the matters of one kind.</summary>
interface IMatters
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Those of some that the person may see, by id.</summary>
    Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default);

    /// <summary>Which of some are no longer kept: nothing about them may stay.</summary>
    Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop);
}

/// <summary>Every matter, whatever its kind.</summary>
sealed class AllMatters(IEnumerable<IMatters> kinds)
{
    /// <summary>The kinds.</summary>
    public IEnumerable<IMatters> Kinds => kinds;

    /// <summary>One; null when it does not exist or the person may not see it: the two look the same from outside.</summary>
    public async Task<Matter?> Find(ClaimsPrincipal person, string kind, string id, CancellationToken stop = default) =>
        (await FindMany(person, kind, [id], stop)).GetValueOrDefault(id);

    /// <summary>Those of some of one kind that the person may see, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Matter>> FindMany(ClaimsPrincipal person, string kind, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        kinds.FirstOrDefault(one => one.Kind == kind) is { } known ? await known.Find(person, ids, stop) : new Dictionary<string, Matter>();

    /// <summary>Those of some duties that the person may see, by kind and id.</summary>
    public async Task<IReadOnlyDictionary<(string Kind, string Id), Matter>> Of(ClaimsPrincipal person, IEnumerable<DutyRow> rows, CancellationToken stop = default)
    {
        var found = new Dictionary<(string, string), Matter>();
        foreach (var group in rows.GroupBy(row => row.Kind))
        {
            foreach (var (id, matter) in await FindMany(person, group.Key, [.. group.Select(row => row.Object)], stop))
                found[(group.Key, id)] = matter;
        }

        return found;
    }
}
