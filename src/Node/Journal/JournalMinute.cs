namespace Knooppunt.Node.Journal;

/// <summary>Does every minute what the journals do by the clock. A disk that refuses is told in the health and tried again the next minute.</summary>
internal sealed class JournalMinute(JournalRoom room, TimeProvider clock, ILogger<JournalMinute> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await minute.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await Once().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    async Task Once()
    {
        try
        {
            await room.Maintain(clock.GetUtcNow()).ConfigureAwait(false);
        }
        catch (IOException refused)
        {
            log.LogError(refused, "The journals could not be kept this minute; they are tried again in the next.");
        }
    }
}
