using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>How many signals there were at a site: figures over all journals, about nobody.</summary>
sealed class SignalCounts(IDbContextFactory<SignalsDb> database, PatternShelf shelf)
{
    /// <summary>What a signal may be about that is a good or carries goods; of anything else it is <see cref="Other"/>: a pass, a place, a company.</summary>
    public static IReadOnlyList<string> Goods { get; } = ["container", "trolley", "bag", "uld", "plate", "vessel", "flight", "drone"];

    /// <summary>What is no good, and what fits no known modus.</summary>
    public const string Other = "other";

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

    /// <summary>Signals per site and day of a time zone, over all that the node still keeps, in one walk over them.</summary>
    /// <param name="zone">The time zone.</param>
    /// <param name="stop">Stops.</param>
    public async Task<SignalDays> PerDay(TimeZoneInfo zone, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (dismissed, held) = (Judged(db, ActionKinds.Dismissed), Judged(db, ActionKinds.Confirmed));
        var counted = new Dictionary<(string Site, DateOnly Day, string Good, string Modus), (int Standing, int Confirmed)>();
        // Row by row: what is kept are the counts.
        await foreach (var row in db.Signals.AsNoTracking().Where(row => row.Place != null).Select(row => new { row.First, row.Place, row.SubjectKind, row.LeadPattern, Confirmed = held.Contains(row.Id), Stands = !dismissed.Contains(row.Id) }).AsAsyncEnumerable().WithCancellation(stop))
        {
            var key = (row.Place!.Split('/')[0], zone.DayOf(UnixTime.FromMicroseconds(row.First)), GoodOf(row.SubjectKind), ModusOf(row.LeadPattern));
            var (standing, confirmed) = counted.GetValueOrDefault(key);
            counted[key] = (standing + (row.Stands ? 1 : 0), confirmed + (row.Confirmed ? 1 : 0));
        }

        return new(counted);
    }

    /// <summary>The goods and modi of which there are signals at a site that nobody judged not to hold, in order.</summary>
    /// <param name="stop">Stops.</param>
    public async Task<(IReadOnlyList<string> Goods, IReadOnlyList<string> Modi)> Split(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var dismissed = Judged(db, ActionKinds.Dismissed);
        var seen = await db.Signals.Where(row => row.Place != null && !dismissed.Contains(row.Id)).Select(row => new { row.SubjectKind, row.LeadPattern }).Distinct().ToListAsync(stop);
        var goods = seen.Select(one => GoodOf(one.SubjectKind)).ToHashSet();
        return ([.. Goods.Append(Other).Where(goods.Contains)], [.. seen.Select(one => ModusOf(one.LeadPattern)).Distinct().OrderBy(modus => modus == Other).ThenBy(modus => modus, StringComparer.Ordinal)]);
    }

    static string GoodOf(string kind) => Goods.Contains(kind) ? kind : Other;

    // A pattern that is on the shelf no more fits none that is known.
    string ModusOf(string pattern) => shelf.Find(pattern)?.Document.Card?.Script?.Split('/')[0] is { Length: > 0 } script ? script : Other;

    // By the verdict that stands: one that was taken back does not count.
    static IQueryable<string> Judged(SignalsDb db, string kind) => ListSignals.Verdicts(db).Where(action => action.Kind == kind).Select(action => action.Signal);
}
