using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange;

/// <summary>Joins what travels to what is known: the node's scripts stand in its own collection as they are now, and what others gave is put before people as a proposal. Nothing changes what the node knows but a named person.</summary>
sealed partial class KnowledgeFlow(KnowledgeForOthers knowledge, Collections collections, ObjectStore store, LinkBook links, ILogger<KnowledgeFlow> log) : BackgroundService
{
    const int PageSize = 200;
    const long PageBytes = 4 << 20;

    static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    readonly SemaphoreSlim _bell = new(0, 1);
    volatile bool _changed = true;

    /// <summary>Puts the node's scripts into its own collection. What is there already stays; their marks decide who gets them.</summary>
    public async Task Publish(CancellationToken stop)
    {
        if (collections.Find(Collections.Knowledge) is not { } own)
            return;
        // What only named persons may see does not travel at all.
        var items = knowledge.Objects(Tlp.Amber, Pap.Amber).SelectMany((one, at) => Envelope.Read(Wrapped(one), ObjectLimits.Default) is { Ok: true } read ? read.Value.Items.Select(item => item with { Number = at + 1 }) : []).ToList();
        if (items.Count > 0)
            await store.Add(own.Number, Party.Self, items, stop);
    }

    /// <summary>Puts what others gave since before people.</summary>
    public async Task Offer(CancellationToken stop)
    {
        foreach (var collection in collections.All)
        {
            for (var more = true; more;)
            {
                var page = new Objects();
                var read = store.Read(new(collection.Number, [Reach.AllNodes, Reach.Partners], new(), collection.Offered, PageSize, PageBytes), page);
                more = read.More;
                if (read.Count == 0)
                    break;
                foreach (var brought in page.All.GroupBy(one => store.OwnerOf(collection.Number, one.Id)))
                {
                    if (brought.Key is { } owner && owner != Party.Self)
                        await Offer(owner, [.. brought], stop);
                }

                await collections.Offered(collection, read.Last, stop);
            }
        }
    }

    // What cannot be read, or is not what its maker may say, stays in the collection as others sent it; of a neighbour's it is told with its link.
    async Task Offer(Party owner, IReadOnlyList<(string Id, byte[] Json)> brought, CancellationToken stop)
    {
        var read = brought.Select(one => (one.Id, Object: StixObject.Read(one.Json, owner.ShortName))).ToList();
        var taken = await knowledge.Take([.. read.Where(one => one.Object.Ok).Select(one => one.Object.Value)], owner.ShortName, stop);
        var told = read.Where(one => !one.Object.Ok).Select(one => (one.Id, one.Object.Complaint!))
            .Concat(read.Where(one => one.Object.Ok).Zip(taken, (one, came) => (one.Id, Complaint: came.Complaint)).Where(one => one.Complaint is not null).Select(one => (one.Id, one.Complaint!))).ToList();
        if (told.Count > 0 && owner.IsNode && (await links.All(stop)).Find(link => link.Name == owner.ShortName) is { } from)
            await links.Keep(from.Number, [.. told.Select(one => (one.Id, $"Kept as it came, and not put before people: {one.Item2.Place.Part} {one.Item2.Sentence}"))], stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        store.Changed += Ring;
        knowledge.Changed += Anew;
        try
        {
            while (true)
            {
                await Look(stoppingToken);
                await _bell.WaitAsync(Again, stoppingToken);
            }
        }
        finally
        {
            store.Changed -= Ring;
            knowledge.Changed -= Anew;
        }
    }

    async Task Look(CancellationToken stop)
    {
        try
        {
            if (_changed)
            {
                _changed = false;
                await Publish(stop);
            }

            await Offer(stop);
        }
        catch (Exception wrong) when (wrong is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            _changed = true;
            LogPostponed(log, wrong);
        }
    }

    void Anew()
    {
        _changed = true;
        Ring();
    }

    void Ring()
    {
        lock (_bell)
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }
    }

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "What others gave could not be put before people; in a minute it is tried again.")]
    static partial void LogPostponed(ILogger logger, Exception wrong);

    static ReadOnlyMemory<byte> Wrapped(StixObject one) => (byte[])[.. "{\"objects\":["u8, .. one.ToBytes(), .. "]}"u8];

    sealed class Objects : IPageSink
    {
        public List<(string Id, byte[] Json)> All { get; } = [];

        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => All.Add((id, json.ToArray()));
    }
}
