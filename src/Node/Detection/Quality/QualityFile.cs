using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection.Quality;

/// <summary>The figures of the page as files that R reads: one line per pattern, and the judged signals behind thresholds and drift, about nobody and without their day.</summary>
static class QualityFile
{
    static readonly string[]
        Patterns = ["pattern", "days", "fired", "per_day_low", "per_day", "per_day_high", "confirmed", "dismissed", "held_low", "held_high", "threshold", "confirmed_above", "drift_p", "drift_holm"],
        Judged = ["pattern", "recent", "severity", "observations", "held", "signals"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/patterns/quality.csv", async (PatternShelf shelf, PatternCases cases, ReadLog log, HttpContext http, CancellationToken stop) =>
        {
            if (!http.User.ReadsPatterns)
                return Results.Forbid();
            await log.Record(http.User, "export", "patterns", "hoe goed patronen zijn exporteren", "AVG art. 5 lid 2", stop);
            var span = await cases.Of(stop);
            return Export.Of(http, "quality", null, Patterns, span.Days == 0 ? [] : PatternQuality.Of(shelf.All.Where(pattern => pattern.Speaks).Select(pattern => pattern.Document.Id), span).Select(quality => LineOf(quality, span)));
        });
        routes.MapGet("/patterns/quality/judged.csv", async (PatternCases cases, ReadLog log, HttpContext http, CancellationToken stop) =>
        {
            if (!http.User.ReadsPatterns)
                return Results.Forbid();
            await log.Record(http.User, "export", "patterns", "beoordeelde signalen per patroon exporteren, zonder wie of wat", "AVG art. 5 lid 2", stop);
            var span = await cases.Of(stop);
            return Export.Of(http, "judged", null, Judged, span.Judged.GroupBy(one => (one.Pattern, Recent: one.Last >= PatternQuality.Recent(span), one.Severity, one.Observations, one.Right))
                .OrderBy(group => group.Key.Pattern, StringComparer.Ordinal).ThenBy(group => group.Key.Observations).ThenBy(group => group.Key.Severity)
                .Select(group => new ExportLine(null, group.Key.Pattern, group.Key.Recent ? 1 : 0, group.Key.Severity, group.Key.Observations, group.Key.Right ? 1 : 0, group.Count())));
        });
    }

    static ExportLine LineOf(PatternQuality quality, PatternSpan span) => new(null, quality.Pattern, Math.Round(span.Days, 3), quality.Record.Fired, quality.PerDay?.Interval.Low, quality.PerDay?.Value, quality.PerDay?.Interval.High,
        quality.Record.Confirmed, quality.Record.Dismissed, quality.Held?.Low, quality.Held?.High, quality.Threshold.Ok ? quality.Threshold.Value.Threshold : null, quality.Passing?.Part, quality.Drift.Ok ? quality.Drift.Value.P : null, quality.Shifted);
}
