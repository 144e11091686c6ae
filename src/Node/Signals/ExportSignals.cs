using System.Globalization;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary><c>GET /signals/export</c>: the list as the person sees it, as CSV (RFC 4180), newest first, at most ten thousand lines. Logged before it is sent.</summary>
static class ExportSignals
{
    const int Most = 10_000;
    const string Header = "id,severity,headline,subject,place,first,last,observations,journal,owner,verdict\r\n";

    public static async Task<IResult> Handle(int? severity, bool? done, ListSignals list, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.SecurityOfficer) && !http.User.Has(Role.Analyst))
            return Results.Forbid();
        await log.Record(http.User, "export", "signals", "signalen exporteren", "AVG art. 6 lid 1 f", stop);
        var text = new StringBuilder(Header);
        long? before = null;
        for (var lines = 0; lines < Most;)
        {
            var page = await list.List(http.User, severity, done == true, before, stop);
            foreach (var line in page)
                text.AppendJoin(',', Cells(line).Select(Cell)).Append("\r\n");
            lines += page.Count;
            if (page.Count < ListSignals.PageSize)
                break;
            before = page[^1].Signal.Last;
        }

        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "signals.csv");
    }

    static string[] Cells(SignalLine line)
    {
        var row = line.Signal;
        return
        [
            row.Id, ((Severity)row.Severity).ToString().ToLowerInvariant(), row.HeadlineEnglish, $"{row.SubjectKind}:{row.SubjectValue}", row.Place ?? "",
            Time(row.First), Time(row.Last), row.Observations.ToString(CultureInfo.InvariantCulture), row.Journal, line.Owner ?? "", line.LastAction is { Kind: not "assigned" } verdict ? verdict.Kind : "",
        ];
    }

    static string Time(long microseconds) => UnixTime.FromMicroseconds(microseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // A cell that a spreadsheet would take for a formula is made text.
    static string Cell(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '+' or '-' or '@'))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
