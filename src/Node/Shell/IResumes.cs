namespace Knooppunt.Node.Shell;

/// <summary>Work of a room of which a kill may leave a part undone. What is still to do stands in the room's own tables.</summary>
interface IResumes
{
    /// <summary>Does what is still to do, each thing once; nothing when all is done.</summary>
    Task Resume(CancellationToken stop);
}

/// <summary>At the start and then every five minutes: what a kill or a full disk left undone is finished.</summary>
sealed partial class Resumer(IEnumerable<IResumes> rooms, TimeProvider clock, ILogger<Resumer> log) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var beat = new PeriodicTimer(Beat, clock);
        do
        {
            foreach (var room in rooms)
            {
                try
                {
                    await room.Resume(stoppingToken);
                }
                catch (Exception wrong) when (wrong is IOException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
                {
                    LogPostponed(log, room.GetType().Name, wrong);
                }
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "What {Work} had still to do could not be done; it is tried again at the next beat.")]
    static partial void LogPostponed(ILogger logger, string work, Exception wrong);
}
