namespace Knooppunt.Node.Journal;

/// <summary>Does what journals need as time passes: ticks, silences, parked records, the partnership's copies, retention.</summary>
internal sealed partial class Upkeep(JournalRoom journals, TimeProvider clock, ILogger<Upkeep> log) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await journals.Maintain(clock.GetUtcNow());
            }
            catch (AggregateException wrong)
            {
                // A full disk stays full for a while: nothing was half done, and the next beat tries again.
                LogPostponed(log, wrong);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await journals.Part();
    }

    [LoggerMessage(LogLevel.Error, "Upkeep of the journals could not write; it tries again.")]
    static partial void LogPostponed(ILogger logger, Exception wrong);
}
