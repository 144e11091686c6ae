using System.Security.Claims;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>What one other node or partner sent.</summary>
/// <param name="Source">Its name, as it stands with what it sends.</param>
/// <param name="Scripts">How many scripts came, new or as a new version.</param>
/// <param name="Patterns">How many patterns.</param>
/// <param name="Others">How many barriers, relations and other objects.</param>
/// <param name="Reports">In how many weeks it told that one of our patterns found something there.</param>
/// <param name="Last">When the last of it came.</param>
sealed record SentKnowledge(string Source, int Scripts, int Patterns, int Others, int Reports, DateTimeOffset Last);

/// <summary>What changed at the neighbours: what they sent of what they know, and what our patterns found there.</summary>
sealed class KnowledgeNews(IDbContextFactory<KnowledgeDb> database)
{
    /// <summary>What came since a moment, by who sent it, as far as its marks let the person see it.</summary>
    public async Task<IReadOnlyList<SentKnowledge>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop = default)
    {
        var since = from.UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        var came = await db.Proposals.AsNoTracking().Where(row => row.Came >= since).OrderByDescending(row => row.Number).Take(ProposalBook.Most).Select(row => new { row.Object, row.Type, row.Source, row.Tlp, row.Pap, row.Came }).ToListAsync(stop);
        // A step of a script is a way of working too; the script itself is one of many.
        var wholes = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in db.Proposals.AsNoTracking().Where(row => row.Came >= since && row.Type == "attack-pattern").AsAsyncEnumerable().WithCancellation(stop))
        {
            if (ProposalBook.ObjectOf(row) is { } one && ProposalBook.IsWhole(one))
                wholes.Add(row.Object);
        }

        var told = await db.Sightings.AsNoTracking().Where(row => row.Came >= since && row.Hits > 0).Select(row => new { row.Source, row.Came }).ToListAsync(stop);
        // Each object once, however many versions of it came.
        var objects = came.Where(row => person.SeesKnowledge(ShelvedScript.LabelOf("", row.Tlp, row.Pap))).DistinctBy(row => (row.Source, row.Object)).ToLookup(row => row.Source);
        var reports = told.ToLookup(row => row.Source, row => row.Came);
        return [.. objects.Select(group => group.Key).Union(reports.Select(group => group.Key)).Select(source => new SentKnowledge(source,
            objects[source].Count(row => wholes.Contains(row.Object)), objects[source].Count(row => row.Type == "indicator"), objects[source].Count(row => row.Type != "indicator" && !wholes.Contains(row.Object)),
            reports[source].Count(), UnixTime.FromMicroseconds(objects[source].Select(row => row.Came).Concat(reports[source]).Max()))).OrderByDescending(sent => sent.Last)];
    }
}
