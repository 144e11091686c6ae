using Knooppunt.Effect;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>What reporters of quarters that are over got back, as far as their reports are still kept; null where there are too few to say it, on either side.</summary>
/// <param name="Confirmed">Confirmed within seven days, of those of which that is known.</param>
/// <param name="Answered">Answered within three months, of those of which that is known.</param>
/// <param name="Saved">Who showed to have the code.</param>
/// <param name="Returned">Who read the answer, of those that were answered.</param>
sealed record Feedback(Share? Confirmed, Share? Answered, Share? Saved, Share? Returned);

/// <summary>Figures on reporting, for every partner: none of them tells of fewer than five people.</summary>
sealed class ReportFigures(IDbContextFactory<ReportsDb> database, NodeSettings settings, TimeProvider clock)
{
    /// <summary>The counted quarters, the last first.</summary>
    public async Task<IReadOnlyList<Quarter>> Quarters(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. (await db.Counts.Where(row => row.Of == CountReports.All).OrderByDescending(row => row.Quarter).Select(row => row.Quarter).Take(40).ToListAsync(stop)).Select(Quarter.OfNumber)];
    }

    /// <summary>What was counted of some quarters.</summary>
    public async Task<IReadOnlyList<CountRow>> Of(IReadOnlyCollection<Quarter> quarters, CancellationToken stop = default)
    {
        var numbers = quarters.Select(quarter => quarter.Number).ToArray();
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Counts.AsNoTracking().Where(row => numbers.Contains(row.Quarter)).OrderByDescending(row => row.Count).ToListAsync(stop);
    }

    /// <summary>What reporters got back.</summary>
    public async Task<Feedback> Given(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (now, zone) = (clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        // What was told today is not in it: it would show that somebody did.
        var before = Quarter.At(now, zone).Begins(zone).UnixMicroseconds;
        var rows = await db.Reports.AsNoTracking().Where(row => row.Received < before).Select(row => new { row.Received, row.Confirmed, row.Answered, row.Saved, row.Returned }).ToListAsync(stop);
        var terms = rows.ConvertAll(row => DeskTerms.Of(row.Received, row.Confirmed, row.Answered));
        return new(Told(terms.Select(term => term.ConfirmedInTime(now))), Told(terms.Select(term => term.AnsweredInTime(now))),
            Told(rows.Select(row => (bool?)row.Saved)), Told(rows.Select(row => row.Confirmed is null ? null : (bool?)row.Returned)));
    }

    static Share? Told(IEnumerable<bool?> answers)
    {
        bool[] known = [.. answers.OfType<bool>()];
        var share = new Share(known.Count(answer => answer), known.Length);
        // Who one side is about follows from the other.
        return share.Whole >= CountedCells.Least && IsTold(share.Part) && IsTold(share.Whole - share.Part) ? share : null;
    }

    static bool IsTold(int count) => count is 0 or >= CountedCells.Least;
}
