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
        var dismissed = db.Actions.Where(action => action.Kind == ActionKinds.Dismissed).Select(action => action.Signal);
        return await db.Signals.CountAsync(row => row.First >= first && row.First < end && (row.Place == site || row.Place!.StartsWith(part)) && !dismissed.Contains(row.Id), stop);
    }

    /// <summary>Signals per site and day of a time zone, over all that the node still keeps, without those that somebody judged not to hold.</summary>
    public async Task<IReadOnlyDictionary<(string Site, DateOnly Day), int>> PerDay(TimeZoneInfo zone, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var dismissed = db.Actions.Where(action => action.Kind == ActionKinds.Dismissed).Select(action => action.Signal);
        var counted = new Dictionary<(string, DateOnly), int>();
        // Row by row: what is kept are the counts.
        await foreach (var row in db.Signals.AsNoTracking().Where(row => row.Place != null && !dismissed.Contains(row.Id)).Select(row => new { row.First, row.Place }).AsAsyncEnumerable().WithCancellation(stop))
        {
            var key = (row.Place!.Split('/')[0], zone.DayOf(UnixTime.FromMicroseconds(row.First)));
            counted[key] = counted.GetValueOrDefault(key) + 1;
        }

        return counted;
    }
}
