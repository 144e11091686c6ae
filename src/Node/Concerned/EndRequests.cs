using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Concerned;

/// <summary>Deletes requests, with what was found and decided, when they have been finished as long as the settings say. One that is open stays, and stands late.</summary>
sealed class EndRequests(IDbContextFactory<ConcernedDb> database, ReadLog log, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"verzoeken over eigen gegevens, {settings.RequestRetentionDays} dagen na hun antwoord", $"requests about own data, {settings.RequestRetentionDays} days after their answer");

    public async Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-settings.RequestRetentionDays).UnixMicroseconds;
        var ended = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var all = await db.Database.BeginTransactionAsync(stop);
            var due = db.Requests.Where(row => row.Finished < before).Select(row => row.Number);
            await db.Findings.Where(finding => due.Contains(finding.Request)).ExecuteDeleteAsync(stop);
            await db.Takings.Where(taking => db.Parts.Any(part => part.Id == taking.Part && due.Contains(part.Request))).ExecuteDeleteAsync(stop);
            await db.Parts.Where(part => due.Contains(part.Request)).ExecuteDeleteAsync(stop);
            var rows = await db.Requests.Where(row => row.Finished < before).ExecuteDeleteAsync(stop);
            await all.CommitAsync(stop);
            return rows;
        }, stop);
        if (ended == 0)
            return;
        await log.RecordEnd("concerned", string.Create(CultureInfo.InvariantCulture, $"{ended} verzoeken, {settings.RequestRetentionDays} dagen na hun antwoord / {ended} requests, {settings.RequestRetentionDays} days after their answer"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
