using System.Text.Json;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>Takes an envelope (5.5). The good objects are taken; the status says which were not, and why.</summary>
static class PostObjects
{
    public static async Task<IResult> Handle(string collection, Collections collections, ObjectStore store, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var party = TaxiiDoor.PartyOf(http);
        if (collections.Find(collection) is not { } row || collections.Of(party, row) is not { Any: true } rights)
            return TaxiiRoutes.NoCollection();
        if (!rights.Write)
            return TaxiiAnswers.Error(StatusCodes.Status403Forbidden, "Not for adding", "You may read this collection, and not add to it.");
        if (!TaxiiMedia.IsTaxii(http.Request.ContentType))
            return TaxiiAnswers.Error(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", $"Send an envelope as {TaxiiMedia.Taxii}.");
        var at = clock.GetUtcNow();
        if (await WholeBody.Read(http, TaxiiRoutes.LongestBody, stop) is not { } body)
            return TaxiiAnswers.Error(StatusCodes.Status413PayloadTooLarge, "Too long", $"A body has at most {TaxiiRoutes.LongestBody >> 20} MiB; send the objects in several envelopes.");
        var envelope = Envelope.Read(body, ObjectLimits.Default);
        if (!envelope.Ok)
            return TaxiiAnswers.Error(StatusCodes.Status422UnprocessableEntity, "The envelope cannot be read", envelope.Complaint!.Sentence);
        if (envelope.Value.Items.Count == 0)
            return TaxiiAnswers.Error(StatusCodes.Status422UnprocessableEntity, "The envelope is empty", "An envelope to add has at least one object, under \"objects\".");
        var added = await store.Add(row.Number, party, envelope.Value.Items, stop);
        var status = StatusOf(Guid.NewGuid().ToString(), StixVersion.Moment(at.UnixMicroseconds), added);
        var json = JsonSerializer.SerializeToUtf8Bytes(status, TaxiiJson.Default.StatusResource);
        await store.KeepStatus(status.Id, party, json, stop);
        return TaxiiAnswers.Bytes(json, StatusCodes.Status202Accepted);
    }

    static StatusResource StatusOf(string id, string at, List<AddedObject> added)
    {
        var (good, bad) = (added.Where(one => one.Taken).Select(Detail).ToArray(), added.Where(one => !one.Taken).Select(Detail).ToArray());
        return new(id, "complete", at, added.Count, good.Length, good.Length > 0 ? good : null, bad.Length, bad.Length > 0 ? bad : null, 0);
    }

    static StatusDetail Detail(AddedObject one) => new(one.Item.Head?.Id ?? $"object {one.Item.Number}", one.Item.Head?.VersionText ?? "", one.Sentence);
}
