using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Follows the signals, the reports, the cases and what people ask of each other, and lets the clocks run: what nobody answered in time goes to who comes next.</summary>
sealed partial class DutyClock(FollowSignals follow, FollowAsked asked, FollowReports reports, FollowCases cases, Duties duties, TimeProvider clock, ILogger<DutyClock> log) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>One beat.</summary>
    public async Task Run(CancellationToken stop)
    {
        await follow.CatchUp(stop);
        await asked.CatchUp(stop);
        await reports.CatchUp(stop);
        await cases.CatchUp(stop);
        foreach (var row in await duties.RunOut(stop))
        {
            var now = clock.GetUtcNow();
            await duties.Change(row.Kind, row.Object, (duty, onDuty) => duty.Deadline <= now ? duty.Escalate(now, onDuty) : duty, DutyDeed.Escalated, By.Clock, stop);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception wrong) when (wrong is System.Data.Common.DbException or DbUpdateException)
            {
                // A full disk stays full for a while: nothing was half done, and the next beat tries again.
                LogPostponed(log, wrong);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The clocks of what people must answer for could not be kept; the next beat tries again.")]
    static partial void LogPostponed(ILogger logger, Exception wrong);
}
