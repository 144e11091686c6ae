using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange;

/// <summary>
/// Gives along what others brought and organisations of this node speak of, because a feed mentions nothing that it does not hold. It stays theirs: when who brought it deletes it or lets it reach fewer it
/// goes from here too, and what was said of it is given to nobody any more.
/// </summary>
sealed class Relay(KnowledgeForOthers knowledge, Collections collections, ObjectStore store) : IDisposable
{
    // Two at once: the second left to the first what that had not yet written, and one that had read earlier took away what the other just added.
    readonly OneAtATime _one = new();

    // What was tried once is not tried again: each try wakes who follows the store, and so this one.
    readonly HashSet<(string Id, string Version)> _tried = [];

    /// <summary>Adds what is lacking and takes away what is no longer there, or of which nobody speaks any more.</summary>
    public async Task Run(CancellationToken stop)
    {
        if (collections.Find(Collections.Knowledge) is not { } own)
            return;
        using var alone = await _one.Enter(stop);
        var items = Items(await knowledge.SpokenOf(stop)).Where(item => item.Head is not null).ToList();
        var brought = Brought([.. items.Select(item => item.Head!.Id)]);
        items.RemoveAll(item => !brought.Contains((item.Head!.Id, VersionOf(item.Head.Version ?? ""))));
        foreach (var gone in store.Relayed(own.Number).Except(items.Select(item => item.Head!.Id)))
        {
            await store.Delete(own.Number, Party.Relay, gone, new(), stop);
            _tried.RemoveWhere(tried => tried.Id == gone);
        }

        items.RemoveAll(item => store.Holds(own.Number, item.Head!.Id, item.Head.Version ?? "") || !_tried.Add((item.Head.Id, item.Head.Version ?? "")));
        if (items.Count > 0)
            await store.Add(own.Number, Party.Relay, items, stop);
    }

    /// <summary>Which versions of some objects others brought, in whatever collection, and partners may see; a version in UTC microseconds since 1970.</summary>
    public HashSet<(string Id, long Version)> Brought(IReadOnlyCollection<string> ids)
    {
        var all = new HashSet<(string Id, long Version)>();
        foreach (var some in ids.Chunk(TaxiiFilter.MostValues))
        {
            foreach (var collection in collections.All)
            {
                var seen = new Versions();
                store.Read(new(collection.Number, [Reach.AllNodes, Reach.Partners], new() { Ids = some, Versions = VersionChoice.All }, 0, int.MaxValue - 1, long.MaxValue), seen);
                // The node itself brings only to its own collection.
                all.UnionWith(collection.Alias != Collections.Knowledge ? seen.All : seen.All.Where(one => store.OwnerOf(collection.Number, one.Id) is { IsUs: false }));
            }
        }

        return all;
    }

    /// <summary>Objects as the store takes them; what is larger than it takes is left out.</summary>
    public static List<EnvelopeItem> Items(IReadOnlyList<StixObject> objects) =>
        [.. objects.SelectMany((one, at) => Envelope.Read(Wrapped(one), ObjectLimits.Default) is { Ok: true } read ? read.Value.Items.Select(item => item with { Number = at + 1 }) : [])];

    static ReadOnlyMemory<byte> Wrapped(StixObject one) => (byte[])[.. "{\"objects\":["u8, .. one.ToBytes(), .. "]}"u8];

    public void Dispose() => _one.Dispose();

    // What has no versions has the first moment there is as one, as a proposal of it has.
    static long VersionOf(string version) => version.Length == 0 ? DateTimeOffset.MinValue.UnixMicroseconds : StixVersion.Microseconds(StixVersion.Show(version))!.Value;

    sealed class Versions : IPageSink
    {
        public HashSet<(string Id, long Version)> All { get; } = [];

        public bool WantsJson => false;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => All.Add((id, VersionOf(version)));
    }
}
