using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>Counts how many people begin the form and how many send it, so that a partnership sees whether people turn back. A press of a button counts as a begin: who begins twice counts twice.</summary>
sealed class CountForms(IDbContextFactory<ReportsDb> database, PublicGates gates, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Somebody began. A flood is not counted: it would say of people what a machine did.</summary>
    public Task Began(CancellationToken stop) => gates.MayCountForm() ? Add(begun: 1, sent: 0, stop) : Task.CompletedTask;

    /// <summary>Somebody sent what they had begun.</summary>
    public Task Sent(CancellationToken stop) => Add(begun: 0, sent: 1, stop);

    Task Add(int begun, int sent, CancellationToken stop)
    {
        var quarter = Quarter.At(clock.GetUtcNow(), _zone).Number;
        return turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var row = await db.Begun.FindAsync([quarter], stop) ?? db.Begun.Add(new BegunRow { Quarter = quarter }).Entity;
            (row.Begun, row.Sent) = (row.Begun + begun, row.Sent + sent);
            return await db.SaveChangesAsync(stop);
        }, stop);
    }
}
