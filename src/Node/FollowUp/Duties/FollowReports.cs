using Knooppunt.FollowUp;
using Knooppunt.Node.Reports.Following;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Gives every report its owner and clock, and takes over from the desk what became of it. Each step can be done twice without harm.</summary>
sealed class FollowReports(ReportNews reports, IDbContextFactory<FollowUpDb> database, Duties duties, WriteTurn turn, TimeProvider clock) : IDisposable
{
    const string Reports = "reports";
    const int AtOnce = 200;

    // Who asks while another catches up waits until that is done: then nothing is left to do.
    readonly OneAtATime _one = new();

    /// <summary>Takes in what happened since the last time.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        await Follow(stop);
    }

    public void Dispose() => _one.Dispose();

    async Task Follow(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var followed = await db.Followed.FindAsync([Reports], stop) ?? db.Followed.Add(new FollowedRow { What = Reports, Number = 0 }).Entity;
        var news = await reports.After(followed.Number, stop);
        foreach (var report in news)
            await duties.Offer(Duties.Report, report.Id, Duties.Report, Asked.ToDesk(report.Owner), null, ReportMatters.Unread, asker: null, stop);
        if (news.Count > 0)
        {
            followed.Number = news[^1].Number;
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }

        var open = await db.Duties.AsNoTracking().Where(duty => duty.Kind == Duties.Report && duty.State != DutyState.Closed).OrderBy(duty => duty.Deadline).Take(AtOnce).ToDictionaryAsync(duty => duty.Object, stop);
        foreach (var report in await reports.Of(open.Keys, stop))
        {
            var now = clock.GetUtcNow();
            // Handed on: whoever had it can no longer read it, so nothing of the old way stays.
            if (!report.Answered && open[report.Id].Owner != report.Owner)
                await duties.Change(Duties.Report, report.Id, (duty, onDuty) => Duty.Offer(Asked.ToDesk(report.Owner), ReportMatters.Unread, now, onDuty) with { Late = duty.Late }, DutyDeed.HandedOver, By.Clock, stop);
            if (report.Answered)
                await duties.Change(Duties.Report, report.Id, (duty, _) => duty.Close(now), DutyDeed.Closed, By.Clock, stop);
            else if (report.Confirmed && open[report.Id].Owner == report.Owner && open[report.Id].State == DutyState.Offered)
                await duties.Change(Duties.Report, report.Id, (duty, _) => duty.State == DutyState.Offered && duty.Person is { } person ? duty.Accept(person, now) : duty, DutyDeed.Accepted, By.Clock, stop);
        }
    }
}
