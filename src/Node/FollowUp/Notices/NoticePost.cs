using Knooppunt.Node.Shell;

namespace Knooppunt.Node.FollowUp;

/// <summary>Every few seconds: what happened to duties and in other rooms becomes notices, and what may go out goes out.</summary>
sealed class NoticePost(FollowSteps follow, FollowNews news, NoticeMail mail, Webhooks webhooks, Attempts attempts, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>One beat.</summary>
    public async Task Run(CancellationToken stop)
    {
        foreach (var (_, act) in Parts)
            await act(stop);
    }

    // Each by itself: a mail that cannot be sent keeps no notice from the screen.
    IReadOnlyList<(string Work, Func<CancellationToken, Task> Act)> Parts => [("Notices of duties", follow.CatchUp), ("Notices of other rooms", news.CatchUp), ("E-mail", mail.Run), ("Webhooks", webhooks.Run)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (work, act) in Parts)
                await attempts.Do(work, Beat, act, stoppingToken);
        }
    }
}
