using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>Ends inspections with all that was answered, photographed and said, as long after they were closed, or should have been, as a signal is kept.</summary>
sealed class EndInspections(IDbContextFactory<InspectionsDb> database, Talks talks, ReadLog log, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"controles met hun antwoorden en foto's, {settings.SignalRetentionDays} dagen na het afsluiten", $"inspections with their answers and photos, {settings.SignalRetentionDays} days after closing");

    public async Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-settings.SignalRetentionDays).UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        var ended = await db.Inspections.Where(row => (row.Closed ?? row.Ends) < before).Select(row => row.Id).ToListAsync(stop);
        if (ended.Count == 0)
            return;
        await talks.End(InspectionMatters.Inspection, ended, stop);
        await turn.Take(async () =>
        {
            await using var all = await db.Database.BeginTransactionAsync(stop);
            await db.Answers.Where(row => ended.Contains(row.Inspection)).ExecuteDeleteAsync(stop);
            await db.Photos.Where(row => ended.Contains(row.Inspection)).ExecuteDeleteAsync(stop);
            await db.Proposals.Where(row => ended.Contains(row.Inspection)).ExecuteDeleteAsync(stop);
            await db.News.Where(row => ended.Contains(row.Inspection)).ExecuteDeleteAsync(stop);
            await db.Participants.Where(row => ended.Contains(row.Inspection)).ExecuteDeleteAsync(stop);
            var rows = await db.Inspections.Where(row => ended.Contains(row.Id)).ExecuteDeleteAsync(stop);
            await all.CommitAsync(stop);
            return rows;
        }, stop);
        await log.RecordEnd("inspections", string.Create(CultureInfo.InvariantCulture, $"{ended.Count} controles / {ended.Count} inspections"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
