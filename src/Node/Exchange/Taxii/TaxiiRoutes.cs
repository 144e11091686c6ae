using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>The resources of TAXII 2.1 that tell what there is: discovery, the API root, its collections, and what became of a request.</summary>
static class TaxiiRoutes
{
    /// <summary>Name of the one API root.</summary>
    public const string ApiRoot = "exchange";

    /// <summary>The most bytes of a body.</summary>
    public const int LongestBody = 32 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Who comes in is judged at the door, by a key and not by a session.
        var taxii = routes.MapGroup(TaxiiDoor.Root).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new TaxiiEndpoint());
        taxii.MapGet("/", Discover);
        var root = taxii.MapGroup("/" + ApiRoot);
        root.MapGet("/", About);
        root.MapGet("/status/{status}", Status);
        root.MapGet("/collections", List);
        var collection = root.MapGroup("/collections/{collection}");
        collection.MapGet("/", One);
        collection.MapGet("/manifest", GetObjects.Manifest);
        collection.MapGet("/objects", GetObjects.Objects);
        collection.MapPost("/objects", PostObjects.Handle);
        collection.MapGet("/objects/{id}", GetObjects.One);
        collection.MapDelete("/objects/{id}", DeleteObject.Handle);
        collection.MapGet("/objects/{id}/versions", GetObjects.Versions);
    }

    static IResult Discover(NodeSettings settings, HttpContext http)
    {
        // Behind a proxy the request's own address may not be the one that others reach.
        var root = $"{settings.Address?.TrimEnd('/') ?? $"{http.Request.Scheme}://{http.Request.Host}"}{TaxiiDoor.Root}/{ApiRoot}/";
        return TaxiiAnswers.Resource(new(settings.Name, "Knowledge of modi operandi and barriers, without personal data.", settings.ContactPoint?.Mail, root, [root]), TaxiiJson.Default.DiscoveryResource);
    }

    static IResult About(NodeSettings settings) =>
        TaxiiAnswers.Resource(new(settings.Name, "What the partners of this node know and give, as far as its marks go.", [TaxiiMedia.Taxii], LongestBody), TaxiiJson.Default.ApiRootResource);

    static IResult Status(string status, Store.ObjectStore store, HttpContext http) =>
        store.Status(status, TaxiiDoor.PartyOf(http)) is { } json ? TaxiiAnswers.Bytes(json) : TaxiiAnswers.Error(StatusCodes.Status404NotFound, "Not found", "There is no such request of yours, or it is more than thirty days ago.");

    static IResult List(Collections collections, HttpContext http)
    {
        var party = TaxiiDoor.PartyOf(http);
        var seen = collections.All.Select(row => (Row: row, Rights: collections.Of(party, row))).Where(one => one.Rights.Any).Select(one => Resource(one.Row, one.Rights)).ToArray();
        return TaxiiAnswers.Resource(new(seen.Length > 0 ? seen : null), TaxiiJson.Default.CollectionsResource);
    }

    static IResult One(string collection, Collections collections, HttpContext http) => collections.Find(collection) is { } row && collections.Of(TaxiiDoor.PartyOf(http), row) is { Any: true } rights
        ? TaxiiAnswers.Resource(Resource(row, rights), TaxiiJson.Default.CollectionResource) : NoCollection();

    /// <summary>What somebody gets who asks for a collection that is not there, or that is nothing of theirs: they cannot tell which.</summary>
    public static IResult NoCollection() => TaxiiAnswers.Error(StatusCodes.Status404NotFound, "No such collection", "There is no such collection, or you have no right to it.");

    static CollectionResource Resource(CollectionRow row, Rights rights) => new(row.Id, row.Title, row.Description, row.Alias, rights.Read, rights.Write, [TaxiiMedia.Stix]);
}
