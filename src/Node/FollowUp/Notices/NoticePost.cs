using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Every few seconds: what happened to duties and in other rooms becomes notices, and what may go out goes out.</summary>
sealed partial class NoticePost(FollowSteps follow, FollowNews news, NoticeMail mail, Webhooks webhooks, TimeProvider clock, ILogger<NoticePost> log) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>One beat.</summary>
    public async Task Run(CancellationToken stop)
    {
        await follow.CatchUp(stop);
        await news.CatchUp(stop);
        await mail.Run(stop);
        await webhooks.Run(stop);
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
                LogPostponed(log, wrong);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Notices could not be made or sent; the next beat tries again.")]
    static partial void LogPostponed(ILogger logger, Exception wrong);
}
