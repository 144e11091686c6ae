namespace Knooppunt.Node.Shell;

/// <summary>What a room does once a day, such as deleting what is past its term.</summary>
interface IDaily
{
    /// <summary>What it ends, and when: for who checks that terms are kept. The name of its type unless it says so.</summary>
    Words.Word Ends => new(GetType().Name, GetType().Name);

    /// <summary>Does the work; when it fails halfway, the next time finishes it.</summary>
    Task Run(CancellationToken stop);
}

/// <summary>Calls the rooms' daily work at the start and then every day; what failed is tried again within the hour.</summary>
sealed partial class EachDay(IEnumerable<IDaily> rooms, DailyRuns runs, TimeProvider clock, ILogger<EachDay> log) : BackgroundService
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1), Hour = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var due = rooms.ToDictionary(room => room, _ => DateTimeOffset.MinValue);
        using var beat = new PeriodicTimer(Hour, clock);
        do
        {
            foreach (var room in due.Where(pair => pair.Value <= clock.GetUtcNow()).Select(pair => pair.Key).ToArray())
            {
                if (await Succeeds(room, stoppingToken))
                    due[room] = clock.GetUtcNow() + Day;
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    async Task<bool> Succeeds(IDaily room, CancellationToken stop)
    {
        try
        {
            await room.Run(stop);
            runs.Done(room, clock.GetUtcNow());
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            LogPostponed(log, room.GetType().Name, wrong);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The daily work {Work} could not be done; it is tried again within the hour.")]
    static partial void LogPostponed(ILogger logger, string work, Exception wrong);
}
