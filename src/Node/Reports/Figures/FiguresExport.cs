using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Reports;

/// <summary>The counts of every quarter as a file.</summary>
static class FiguresExport
{
    public static async Task<IResult> Csv(ReportFigures figures, HttpContext http, CancellationToken stop)
    {
        if (!http.User.SeesWhoActs)
            return Results.Forbid();
        var rows = await figures.Of(await figures.Quarters(stop), stop);
        return Export.Of(http, "reports", "csv", ["quarter", "of", "key", "reports"], rows.Select(row => new ExportLine(null, Quarter.OfNumber(row.Quarter).ToString(), row.Of, row.Key, row.Count)));
    }
}
