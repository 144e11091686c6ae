namespace Knooppunt.Node.Shell;

/// <summary>What a room does once a day, such as deleting what is past its term.</summary>
interface IDaily
{
    /// <summary>What it ends, and when: for who checks that terms are kept. The name of its type unless it says so.</summary>
    Words.Word Ends => new(GetType().Name, GetType().Name);

    /// <summary>Does the work; when it fails halfway, the next time finishes it.</summary>
    Task Run(CancellationToken stop);
}

/// <summary>Calls the rooms' daily work at the start and then every day; what failed, whatever the fault, is tried again within the hour and keeps nothing else waiting (<see cref="Attempts"/>).</summary>
sealed class EachDay(IEnumerable<IDaily> rooms, DailyRuns runs, Attempts attempts, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1), Hour = TimeSpan.FromHours(1), First = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var due = rooms.ToDictionary(room => room, _ => DateTimeOffset.MinValue);
        using var beat = new PeriodicTimer(Hour, clock);
        do
        {
            foreach (var room in due.Where(pair => pair.Value <= clock.GetUtcNow()).Select(pair => pair.Key).ToArray())
            {
                if (!await attempts.Do($"{room.GetType().Name} (daily)", First, room.Run, stoppingToken))
                    continue;
                runs.Done(room, clock.GetUtcNow());
                due[room] = clock.GetUtcNow() + Day;
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }
}
