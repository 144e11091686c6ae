using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Journal;

/// <summary><c>GET /disclosure/proofs/export</c>: the proofs of destruction as they were signed, one JSON object per line, for whoever checks them elsewhere.</summary>
static class ProofsExport
{
    /// <summary>How many days back they are shown.</summary>
    public const int Days = 365;

    /// <summary>The journals, the partnership's last.</summary>
    public static IEnumerable<string> Readable(JournalRoom journals) => journals.Organisations.OrderBy(journals.IsShared).ThenBy(journal => journal, StringComparer.Ordinal);

    /// <summary>The first day that is shown.</summary>
    public static DateOnly Since(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-Days);

    public static async Task<IResult> Handle(JournalRoom journals, TimeProvider clock, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Supervises)
            return Results.Forbid();
        await log.Record(http.User, "export", "proofs", "bewijzen van vernietiging exporteren", "AVG art. 5 lid 2", stop);
        var lines = Readable(journals).SelectMany(organisation => journals.Proofs(organisation, Since(clock))).Select(proof => proof.Content + "\n");
        return Results.File(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)), "application/x-ndjson", "proofs.jsonl");
    }
}
