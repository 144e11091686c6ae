using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Nodes side by side as a file: a count per line, with the chance of the change to it by itself and among all in the file, so that a reader can reckon it again; the page counts the tests of the division too.</summary>
static class ShiftFile
{
    static readonly string[] Columns = ["thing", "node", "period", "count", "length", "p", "holm", "benjamini_hochberg"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/programme/displacement.csv", async (HttpContext http, ShiftFigures figures, Language language, CancellationToken stop) =>
    {
        if (!ProgrammeRights.Reads(http.User))
            return Results.Forbid();
        var things = await figures.Things(stop);
        var what = http.Request.Query["what"].ToString();
        var table = await figures.Of(things.Contains(what) ? what : things[0], language, stop);
        return Export.Of(http, "displacement", null, Columns, Lines(table));
    });

    static IEnumerable<ExportLine> Lines(ShiftTable table)
    {
        var changes = NodeShift.Of(table.Series, -1, -1).Changes.ToDictionary(change => (change.Series, change.Period), change => change.Test);
        foreach (var (index, series) in table.Series.Index())
        {
            foreach (var (period, count) in series.Counts.Index())
            {
                if (count is { } known)
                    yield return changes.TryGetValue((index, period), out var test)
                        ? new(null, series.Thing, series.Node, table.Periods[period], known.Count, known.Length, test.P, test.Holm, test.Discovery)
                        : new(null, series.Thing, series.Node, table.Periods[period], known.Count, known.Length, null, null, null);
            }
        }
    }
}
