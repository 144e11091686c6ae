using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>Counts how many people begin the form and how many send it, so that a partnership sees whether people turn back. A press of a button counts as a begin: who begins twice counts twice.</summary>
sealed class CountForms(IDbContextFactory<ReportsDb> database, PublicGates gates, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Somebody began. A flood is not counted: it would say of people what a machine did.</summary>
    public async Task Began(CancellationToken stop)
    {
        if (!gates.MayCountForm())
            return;
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            (await ThisQuarter(db, stop)).Begun++;
            return await db.SaveChangesAsync(stop);
        }, stop);
    }

    /// <summary>Somebody sent what they had begun; saved by whoever keeps the report, so that no count comes between the reporter and the receipt code.</summary>
    public async Task Sent(ReportsDb db, CancellationToken stop) => (await ThisQuarter(db, stop)).Sent++;

    async Task<BegunRow> ThisQuarter(ReportsDb db, CancellationToken stop)
    {
        var quarter = Quarter.At(clock.GetUtcNow(), _zone).Number;
        return await db.Begun.FindAsync([quarter], stop) ?? db.Begun.Add(new BegunRow { Quarter = quarter }).Entity;
    }
}
