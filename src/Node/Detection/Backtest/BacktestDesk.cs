using System.Threading.Channels;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>
/// Takes the backtests of people and runs them one after the other, so that the live detection keeps a core. One per person at a time; what waits
/// and what is kept is bounded, and a result is forgotten after half a day: it must not outlive the terms of what it rests on.
/// </summary>
sealed partial class BacktestDesk(JournalRoom journals, Judges judges, AssessedSignals assessed, IHostApplicationLifetime node, TimeProvider clock, ILogger<BacktestDesk> log) : BackgroundService
{
    const int MostWaiting = 8, MostKept = 20;
    static readonly TimeSpan Kept = TimeSpan.FromHours(12);
    readonly Channel<BacktestJob> _waiting = Channel.CreateBounded<BacktestJob>(MostWaiting);
    readonly Dictionary<string, BacktestJob> _jobs = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    /// <summary>The backtest of a person that waits, runs or has ended; null when there is none any more.</summary>
    public BacktestJob? Of(string person)
    {
        lock (_gate)
        {
            Forget();
            return _jobs.GetValueOrDefault(person);
        }
    }

    /// <summary>Takes a backtest; why not, when it cannot.</summary>
    public Word? Start(string person, BacktestRequest request, int[] visible)
    {
        lock (_gate)
        {
            Forget();
            if (_jobs.TryGetValue(person, out var own) && own.Open)
                return new("Uw vorige toets loopt nog. Wacht tot hij klaar is, of stop hem.", "Your previous backtest is still running. Wait until it is done, or stop it.");
            var job = new BacktestJob(person, request, visible, node.ApplicationStopping);
            if (!_waiting.Writer.TryWrite(job))
            {
                job.Dispose();
                return new("Er wachten al veel toetsen van anderen. Probeer het over enkele minuten nog eens.", "Many backtests of others are waiting already. Try again in a few minutes.");
            }

            own?.Dispose();
            _jobs[person] = job;
            return null;
        }
    }

    /// <summary>Stops the backtest of a person, when one waits or runs.</summary>
    public void Cancel(string person)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(person, out var job) || !job.Open)
                return;
            job.Cancel();
            if (job.State == JobState.Waiting)
                job.End(JobState.Cancelled, clock.GetUtcNow());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            // Away from the thread that takes requests, for as long as it lasts.
            await Task.Factory.StartNew(() => Run(job), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        }
    }

    async Task Run(BacktestJob job)
    {
        try
        {
            if (!job.Begin())
                return;
            var request = job.Request;
            var histories = request.Journals.Select(journals.History).ToList();
            var (result, plan) = await new Backtester(judges).Run(request, histories, journal => assessed.Of(journal, request.From, request.To, job.Visible, job.Stop), job.Tell, job.Stop);
            job.Finish(result, plan, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (job.Stop.IsCancellationRequested)
        {
            job.End(JobState.Cancelled, clock.GetUtcNow());
        }
        catch (Exception wrong)
        {
            // One backtest that fails is told on its page; the desk goes on.
            LogFailed(log, job.Request.PatternId, wrong);
            job.End(JobState.Failed, clock.GetUtcNow());
        }
    }

    /// <summary>Forgets results that are old, and the oldest when there are many.</summary>
    void Forget()
    {
        var now = clock.GetUtcNow();
        var ended = _jobs.Values.Where(job => job.Ended is not null).OrderByDescending(job => job.Ended).ToList();
        foreach (var job in ended.Where((job, index) => now - job.Ended > Kept || index >= MostKept))
        {
            _jobs.Remove(job.Person);
            job.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Error, "The backtest of pattern {Pattern} failed.")]
    static partial void LogFailed(ILogger logger, string pattern, Exception wrong);
}
