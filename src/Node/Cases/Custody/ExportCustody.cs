using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Cases;

/// <summary><c>GET /cases/ID/custody</c>: the custody logs of a case with every hash, as CSV, so that anybody can check the chain without this node. Logged before it is sent.</summary>
static class ExportCustody
{
    static readonly string[] Columns = ["pointer", "kind", "description", "holder", "reference", "sha256", "secured", "written_us", "written_by", "number", "at_us", "deed", "from", "to", "name", "why", "hash"];

    public static async Task<IResult> Handle(string id, CaseBook book, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await book.Find(http.User, id, stop) is not { } file || !file.IsSeenBy(http.User))
            return Results.NotFound();
        if (!http.User.MayExport)
            return Results.Forbid();
        await log.Record(http.User, "export", id, "bewijsketen exporteren", file.Ask(http.User).Article, stop);
        return Export.Of(http, "custody", null, Columns, file.Pointers.SelectMany(pointer => LinesOf(file, pointer)));
    }

    // The first line of each pointer is its facts, with which the chain begins.
    static IEnumerable<ExportLine> LinesOf(CaseFile file, PointerRow pointer)
    {
        object?[] facts = [pointer.Id, pointer.Kind, pointer.Description, pointer.Holder, pointer.Reference, pointer.Sha256, pointer.Secured, pointer.Written, pointer.By];
        yield return new(null, [.. facts, 0, null, null, null, null, null, null, CustodyBook.BeginOf(file.Row, pointer)]);
        foreach (var link in file.Custody[pointer.Id])
            yield return new(null, [.. facts, link.Number, link.At, link.Deed, link.From, link.To, link.Name, link.Why, link.Hash]);
    }
}
