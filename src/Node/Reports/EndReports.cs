using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>Deletes reports, with their keys, mailboxes and files, when they have been closed as long as a signal is kept.</summary>
sealed class EndReports(IDbContextFactory<ReportsDb> database, NodeSettings settings, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"meldingen en hun postvak, {settings.SignalRetentionDays} dagen na hun antwoord", $"reports and their mailbox, {settings.SignalRetentionDays} days after their answer");

    public async Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-settings.SignalRetentionDays).UnixMicroseconds;
        var ended = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.Messages.Where(message => db.Reports.Any(row => row.Number == message.Report && row.Answered < before)).ExecuteDeleteAsync(stop);
            await db.Files.Where(file => db.Reports.Any(row => row.Number == file.Report && row.Answered < before)).ExecuteDeleteAsync(stop);
            var rows = await db.Reports.Where(row => row.Answered < before).ExecuteDeleteAsync(stop);
            await transaction.CommitAsync(stop);
            return rows;
        }, stop);
        if (ended == 0)
            return;
        await log.RecordEnd("reports", string.Create(CultureInfo.InvariantCulture, $"{ended} meldingen / {ended} reports"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
