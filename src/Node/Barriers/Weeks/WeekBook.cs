using Knooppunt.Barriers;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Barriers;

/// <summary>What came of taking counts in.</summary>
/// <param name="New">How many were not there.</param>
/// <param name="Revised">How many replace an earlier count of the same place, week and thing, which stays beside it.</param>
/// <param name="Same">How many were there already.</param>
readonly record struct WeeksTaken(int New, int Revised, int Same);

/// <summary>Counts per week and place: those that were imported, and what the node counts itself.</summary>
/// <remarks>What the node counts from ends by its term. The counts of weeks that are over are about nobody and stay: without them no series would be longer than that term.</remarks>
sealed class WeekBook(IDbContextFactory<BarriersDb> database, OwnCounts own, NodeSettings settings, NodePlaces places, WriteTurn turn, TimeProvider clock) : IDaily
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>What it does once a day: nothing ends.</summary>
    public Word Ends => new("niets: aantallen per week en plaats gaan over niemand en blijven", "nothing: counts per week and place are about nobody and stay");

    /// <summary>The Monday of the week that is not over yet.</summary>
    public DateOnly ThisWeek => WeeklyCount.WeekOf(_zone.DayOf(clock.GetUtcNow()));

    /// <summary>What was counted, in the words of who counted it, then what the node counts itself: its signals always, the rest when there is any, its signals by good and by modus last.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var kept = await db.Weeks.AsNoTracking().GroupBy(row => row.What).Select(group => new { What = group.Key, Any = group.Max(row => row.Count) > 0 }).OrderBy(one => one.What).ToListAsync(stop);
        var look = own.Once(_zone);
        List<string> things = [.. kept.Where(one => !WeeklyCount.IsOwn(one.What)).Select(one => one.What)];
        foreach (var what in OwnCounts.Things)
        {
            if (what == WeeklyCount.Signals || kept.Any(one => one.What == what && one.Any) || (await look.PerDay(what, stop)).Values.Any(count => count > 0))
                things.Add(what);
        }

        return [.. things, .. Order((await own.Splits(stop)).Union(kept.Where(one => one.Any && WeeklyCount.IsSplit(one.What)).Select(one => one.What)))];
    }

    /// <summary>All counts of one thing, later ones about the same week after earlier ones.</summary>
    public Task<IReadOnlyList<WeeklyCount>> Of(string what, CancellationToken stop = default) => Of(what, own.Once(_zone), stop);

    /// <summary>The same of several things, one after the other.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<WeeklyCount>>> Of(IEnumerable<string> things, CancellationToken stop = default)
    {
        var look = own.Once(_zone);
        List<IReadOnlyList<WeeklyCount>> all = [];
        foreach (var what in things)
            all.Add(await Of(what, look, stop));
        return all;
    }

    async Task<IReadOnlyList<WeeklyCount>> Of(string what, OwnDays look, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        IReadOnlyList<WeeklyCount> kept = [.. (await db.Weeks.AsNoTracking().Where(row => row.What == what).OrderBy(row => row.Id).ToListAsync(stop)).Select(row => row.Counted)];
        return WeeklyCount.IsOwn(what) ? [.. kept, .. await Own(what, look, stop)] : kept;
    }

    /// <summary>Keeps what the node counted itself in weeks that are over.</summary>
    public async Task Run(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var splits = await db.Weeks.Where(row => row.What.StartsWith(WeeklyCount.About) || row.What.StartsWith(WeeklyCount.Fits)).Select(row => row.What).Distinct().ToListAsync(stop);
        var look = own.Once(_zone);
        foreach (var what in OwnCounts.Things.Concat((await own.Splits(stop)).Union(splits)))
        {
            var counts = await Own(what, look, stop);
            if (counts.Any(count => count.Count > 0) || await LastKept(what, stop) is not null)
                await Take(counts, stop);
        }
    }

    /// <summary>Takes counts in, all or none. What is there already is not taken twice; another count of the same place, week and thing is a revision.</summary>
    public Task<WeeksTaken> Take(IReadOnlyList<WeeklyCount> counts, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var things = counts.Select(count => count.What).Distinct().ToArray();
        var known = new Dictionary<(string, string, int), WeeklyCount>();
        foreach (var row in await db.Weeks.AsNoTracking().Where(row => things.Contains(row.What)).OrderBy(row => row.Id).ToListAsync(stop))
            known[(row.What, row.Place, row.Week)] = row.Counted;
        var (added, revised, same) = (0, 0, 0);
        foreach (var count in counts)
        {
            var key = (count.What, count.Place, count.Week.DayNumber);
            if (known.TryGetValue(key, out var earlier) && earlier == count)
            {
                same++;
                continue;
            }

            _ = earlier is null ? added++ : revised++;
            known[key] = count;
            db.Weeks.Add(new WeekRow { Place = count.Place, What = count.What, Week = count.Week.DayNumber, Count = count.Count, Source = count.Source, At = clock.GetUtcNow().UnixMicroseconds });
        }

        await db.SaveChangesAsync(stop);
        return new WeeksTaken(added, revised, same);
    }, stop);

    // Whole weeks since the node first counted, and of those the ones of which all is still kept. Weeks since the last that the book keeps were counted too: where everything ended there was nothing in them.
    async Task<IReadOnlyList<WeeklyCount>> Own(string what, OwnDays look, CancellationToken stop)
    {
        var counted = await look.PerDay(what, stop);
        var first = ThisWeek;
        if (counted.Count > 0)
        {
            var (began, kept) = (counted.Keys.Min(key => key.Day), _zone.DayOf(clock.GetUtcNow().AddDays(-settings.SignalRetentionDays)).AddDays(1));
            first = WeeklyCount.FirstWholeWeek(began > kept ? began : kept);
        }

        if (await LastKept(what, stop) is { } last && last.AddDays(7) < first)
            first = last.AddDays(7);
        var byWeek = ByWeek(counted);
        var looked = OwnCounts.LookedFor(what) is { } effort ? ByWeek(await look.PerDay(effort, stop)) : null;
        var source = OwnCounts.NameOf(what) is var name && what == WeeklyCount.Signals ? name.Kept : new Word($"{name.Dutch}, geteld door dit knooppunt", $"{name.English}, counted by this node").Kept;
        return [.. from site in places.Sites from week in Enumerable.Range(0, Math.Max(0, (ThisWeek.DayNumber - first.DayNumber) / 7)).Select(number => first.AddDays(7 * number)) where looked is null || looked.GetValueOrDefault((site.Id, week)) is 0 or >= OwnCounts.FewestLooked select new WeeklyCount(site.Id, week, what, byWeek.GetValueOrDefault((site.Id, week)), source)];
    }

    // Goods before modi, and in each what is no good and fits none last.
    static IOrderedEnumerable<string> Order(IEnumerable<string> splits) => splits.OrderBy(what => what.StartsWith(WeeklyCount.Fits, StringComparison.Ordinal)).ThenBy(what => what.EndsWith("-" + SignalCounts.Other, StringComparison.Ordinal)).ThenBy(what => what, StringComparer.Ordinal);

    static Dictionary<(string Site, DateOnly Week), long> ByWeek(IReadOnlyDictionary<(string Site, DateOnly Day), int> counted) =>
        counted.GroupBy(pair => (pair.Key.Site, WeeklyCount.WeekOf(pair.Key.Day))).ToDictionary(group => group.Key, group => group.Sum(pair => (long)pair.Value));

    async Task<DateOnly?> LastKept(string what, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Weeks.Where(row => row.What == what).MaxAsync(row => (int?)row.Week, stop) is { } week ? DateOnly.FromDayNumber(week) : null;
    }
}
