using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>How often others saw what our patterns watch: counts per week of each node that sends them.</summary>
sealed class SightingBook(IDbContextFactory<KnowledgeDb> database, TimeProvider clock)
{
    /// <summary>Weeks that a table shows.</summary>
    public const int MostWeeks = 13;

    /// <summary>Takes one in, in a transaction under way: the newest version of a node's week counts.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="one">A sighting.</param>
    /// <param name="source">Who sent it: it counts as that node's, whoever it says that saw it.</param>
    /// <param name="known">Whether the indicator is one of ours.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>What came of it; null when it is no sighting per week and is treated like any object.</returns>
    public async Task<Taken?> Take(KnowledgeDb db, StixObject one, string source, Func<StixId, bool> known, CancellationToken stop)
    {
        if (one.Type != "sighting" || one.Extension(SightingStix.Definition.Id) is null)
            return null;
        var read = SightingStix.Read(one, source);
        if (!read.Ok)
            return new(StixArrival.Clash, read.Complaint);
        if (!known(read.Value.Indicator))
            return new(StixArrival.Foreign, new(new(source, Part: one.Id.ToString()), "It counts a pattern that this node never told of."));
        // The table shows the newest weeks that anybody told of: one of the year 9999 would push all others out.
        if (read.Value.Week.Ends > clock.GetUtcNow())
            return new(StixArrival.Clash, new(new(source, Part: one.Id.ToString()), $"It counts week {read.Value.Week}, which is not over yet; send it when it is."));
        var (week, counts, indicator) = (read.Value.Week, read.Value.Counts, read.Value.Indicator.ToString());
        var row = db.Sightings.Local.FirstOrDefault(row => row.Source == source && row.Indicator == indicator && row.Year == week.Year && row.Week == week.Number)
            ?? await db.Sightings.FirstOrDefaultAsync(row => row.Source == source && row.Indicator == indicator && row.Year == week.Year && row.Week == week.Number, stop);
        var version = one.Version.UnixMicroseconds;
        if (row is not null && row.Version >= version)
            return new(row.Version == version ? StixArrival.Same : StixArrival.Older, null);
        if (row is null)
            db.Sightings.Add(row = new() { Source = source, Indicator = indicator, Year = week.Year, Week = week.Number });
        (row.Hits, row.Confirmed, row.Dismissed) = (counts.Hits, counts.Parts?.Confirmed, counts.Parts?.Dismissed);
        (row.Version, row.Came) = (version, clock.GetUtcNow().UnixMicroseconds);
        return new(StixArrival.New, null);
    }

    /// <summary>What others saw of these indicators, in the newest weeks that anybody told of.</summary>
    public async Task<IReadOnlyList<SightingRow>> Of(IReadOnlyCollection<string> indicators, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Sightings.AsNoTracking().Where(row => indicators.Contains(row.Indicator)).OrderByDescending(row => row.Year).ThenByDescending(row => row.Week).Take(5000).ToListAsync(stop);
        var weeks = rows.Select(row => new IsoWeek(row.Year, row.Week)).Distinct().OrderDescending().Take(MostWeeks).ToHashSet();
        return [.. rows.Where(row => weeks.Contains(new(row.Year, row.Week)))];
    }
}
