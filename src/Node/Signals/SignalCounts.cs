using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>How many signals there were at a site: figures over all journals, about nobody.</summary>
sealed class SignalCounts(IDbContextFactory<SignalsDb> database)
{
    /// <summary>Signals that began at a site in a period, without those that somebody judged not to hold.</summary>
    /// <param name="site">Id of the site; what happened at a part of it counts.</param>
    /// <param name="from">From this moment.</param>
    /// <param name="to">Before this moment.</param>
    /// <param name="stop">Stops.</param>
    public async Task<int> AtSite(string site, DateTimeOffset from, DateTimeOffset to, CancellationToken stop = default)
    {
        var (first, end, part) = (from.UnixMicroseconds, to.UnixMicroseconds, site + "/");
        await using var db = await database.CreateDbContextAsync(stop);
        var dismissed = Judged(db, ActionKinds.Dismissed);
        return await db.Signals.CountAsync(row => row.First >= first && row.First < end && (row.Place == site || row.Place!.StartsWith(part)) && !dismissed.Contains(row.Id), stop);
    }

    /// <summary>When the first signal began that the node still keeps; null when it keeps none.</summary>
    /// <param name="stop">Stops.</param>
    public async Task<DateTimeOffset?> First(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Signals.MinAsync(row => (long?)row.First, stop) is { } first ? UnixTime.FromMicroseconds(first) : null;
    }

    /// <summary>Signals per site and day of a time zone, over all that the node still keeps, without those that somebody judged not to hold.</summary>
    /// <param name="zone">The time zone.</param>
    /// <param name="confirmed">Whether those alone count that somebody confirmed; a day with others has 0 then.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyDictionary<(string Site, DateOnly Day), int>> PerDay(TimeZoneInfo zone, bool confirmed = false, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (dismissed, held) = (Judged(db, ActionKinds.Dismissed), Judged(db, ActionKinds.Confirmed));
        var counted = new Dictionary<(string, DateOnly), int>();
        // Row by row: what is kept are the counts.
        await foreach (var row in db.Signals.AsNoTracking().Where(row => row.Place != null).Select(row => new { row.First, row.Place, Counts = confirmed ? held.Contains(row.Id) : !dismissed.Contains(row.Id) }).AsAsyncEnumerable().WithCancellation(stop))
        {
            var key = (row.Place!.Split('/')[0], zone.DayOf(UnixTime.FromMicroseconds(row.First)));
            counted[key] = counted.GetValueOrDefault(key) + (row.Counts ? 1 : 0);
        }

        return counted;
    }

    // By the verdict that stands: one that was taken back does not count.
    static IQueryable<string> Judged(SignalsDb db, string kind) => ListSignals.Verdicts(db).Where(action => action.Kind == kind).Select(action => action.Signal);
}
