using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals.Following;

/// <summary>A signal that opened or became graver.</summary>
/// <param name="Number">Where to go on from.</param>
/// <param name="Signal">Id of the signal.</param>
/// <param name="Journal">The journal that it rests on.</param>
/// <param name="Severity">How grave it is now.</param>
/// <param name="Place">The last place that its evidence names; null when none does.</param>
/// <param name="LeadPattern">Id of the pattern that speaks first.</param>
/// <param name="Label">Id of its visibility label.</param>
sealed record SignalChange(long Number, string Signal, string Journal, Severity Severity, string? Place, string LeadPattern, int Label);

/// <summary>What a person did with a signal.</summary>
/// <param name="Number">Where to go on from.</param>
/// <param name="Signal">Id of the signal.</param>
/// <param name="At">UTC microseconds since 1970.</param>
/// <param name="Who">Id of the person.</param>
/// <param name="Name">Name of the person on screens.</param>
/// <param name="Kind">One of <see cref="ActionKinds"/>.</param>
/// <param name="Inside">Whether it is in the story of another signal now.</param>
sealed record SignalDeed(long Number, string Signal, long At, string Who, string Name, string Kind, bool Inside);

/// <summary>What other rooms follow: each change and each deed once, in order, from the number where they were.</summary>
sealed class SignalChanges(IDbContextFactory<SignalsDb> database)
{
    const int AtOnce = 500;

    /// <summary>Signals that opened or became graver after a number, at most 500.</summary>
    public async Task<IReadOnlyList<SignalChange>> After(long number, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Changes.AsNoTracking().Where(row => row.Id > number).OrderBy(row => row.Id).Take(AtOnce)
            .Join(db.Signals, change => change.Signal, signal => signal.Id, (change, signal) => new SignalChange(change.Id, signal.Id, signal.Journal, (Severity)signal.Severity, signal.Place, signal.LeadPattern, signal.Label))
            .ToListAsync(stop);
    }

    /// <summary>What people did after a number, at most 500; nothing about what is on trial.</summary>
    public async Task<IReadOnlyList<SignalDeed>> DeedsAfter(long number, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Actions.AsNoTracking().Where(row => row.Id > number && db.Signals.Any(signal => signal.Id == row.Signal)).OrderBy(row => row.Id).Take(AtOnce)
            .Select(row => new SignalDeed(row.Id, row.Signal, row.At, row.Who, row.Name, row.Kind, db.Merges.Any(merge => merge.Signal == row.Signal))).ToListAsync(stop);
    }

    /// <summary>Which of these signals are no longer kept.</summary>
    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> signals, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var kept = await db.Signals.Where(row => signals.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop);
        return signals.Except(kept).ToHashSet(StringComparer.Ordinal);
    }
}
