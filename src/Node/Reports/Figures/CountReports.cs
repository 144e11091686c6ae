using System.Text.Json;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>
/// Counts the reports of each quarter once, when it is over. A count that changed from day to day would tell, by what was added, of the one person who reported today;
/// and what was counted stays when the reports themselves are deleted.
/// </summary>
sealed class CountReports(IDbContextFactory<ReportsDb> database, DeskKeys keys, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    /// <summary>What is counted, as the rows have it.</summary>
    public const string All = "all", Kinds = "kinds", Places = "places", Named = "named", Indicators = "indicators", Unsent = "unsent";

    public Word Ends => new("niets: telt de meldingen van een kwartaal dat voorbij is", "nothing: counts the reports of a quarter that is over");

    public async Task Run(CancellationToken stop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        await using var db = await database.CreateDbContextAsync(stop);
        var last = await db.Counts.MaxAsync(row => (int?)row.Quarter, stop);
        if (await First(db, last, zone, stop) is not { } quarter)
            return;
        for (var now = Quarter.At(clock.GetUtcNow(), zone); quarter.Number < now.Number; quarter = quarter.Next)
        {
            var rows = RowsOf(quarter.Number, ReportTally.Of(await Told(db, quarter, zone, stop))).ToList();
            await turn.Take(async () =>
            {
                if (await db.Begun.FindAsync([quarter.Number], stop) is { } forms)
                {
                    rows.Add(new() { Quarter = quarter.Number, Of = Unsent, Key = "", Count = forms.Begun - forms.Sent >= CountedCells.Least ? forms.Begun - forms.Sent : 0 });
                    db.Begun.Remove(forms);
                }

                db.Counts.AddRange(rows);
                return await db.SaveChangesAsync(stop);
            }, stop);
        }
    }

    // The quarter after the last that was counted, or the first in which somebody sent or began a report; null for none.
    static async Task<Quarter?> First(ReportsDb db, int? last, TimeZoneInfo zone, CancellationToken stop)
    {
        if (last is { } counted)
            return Quarter.OfNumber(counted).Next;
        int[] first = [.. (await db.Reports.MinAsync(row => (long?)row.Received, stop) is { } received ? new[] { Quarter.At(UnixTime.FromMicroseconds(received), zone).Number } : []), .. await db.Begun.Select(row => row.Quarter).ToListAsync(stop)];
        return first.Length == 0 ? null : Quarter.OfNumber(first.Min());
    }

    async Task<List<ReportAnswers>> Told(ReportsDb db, Quarter quarter, TimeZoneInfo zone, CancellationToken stop)
    {
        var (from, to) = (quarter.Begins(zone).UnixMicroseconds, quarter.Next.Begins(zone).UnixMicroseconds);
        var told = new List<ReportAnswers>();
        await foreach (var row in db.Reports.AsNoTracking().Where(row => row.Received >= from && row.Received < to).AsAsyncEnumerable().WithCancellation(stop))
        {
            var key = Envelope.Unwrap(keys.Of(row.Owner), row.ForOwner, row.Id);
            told.Add(JsonSerializer.Deserialize(Envelope.Decrypt(key, row.Content, row.Id + " answers"), ReportsJson.Default.ReportAnswers)!);
        }

        return told;
    }

    // A quarter with too few reports has one row that says so, so that it is not counted again.
    static IEnumerable<CountRow> RowsOf(int quarter, ReportTally tally)
    {
        CountRow Row(string of, string key, int count) => new() { Quarter = quarter, Of = of, Key = key, Count = count };
        IEnumerable<CountRow> Cells(string of, CountedCells<string> cells) => [.. cells.Cells.Select(cell => Row(of, cell.Key, cell.Value)), .. cells.Rest is > 0 and { } rest ? [Row(of, "", rest)] : Array.Empty<CountRow>()];
        return [Row(All, "", tally.All ?? 0), .. Cells(Kinds, tally.Kinds), .. Cells(Places, tally.Places), .. Cells(Named, tally.Named), .. tally.Indicators.Select(cell => Row(Indicators, cell.Key, cell.Value))];
    }
}
