using System.Globalization;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Measures;

/// <summary>The lists of measures as files. What a person sees reduced stands in the file reduced.</summary>
static class MeasureExports
{
    static readonly string[]
        Taken = ["organisation", "instrument", "kind", "from", "until", "place", "euros", "result", "court", "judgment", "reference"],
        Seized = ["organisation", "month", "kind", "euros", "outcome", "confiscated", "cost"],
        Catalogue = ["instrument", "kind", "basis", "organisation", "used", "worked", "did_not_work", "stood_in_court", "annulled", "pending"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/measures/catalogue.csv", async (MeasureBook book, HttpContext http, CancellationToken stop) =>
        {
            if (!MeasureRights.SeesFigures(http.User))
                return Results.Forbid();
            var records = await book.Records(stop);
            return Export.Of(http, "measures-catalogue", null, Catalogue, Instrument.All.SelectMany(instrument => records.Where(pair => pair.Key.Instrument == instrument.Code).OrderBy(pair => pair.Key.Organisation, StringComparer.Ordinal)
                .Select(pair => new ExportLine(null, instrument.Code, instrument.Kind.ToString(), instrument.Basis, pair.Key.Organisation, pair.Value.Used, pair.Value.Worked, pair.Value.DidNotWork, pair.Value.Stood, pair.Value.Fell, pair.Value.Pending))));
        });
        routes.MapGet("/measures/taken.csv", async (MeasureBook book, ReadLog log, HttpContext http, CancellationToken stop) =>
        {
            if (!http.User.MayExport)
                return Results.Forbid();
            await log.Record(http.User, ReadLog.Export, "measures", "maatregelen als bestand", MeasureRights.Ground, stop);
            return Export.Of(http, "measures", null, Taken, (await book.Of(http.User, stop)).Select(pair => LineOf(pair.Row, pair.Whole)));
        });
        routes.MapGet("/measures/seized.csv", async (SeizureBook book, ReadLog log, HttpContext http, CancellationToken stop) =>
        {
            if (!http.User.MayExport)
                return Results.Forbid();
            await log.Record(http.User, ReadLog.Export, "seized", "inbeslagnames als bestand", MeasureRights.Ground, stop);
            return Export.Of(http, "seized", null, Seized, (await book.Of(http.User, stop)).Select(row => new ExportLine(null, row.Organisation, SeizureBook.Text(row.Month), row.Kind.ToString(), row.Euros, row.Outcome.ToString(), row.Confiscated, row.Cost)));
        });
    }

    static ExportLine LineOf(MeasureRow row, bool whole) => new(null, row.Organisation, row.Instrument, Instrument.Find(row.Instrument)?.Kind.ToString(), Date(row.Day, whole), row.LastDay is { } last ? Date(last, true) : null, row.Place,
        whole ? row.Euros : null, row.Result.ToString(), row.Court.ToString(), whole ? row.CourtReference : null, whole ? row.Reference : null);

    static string Date(int day, bool whole) => DateOnly.FromDayNumber(day).ToString(whole ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture);
}
