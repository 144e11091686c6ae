using Knooppunt.Detection;
using Knooppunt.Detection.Backtest;
using Knooppunt.Node.Journal;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>Runs a pattern over the history of one or more journals, one after the other.</summary>
sealed class Backtester(Judges judges)
{
    /// <summary>Runs to the end, or until stopped.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="histories">The journals.</param>
    /// <param name="assessed">Gives the assessed signals of a journal.</param>
    /// <param name="told">Told of rows read and rows to read, from time to time.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>What was found, and the tried plan as the last journal ran it, for explanations.</returns>
    public async Task<(BacktestResult Result, Plan Plan)> Run(BacktestRequest request, IReadOnlyList<JournalHistory> histories, Func<string, Task<IReadOnlyList<AssessedSignal>>> assessed, Action<long, long> told, CancellationToken stop)
    {
        var hits = new HitBook(request.Zone);
        var runs = new List<JournalBacktest>();
        foreach (var history in histories)
        {
            stop.ThrowIfCancellationRequested();
            runs.Add(new JournalBacktest(history, request, judges, await assessed(history.Name), hits));
        }

        var (done, all) = (0L, runs.Sum(run => run.ToDo));
        told(0, all);
        foreach (var run in runs)
        {
            run.Run(rows => told(done += rows, all), stop);
            if (hits.Total >= JournalBacktest.MostHits)
                break;
        }

        return (new BacktestResult
        {
            FirstDay = request.First,
            LastDay = request.Last,
            Hits = hits.Total,
            Signals = hits.Signals,
            CutShort = hits.Total >= JournalBacktest.MostHits,
            Days = hits.Days,
            Places = hits.Places,
            First = hits.First,
            Overlaps = request.Overlap ? Merged(runs) : null,
            OverlapsComplete = runs.All(run => run.OverlapsComplete),
            Assessed = runs.Aggregate(default(AssessedOutcome), (sum, run) => sum.Plus(run.Assessed)),
            Coverage = [.. runs.Select(run => run.Coverage)],
        }, runs[^1].Plan);
    }

    static Overlap[] Merged(IEnumerable<JournalBacktest> runs) =>
    [
        .. runs.SelectMany(run => run.Overlaps).GroupBy(overlap => overlap.PatternId)
            .Select(group => group.First() with { SameObservation = group.Sum(overlap => overlap.SameObservation), SameStory = group.Sum(overlap => overlap.SameStory) })
            .OrderByDescending(overlap => overlap.SameObservation).ThenByDescending(overlap => overlap.SameStory).ThenBy(overlap => overlap.Title, StringComparer.Ordinal),
    ];
}
