using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Signals.Live;

/// <summary><c>GET /live/export</c>: what stands on the live map now and the person may see, as CSV or GeoJSON. Logged before it is sent.</summary>
static class ExportLive
{
    static readonly string[] Columns = ["kind", "name", "course_deg", "lat", "lon"];

    public static async Task<IResult> Handle(string? format, LivePoints points, Labels labels, ReadLog log, Language language, HttpContext http, CancellationToken stop)
    {
        if (!http.User.MayExport)
            return Results.Forbid();
        await log.Record(http.User, "export", "live", "kaart exporteren", "AVG art. 6 lid 1 f", stop);
        var lines = points.Visible(labels.VisibleTo(http.User).ToHashSet()).OrderByDescending(point => point.Version)
            .Select(point => new ExportLine((point.Lat, point.Lon), point.Kind, point.Name.In(language), point.Course, point.Lat, point.Lon));
        return Export.Of(http, "live", format, Columns, lines);
    }
}
