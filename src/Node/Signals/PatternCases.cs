using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>A pattern's part in a signal that somebody judged.</summary>
/// <param name="Pattern">Its Sigma id.</param>
/// <param name="Severity">How grave the signal is.</param>
/// <param name="Observations">On how many observations the signal rests.</param>
/// <param name="Last">Its last evidence, UTC microseconds since 1970.</param>
/// <param name="Right">Whether it was confirmed; it was dismissed otherwise.</param>
sealed record JudgedCase(string Pattern, int Severity, int Observations, long Last, bool Right);

/// <summary>What all patterns gave of late and what people made of it, over all journals.</summary>
/// <param name="Since">From when was counted: 90 days ago, or when the node gave its first signal if that is later.</param>
/// <param name="Days">Days since then, above 0; 0 when the node never gave a signal.</param>
/// <param name="Records">By Sigma id, with those whose term is over.</param>
/// <param name="Signals">Signals that are kept, each once.</param>
/// <param name="SignalDays">Days over which these were counted: none further back than their term.</param>
/// <param name="Judged">The newest of those that are kept and were judged, once for each pattern in them.</param>
/// <param name="Gravest">The same, each signal once.</param>
sealed record PatternSpan(DateTimeOffset Since, double Days, IReadOnlyDictionary<string, PatternRecord> Records, int Signals, double SignalDays, IReadOnlyList<JudgedCase> Judged, IReadOnlyList<JudgedCase> Gravest);

/// <summary>Counts what patterns gave: figures about nobody, so that a reader can say how good a pattern is. Nothing of a pattern on trial is in it.</summary>
sealed class PatternCases(IDbContextFactory<SignalsDb> database, NodeSettings settings, TimeProvider clock)
{
    /// <summary>The most judged signals whose scores are looked at: more make no figure sharper.</summary>
    public const int MostJudged = 5_000;

    static readonly TimeSpan Term = TimeSpan.FromDays(90);

    /// <summary>The last 90 days.</summary>
    public async Task<PatternSpan> Of(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var now = clock.GetUtcNow();
        var from = (now - Term).UnixMicroseconds;
        var parts = db.Patterns.AsNoTracking().Where(part => part.Last >= from && db.Signals.Any(row => row.Id == part.Signal));
        var verdicts = ListSignals.Verdicts(db).Where(action => action.Kind != ActionKinds.Reopened);
        var fired = await parts.GroupBy(part => part.Pattern).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, stop);
        var judged = await parts.Join(verdicts, part => part.Signal, action => action.Signal, (part, action) => new { part.Pattern, action.Kind, action.Reason }).GroupBy(one => new { one.Pattern, one.Kind, Innocent = one.Reason == ReasonCodes.Innocent })
            .Select(group => new { group.Key.Pattern, group.Key.Kind, group.Key.Innocent, Count = group.Count() }).ToListAsync(stop);
        var ended = (await db.PatternCounts.AsNoTracking().Where(row => row.Day >= from / EndSignals.Day).ToListAsync(stop)).ToLookup(row => row.Pattern);
        var scores = await db.Signals.AsNoTracking().Where(row => row.Last >= from).Join(verdicts, row => row.Id, action => action.Signal, (row, action) => new { row.Id, row.Severity, row.Observations, row.Last, action.Kind })
            .OrderByDescending(one => one.Last).ThenBy(one => one.Id).Take(MostJudged).ToListAsync(stop);
        string[] ids = [.. scores.Select(one => one.Id)];
        var patterns = (await db.Patterns.AsNoTracking().Where(part => ids.Contains(part.Signal)).ToListAsync(stop)).ToLookup(part => part.Signal, part => part.Pattern);
        JudgedCase[] gravest = [.. scores.Select(one => new JudgedCase("", one.Severity, one.Observations, one.Last, one.Kind == ActionKinds.Confirmed))];

        PatternRecord Record(string pattern)
        {
            var own = judged.Where(one => one.Pattern == pattern).ToList();
            return new(fired.GetValueOrDefault(pattern) + ended[pattern].Sum(row => row.Fired),
                own.Where(one => one.Kind == ActionKinds.Confirmed).Sum(one => one.Count) + ended[pattern].Sum(row => row.Confirmed),
                own.Where(one => one.Kind == ActionKinds.Dismissed).Sum(one => one.Count) + ended[pattern].Sum(row => row.Dismissed),
                own.Where(one => one.Innocent).Sum(one => one.Count) + ended[pattern].Sum(row => row.Innocent));
        }

        var first = Earliest(await db.Signals.MinAsync(row => (long?)row.First, stop), await db.PatternCounts.MinAsync(row => (long?)row.Day, stop) * EndSignals.Day);
        var since = UnixTime.FromMicroseconds(Math.Max(from, first ?? now.UnixMicroseconds));
        var days = first is null ? 0 : Math.Max(0, (now - since).TotalDays);
        var kept = Math.Min(days, settings.SignalRetentionDays);
        var young = now.AddDays(-kept).UnixMicroseconds;
        return new(since, days, fired.Keys.Concat(ended.Select(group => group.Key)).Distinct().ToDictionary(pattern => pattern, Record, StringComparer.Ordinal),
            await db.Signals.CountAsync(row => row.Last >= young, stop), kept, [.. scores.Zip(gravest).SelectMany(pair => patterns[pair.First.Id].Select(pattern => pair.Second with { Pattern = pattern }))], gravest);
    }

    static long? Earliest(long? one, long? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;
}
