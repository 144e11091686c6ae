using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>
/// Nodes side by side as files that R reads. A count per line, with the factor against the period before and the chance of it by itself and among all in the file (the page counts the tests of the division
/// too); and for two periods the places with their shares.
/// </summary>
static class ShiftFile
{
    static readonly string[]
        Columns = ["thing", "node", "period", "count", "length", "factor_low", "factor", "factor_high", "p", "holm", "benjamini_hochberg"],
        Places = ["thing", "place", "before", "after", "share_before", "share_after_low", "share_after_high", "change", "p_adjusted"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/programme/displacement.csv", async (HttpContext http, ShiftFigures figures, Language language, CancellationToken stop) =>
            !ProgrammeRights.Reads(http.User) ? Results.Forbid() : Export.Of(http, "displacement", null, Columns, Lines((await ShiftQuestion.Read(http.Request.Query, figures, language, stop)).Table)));
        routes.MapGet("/programme/displacement/places.csv", async (HttpContext http, ShiftFigures figures, Language language, CancellationToken stop) =>
            !ProgrammeRights.Reads(http.User) ? Results.Forbid() : Export.Of(http, "places", null, Places, Lines(await ShiftQuestion.Read(http.Request.Query, figures, language, stop))));
    }

    static IEnumerable<ExportLine> Lines(ShiftTable table)
    {
        var changes = NodeShift.Of(table.Series, -1, -1).Changes.ToDictionary(change => (change.Series, change.Period));
        foreach (var (index, series) in table.Series.Index())
        {
            foreach (var (period, count) in series.Counts.Index())
            {
                if (count is not { } known)
                    continue;
                var change = changes.GetValueOrDefault((index, period));
                yield return new(null, series.Thing, series.Node, table.Periods[period], known.Count, known.Length, change?.Ratio?.Interval.Low, Finite(change?.Ratio?.Value), Finite(change?.Ratio?.Interval.High), change?.Test.P, change?.Test.Holm, change?.Test.Discovery);
            }
        }
    }

    static IEnumerable<ExportLine> Lines(ShiftQuestion question)
    {
        foreach (var pattern in PlacePattern.Of(question.Table.Series, question.Before, question.After).Where(pattern => pattern.Result.Ok))
        {
            foreach (var (at, area) in pattern.Result.Value.Areas.Index())
            {
                var series = question.Table.Series[pattern.Series[at]];
                yield return new(null, series.Thing, series.Node, series.Counts[question.Before]!.Value.Count, series.Counts[question.After]!.Value.Count, area.BaseShare, area.Interval.Low, area.Interval.High, area.Change, area.P);
            }
        }
    }

    // R writes Inf so.
    static object? Finite(double? figure) => figure is { } known && double.IsInfinity(known) ? "Inf" : figure;
}
