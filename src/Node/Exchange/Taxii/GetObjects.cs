using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Objects, manifest and versions: pages of what who asks may see, in order of addition (5.3, 5.4, 5.6, 5.8).</summary>
sealed class GetObjects(Collections collections, ObjectStore store, Cursor cursor, GivenCounts given)
{
    /// <summary>The most objects on a page, whatever is asked.</summary>
    public const int Most = 1000;

    const long MostBytes = 8 << 20;

    public static IResult Objects(string collection, GetObjects pages, HttpContext http) => pages.Answer(http, collection, null, new EnvelopeWriter());

    public static IResult Manifest(string collection, GetObjects pages, HttpContext http) => pages.Answer(http, collection, null, new ManifestWriter());

    public static IResult One(string collection, string id, GetObjects pages, HttpContext http) => pages.Answer(http, collection, id, new EnvelopeWriter());

    public static IResult Versions(string collection, string id, GetObjects pages, HttpContext http) => pages.Answer(http, collection, id, new VersionsWriter());

    IResult Answer(HttpContext http, string name, string? id, PageWriter writer)
    {
        var party = TaxiiDoor.PartyOf(http);
        if (collections.Find(name) is not { } collection || collections.Of(party, collection) is not { Any: true } rights)
            return TaxiiRoutes.NoCollection();
        if (!rights.Read)
            return TaxiiAnswers.Error(StatusCodes.Status403Forbidden, "Not for reading", "You may add to this collection, and not read it.");
        var read = TaxiiFilter.Read(http.Request.Query.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? ""))));
        if (!read.Ok || (id is not null && (read.Value.Ids.Count > 0 || read.Value.Types.Count > 0)))
            return TaxiiAnswers.Error(StatusCodes.Status400BadRequest, "Bad filter", read.Complaint?.Sentence ?? "One object is asked for: match[id] and match[type] say nothing here.");
        var filter = id is null ? read.Value : read.Value with { Ids = [id] };
        if (writer is VersionsWriter)
            filter = filter with { Versions = VersionChoice.All };
        if (!ReadPage.Fits(filter))
            return TaxiiAnswers.Error(StatusCodes.Status400BadRequest, "Bad filter", "The filter names too many types and times at once; ask in several requests.");
        var after = filter.AddedAfter ?? -1;
        if (filter.Next is { } next)
        {
            var moment = cursor.Read(next, collection.Number, party);
            // A place in another collection says nothing of this one, which is read from its beginning: OpenCTI's connector takes the last one along to the next collection.
            if (moment is null && !collections.All.Any(other => cursor.Read(next, other.Number, party) is not null))
                return TaxiiAnswers.Error(StatusCodes.Status400BadRequest, "Bad next", "This next was not given to you for this collection; begin again, with added_after if you like.");
            after = Math.Max(after, moment ?? after);
        }

        var reaches = store.ReachesOf(party);
        // Whether the object is there does not depend on the filter.
        if (id is not null && (!StixId.IsId(id) || store.Read(new(collection.Number, reaches, new() { Ids = [id], Versions = VersionChoice.All }, -1, 1, MostBytes), new ManifestWriter()).Count == 0))
            return TaxiiAnswers.Error(StatusCodes.Status404NotFound, "No such object", "There is no such object in this collection, or it is not for you.");
        var page = store.Read(new(collection.Number, reaches, filter, after, Math.Min(filter.Limit ?? Most, Most), MostBytes), writer);
        if (page.Count > 0)
        {
            http.Response.Headers["X-TAXII-Date-Added-First"] = StixVersion.Moment(page.First);
            http.Response.Headers["X-TAXII-Date-Added-Last"] = StixVersion.Moment(page.Last);
            // A manifest or a list of versions gives no object.
            if (writer is EnvelopeWriter)
                given.Add(party, collection.Number, page.Count);
        }

        return TaxiiAnswers.Bytes(writer.End(page.More ? cursor.Write(page.Last, collection.Number, party) : null));
    }
}
