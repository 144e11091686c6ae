using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Photos;

namespace Knooppunt.Node.Reports;

/// <summary>What a reporter sent along, for the handler: by itself, so that nothing in it can act on a page of the node.</summary>
static class DeskFiles
{
    public static async Task<IResult> Show(string id, long file, Mailboxes mailboxes, SentFiles files, DeskRights rights, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await mailboxes.OwnerOf(id, stop) is not { } owner || !rights.ReadableBy(http.User).Contains(owner) || await mailboxes.OpenFor(owner, id, stop) is not { } report
            || report.Files.All(sent => sent.Id != file))
        {
            return Results.NotFound();
        }

        await log.Record(http.User, "report", id, "meegestuurd bestand bekijken", rights.GroundOf(owner), stop);
        if (await files.Read(report, file, stop) is not { } sent)
            return Results.NotFound();
        return sent.Kind == SentKind.Photo ? ShownPhoto.Of(http, sent.Bytes) : ShownPhoto.Of(http, sent.Bytes, "text/plain; charset=utf-8");
    }
}
