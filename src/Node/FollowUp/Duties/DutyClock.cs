using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.FollowUp;

/// <summary>Follows the signals, the reports, the cases and what people ask of each other, and lets the clocks run: what nobody answered in time goes to who comes next.</summary>
sealed class DutyClock(FollowSignals follow, FollowAsked asked, FollowReports reports, FollowCases cases, Duties duties, NodeSettings settings, Attempts attempts, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>One beat.</summary>
    public async Task Run(CancellationToken stop)
    {
        foreach (var (_, act) in Parts)
            await act(stop);
    }

    // Each by itself: a report that cannot be followed stops no clock.
    IReadOnlyList<(string Work, Func<CancellationToken, Task> Act)> Parts => [("Owners of signals", follow.CatchUp), ("Owners of what was asked", asked.CatchUp), ("Owners of reports", reports.CatchUp), ("Owners of cases", cases.CatchUp), ("Owners that left", stop => duties.PassOn(settings, stop)), ("Clocks", RunOut)];

    async Task RunOut(CancellationToken stop)
    {
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
            // A full disk stays full for a while: nothing was half done, and a next beat tries again.
            foreach (var (work, act) in Parts)
                await attempts.Do(work, Beat, act, stoppingToken);
        }
    }
}
