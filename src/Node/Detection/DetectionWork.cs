using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns over every journal at once, one loop each.</summary>
sealed partial class DetectionWork(JournalRoom journals, RecordSignals record, Snapshots snapshots, PatternsInForce patterns, Progress progress, ILogger<DetectionWork> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (plan, enricher) = (patterns.Compile(), patterns.Enricher());
        await Task.WhenAll(journals.Organisations.Select(journal => Keep(new JournalDetection(journal, journals, record, snapshots, progress, plan, enricher), journal, stoppingToken)));
    }

    async Task Keep(JournalDetection detection, string journal, CancellationToken stop)
    {
        try
        {
            await detection.Run(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The node stops; the next start goes on from the checkpoint.
        }
        catch (Exception wrong)
        {
            // A missed signal must be loud: the node goes down rather than run on without eyes.
            LogBlind(log, journal, wrong);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Critical, "Detection over the journal of {Journal} stopped.")]
    static partial void LogBlind(ILogger logger, string journal, Exception wrong);
}
