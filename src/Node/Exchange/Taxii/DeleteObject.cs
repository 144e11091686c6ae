using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Takes an object, or versions of it, out of a collection (5.7). Only who brought it may; what mentions it is given to nobody until it is back.</summary>
static class DeleteObject
{
    public static async Task<IResult> Handle(string collection, string id, Collections collections, ObjectStore store, HttpContext http, CancellationToken stop)
    {
        var party = TaxiiDoor.PartyOf(http);
        if (collections.Find(collection) is not { } row || collections.Of(party, row) is not { Any: true } rights)
            return TaxiiRoutes.NoCollection();
        if (!rights.Read || !rights.Write)
            return TaxiiAnswers.Error(StatusCodes.Status403Forbidden, "Not for deleting", "Deleting takes the right to read this collection and to add to it.");
        var read = TaxiiFilter.Read(http.Request.Query.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? ""))));
        if (!read.Ok || read.Value.Ids.Count > 0 || read.Value.Types.Count > 0)
            return TaxiiAnswers.Error(StatusCodes.Status400BadRequest, "Bad filter", read.Complaint?.Sentence ?? "One object is named: match[id] and match[type] say nothing here.");
        // Of what somebody may not see they are not told that it is there.
        var seen = new PageQuestion(row.Number, store.ReachesOf(party), new() { Ids = [id], Versions = VersionChoice.All }, -1, 1, 1);
        if (!StixId.IsId(id) || !read.Value.Stix21 || store.Read(seen, new ManifestWriter()).Count == 0)
            return NotFound();
        return await store.Delete(row.Number, party, id, read.Value, stop) switch
        {
            null => TaxiiAnswers.Error(StatusCodes.Status403Forbidden, "Not yours", "Somebody else brought this object, and alone may delete it here."),
            0 => NotFound(),
            _ => Results.Ok(),
        };
    }

    static IResult NotFound() => TaxiiAnswers.Error(StatusCodes.Status404NotFound, "No such object", "There is no such object or version in this collection, or it is not for you.");
}
