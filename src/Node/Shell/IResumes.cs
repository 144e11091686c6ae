namespace Knooppunt.Node.Shell;

/// <summary>Work of a room of which a kill may leave a part undone. What is still to do stands in the room's own tables.</summary>
interface IResumes
{
    /// <summary>Does what is still to do, each thing once; nothing when all is done.</summary>
    Task Resume(CancellationToken stop);
}

/// <summary>At the start and then every five minutes: what a kill or a full disk left undone is finished. What fails, whatever the fault, keeps no other room waiting (<see cref="Attempts"/>).</summary>
sealed class Resumer(IEnumerable<IResumes> rooms, Attempts attempts, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromMinutes(5), First = TimeSpan.FromMinutes(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var beat = new PeriodicTimer(Beat, clock);
        do
        {
            foreach (var room in rooms)
                await attempts.Do($"{room.GetType().Name} (resuming)", First, room.Resume, stoppingToken);
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }
}
