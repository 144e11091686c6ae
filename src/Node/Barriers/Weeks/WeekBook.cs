using Knooppunt.Barriers;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Barriers;

/// <summary>What came of taking counts in.</summary>
/// <param name="New">How many were not there.</param>
/// <param name="Revised">How many replace an earlier count of the same place, week and thing, which stays beside it.</param>
/// <param name="Same">How many were there already.</param>
readonly record struct WeeksTaken(int New, int Revised, int Same);

/// <summary>Counts per week and place: those that were imported, and the node's own signals.</summary>
sealed class WeekBook(IDbContextFactory<BarriersDb> database, SignalCounts signals, NodeSettings settings, NodePlaces places, WriteTurn turn, TimeProvider clock)
{
    /// <summary>What the node's own signals are called among what was counted.</summary>
    public const string Signals = WeeklyCount.Signals;

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>The Monday of the week that is not over yet.</summary>
    public DateOnly ThisWeek => WeeklyCount.WeekOf(_zone.DayOf(clock.GetUtcNow()));

    /// <summary>What was counted, in the words of who counted it; the node's own signals are always there.</summary>
    public async Task<IReadOnlyList<string>> Things(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. await db.Weeks.AsNoTracking().Select(row => row.What).Distinct().OrderBy(what => what).ToListAsync(stop), Signals];
    }

    /// <summary>All counts of one thing, later ones about the same week after earlier ones.</summary>
    public async Task<IReadOnlyList<WeeklyCount>> Of(string what, CancellationToken stop = default)
    {
        if (what == Signals)
            return await OfSignals(stop);
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. (await db.Weeks.AsNoTracking().Where(row => row.What == what).OrderBy(row => row.Id).ToListAsync(stop)).Select(row => row.Counted)];
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

    // Whole weeks since the node saw its first signal: before that it did not count.
    async Task<IReadOnlyList<WeeklyCount>> OfSignals(CancellationToken stop)
    {
        var counted = await signals.PerDay(_zone, stop);
        if (counted.Count == 0)
            return [];
        var first = WeeklyCount.FirstWholeWeek(counted.Keys.Min(key => key.Day));
        var byWeek = counted.GroupBy(pair => (pair.Key.Site, Week: WeeklyCount.WeekOf(pair.Key.Day))).ToDictionary(group => group.Key, group => group.Sum(pair => (long)pair.Value));
        return [.. from site in places.Sites from week in Enumerable.Range(0, Math.Max(0, (ThisWeek.DayNumber - first.DayNumber) / 7)).Select(number => first.AddDays(7 * number)) select new WeeklyCount(site.Id, week, Signals, byWeek.GetValueOrDefault((site.Id, week)), "signalen van dit knooppunt / signals of this node")];
    }
}
