using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Action points as something to answer for: seen by who may see what they are about.</summary>
sealed class ActionMatters(IDbContextFactory<FollowUpDb> database, SignalMatters signals, ShareMatters shares, CaseMatters cases) : IMatters
{
    public string Kind => Duties.Action;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var rows = await Rows(ids, stop);
        var found = new Dictionary<string, Matter>();
        foreach (var about in new IMatters[] { signals, shares, cases })
        {
            var own = rows.Where(row => row.Kind == about.Kind).ToArray();
            var matters = await about.Find(person, [.. own.Select(row => row.Object).Distinct()], stop);
            foreach (var row in own.Where(row => matters.ContainsKey(row.Object)))
                found[row.Id] = matters[row.Object] with { Kind = Duties.Action, Id = row.Id, Headline = new(row.What, row.What), Href = $"{matters[row.Object].Href}#action-{row.Id}" };
        }

        return found;
    }

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        ids.Except((await Rows(ids, stop)).Select(row => row.Id)).ToHashSet(StringComparer.Ordinal);

    async Task<List<ActionPointRow>> Rows(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.ActionPoints.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(stop);
    }
}
