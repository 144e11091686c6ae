using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Knooppunt.Signals;

namespace Knooppunt.Node.Detection;

/// <summary><c>GET /patterns/export</c>: the patterns on the shelf with their record over 90 days, as CSV. Logged before it is sent.</summary>
static class ExportPatterns
{
    static readonly string[] Columns = ["id", "title", "place", "severity", "script", "state", "fired", "confirmed", "dismissed", "innocent", "file"];

    public static async Task<IResult> Handle(PatternShelf shelf, ListSignals signals, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.ReadsPatterns)
            return Results.Forbid();
        await log.Record(http.User, "export", "patterns", "patronen exporteren", "AVG art. 5 lid 2", stop);
        var lines = new List<ExportLine>();
        foreach (var pattern in shelf.All.Where(pattern => pattern.Speaks))
        {
            var (document, record) = (pattern.Document, await signals.RecordOf(pattern.Document.Id, stop));
            lines.Add(new(null, document.Id, document.Title, document.Card?.Place, ((Severity)document.Level).ToString().ToLowerInvariant(), document.Card?.Script, pattern.Off is null ? "on" : "off",
                record.Fired, record.Confirmed, record.Dismissed, record.Innocent, pattern.File));
        }

        return Export.Of(http, "patterns", null, Columns, lines);
    }
}
