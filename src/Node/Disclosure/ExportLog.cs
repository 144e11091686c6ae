using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Disclosure;

/// <summary><c>POST /disclosure/export</c>: the looks that fit a search, as CSV. By POST, since what is searched may name a person. The export itself is logged first.</summary>
static class ExportLog
{
    static readonly string[] Columns = ["time", "who", "kind", "what", "why", "ground"];

    public static async Task<IResult> Handle([FromForm] string? text, [FromForm] string? first, [FromForm] string? last, LocalTime time, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Supervises)
            return Results.Forbid();
        await log.Record(http.User, "export", "log", "logboek exporteren", "AVG art. 5 lid 2", stop);
        var looks = new List<Look>();
        while (looks.Count < Export.Most && await log.Search(text, looks.Count == 0 ? null : looks[^1].Id, time.MidnightOf(first), time.MidnightAfter(last), stop) is { Count: > 0 } page)
            looks.AddRange(page);
        return Export.Of(http, "log", null, Columns, looks.Select(look => new ExportLine(null, UnixTime.FromMicroseconds(look.At), look.Name, look.Kind, look.What, look.Why, look.Ground)));
    }
}
