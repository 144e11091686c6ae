using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals.Subjects;

/// <summary><c>GET /subjects/{id}/export</c>: what the page of a subject shows, as CSV or GeoJSON. The address holds only the opaque id. Logged before it is sent.</summary>
static class ExportSubject
{
    static readonly string[] Columns = ["time", "type", "family", "source", "place", "lat", "lon", "data"];

    public static async Task<IResult> Handle(string id, string? format, SubjectHistory history, SubjectLinks links, NodePlaces places, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.MayExport)
            return Results.Forbid();
        if (await links.Behind(id, stop) is not { } subject)
            return Results.NotFound();
        await log.Record(http.User, "export", id, "object exporteren", "AVG art. 6 lid 1 f", stop);
        return Export.Of(http, "subject", format, Columns, history.Of(http.User, subject).Select(item => LineOf(item, places)));
    }

    static ExportLine LineOf(Evidence item, NodePlaces places)
    {
        var observation = item.Observation;
        var at = EvidencePoints.Of(observation, places);
        return new(at, observation.Time, observation.Type.Name, observation.Type.FamilyName, observation.Source, observation.Data["place"].Text, at?.Lat, at?.Lon,
            JsonSerializer.Serialize(observation.Data.ToDictionary(field => field.Key, field => field.Value.ToString())));
    }
}
