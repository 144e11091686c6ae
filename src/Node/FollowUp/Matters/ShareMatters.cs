using System.Security.Claims;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What was shared, as something to answer for: who got it says what it did with it.</summary>
sealed class ShareMatters(IDbContextFactory<FollowUpDb> database) : IMatters
{
    public string Kind => Duties.Share;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Shares.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(stop);
        return rows.Where(row => Shares.Concerns(person, row)).ToDictionary(row => row.Id, Of);
    }

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var kept = await db.Shares.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop);
        return ids.Except(kept).ToHashSet(StringComparer.Ordinal);
    }

    static Matter Of(ShareRow row) => new(Duties.Share, row.Id, row.Story.Length > 0 ? new(row.Headline, row.HeadlineEnglish) : GoneHeadline, (Severity)row.Severity, $"/shared/{row.Id}", [row.To, row.From]);

    static readonly Word GoneHeadline = new("Gedeeld signaal, de kopie is er niet meer", "Shared signal, the copy is no longer there");
}
