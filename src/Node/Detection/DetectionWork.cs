using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>Runs the patterns over every journal at once, one loop each, and writes into every journal when what it is judged by changes.</summary>
sealed partial class DetectionWork(JournalRoom journals, RecordSignals record, Snapshots snapshots, RulesOfNode rules, Announcements announcements, Judges judges, Progress progress, DetectionPace pace, FirstSight sight, TimeProvider clock, ILogger<DetectionWork> log) : BackgroundService
{
    static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. journals.Organisations.Select(journal => Keep(Detection(journal).Run, journal, stoppingToken)), Keep(Announce, "(rules)", stoppingToken), Keep(See, "(start)", stoppingToken)]);

    Task See(CancellationToken stop) => sight.Comes(Task.WhenAll(journals.Organisations.Select(progress.Following)), stop);

    JournalDetection Detection(string journal) => new(journal, journals, record, snapshots, judges, progress, pace, damage => LogDamage(log, journal, damage.ToString()));

    async Task Announce(CancellationToken stop)
    {
        using var changed = new ChangeBell(rules.Watched.Where(Directory.Exists), deep: true);
        while (await changed.Wait(LookAgain, stop) is var _)
        {
            // An editor writes a file in several steps: they are one change.
            await Task.Delay(Settled, clock, stop);
            try
            {
                rules.Read();
                await announcements.Run();
            }
            catch (IOException wrong)
            {
                LogUnread(log, wrong);
            }
        }
    }

    async Task Keep(Func<CancellationToken, Task> work, string journal, CancellationToken stop)
    {
        try
        {
            await work(stop);
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

    [LoggerMessage(LogLevel.Warning, "What detection remembered of the journal of {Journal} cannot be used: {Sentence}")]
    static partial void LogDamage(ILogger logger, string journal, string sentence);

    [LoggerMessage(LogLevel.Warning, "Patterns and lists could not be read; those in force stay.")]
    static partial void LogUnread(ILogger logger, Exception wrong);
}
