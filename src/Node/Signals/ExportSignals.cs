using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals.Following;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary><c>GET /signals/export</c>: the list as the person sees it, as CSV or GeoJSON, newest first. Logged before it is sent.</summary>
static class ExportSignals
{
    static readonly string[] Columns = ["id", "severity", "headline", "subject", "place", "first", "last", "observations", "journal", "owner", "owner_organisation", "answer_before", "assigned", "verdict", "lat", "lon"];

    public static async Task<IResult> Handle(int? severity, bool? done, string? format, ListSignals list, ISignalOwners owners, NodePlaces places, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.MayExport)
            return Results.Forbid();
        await log.Record(http.User, "export", "signals", "signalen exporteren", "AVG art. 6 lid 1 f", stop);
        var lines = new List<ExportLine>();
        var (before, after) = ((long?)null, (string?)null);
        while (lines.Count < Export.Most)
        {
            var page = await list.List(http.User, severity, done == true, before, after, stop);
            var owned = await owners.Of([.. page.Select(line => line.Signal.Id)], stop);
            lines.AddRange(page.Select(line => LineOf(line, owned.GetValueOrDefault(line.Signal.Id), places)));
            if (page.Count < ListSignals.PageSize)
                break;
            (before, after) = (page[^1].Signal.Last, page[^1].Signal.Id);
        }

        return Export.Of(http, "signals", format, Columns, lines);
    }

    static ExportLine LineOf(SignalLine line, SignalOwner? owner, NodePlaces places)
    {
        var row = line.Signal;
        var at = EvidencePoints.Of(row, places);
        return new(at, row.Id, ((Severity)row.Severity).ToString().ToLowerInvariant(), row.HeadlineEnglish, $"{row.SubjectKind}:{row.SubjectValue}", row.Place, UnixTime.FromMicroseconds(row.First),
            UnixTime.FromMicroseconds(row.Last), row.Observations, row.Journal, owner?.Person, owner?.Organisation, owner?.Deadline, line.Owner, line.Verdict?.Kind, at?.Lat, at?.Lon);
    }
}
