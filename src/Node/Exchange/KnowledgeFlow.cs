using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange;

/// <summary>Joins what travels to what is known: the node's scripts stand in its own collection as they are now, and what others gave is put before people as a proposal. Nothing changes what the node knows but a named person.</summary>
sealed class KnowledgeFlow(KnowledgeForOthers knowledge, Collections collections, ObjectStore store, Relay relay, LinkBook links, Attempts attempts) : BackgroundService
{
    const int PageSize = 200;
    const long PageBytes = 4 << 20;

    static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    static readonly Word NotShown = new("Bewaard zoals het kwam, en aan niemand voorgelegd:", "Kept as it came, and not put before people:");
    readonly SemaphoreSlim _bell = new(0, 1);
    readonly OneAtATime _one = new();
    volatile bool _changed = true;

    /// <summary>Puts the node's scripts into its own collection. What is there already stays; their marks decide who gets them.</summary>
    public async Task Publish(CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        if (collections.Find(Collections.Knowledge) is not { } own)
            return;
        // What is marked more strictly reaches nobody from here: it goes in so that an older version, which was marked less so, reaches nobody either.
        var given = await knowledge.Given(stop);
        // The ids of what this node makes can be reckoned beforehand: who brought something under one of them speaks in its name, and would be the only one to change it.
        foreach (var made in knowledge.Made(given))
        {
            if (store.OwnerOf(own.Number, made.Id.ToString()) is { IsUs: false } other)
                await store.Delete(own.Number, other, made.Id.ToString(), new(), stop);
        }

        var items = Relay.Items(given);
        if (items.Count > 0)
            await store.Add(own.Number, Party.Self, items, stop);
        await relay.Run(stop);
    }

    /// <summary>Puts what others gave since before people, and takes back what they deleted since or let reach fewer.</summary>
    public async Task Offer(CancellationToken stop)
    {
        // What one had read before another took it away it would bring back.
        using var alone = await _one.Enter(stop);
        // Before what is new: an older version that counts again is one beside the newer only when that is gone.
        foreach (var waiting in (await knowledge.Waiting(stop)).GroupBy(one => one.Object).Chunk(TaxiiFilter.MostValues))
            await TakeBack([.. waiting.SelectMany(versions => versions)], stop);
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
                    if (brought.Key is { IsUs: false } owner)
                        await Offer(owner, [.. brought], stop);
                }

                await collections.Offered(collection, read.Last, stop);
            }
        }
    }

    // Of an object whose latest version somebody may not see they see no version: so too before people, who see what partners may. What was deleted is no proposal any more; what never was here is none of this.
    async Task TakeBack(IReadOnlyList<WaitingProposal> waiting, CancellationToken stop)
    {
        var given = relay.Brought([.. waiting.Select(one => one.Object).Distinct()]);
        long[] gone = [.. waiting.Where(one => !given.Contains((one.Object, one.Version)) && collections.All.Any(collection => store.Knows(collection.Number, one.Object))).Select(one => one.Number)];
        if (gone.Length > 0)
            await knowledge.TakeBack(gone, stop);
    }

    // What cannot be read, or is not what its maker may say, stays in the collection as others sent it; of a neighbour's it is told with its link.
    async Task Offer(Party owner, IReadOnlyList<(string Id, byte[] Json)> brought, CancellationToken stop)
    {
        var read = brought.Select(one => (one.Id, Object: StixObject.Read(one.Json, owner.ShortName))).ToList();
        var taken = await knowledge.Take([.. read.Where(one => one.Object.Ok).Select(one => one.Object.Value)], owner.ShortName, stop);
        var told = read.Where(one => !one.Object.Ok).Select(one => (one.Id, one.Object.Complaint!))
            .Concat(read.Where(one => one.Object.Ok).Zip(taken, (one, came) => (one.Id, Complaint: came.Complaint)).Where(one => one.Complaint is not null).Select(one => (one.Id, one.Complaint!))).ToList();
        if (told.Count > 0 && owner.IsNode && (await links.All(stop)).Find(link => link.Name == owner.ShortName) is { } from)
            await links.Keep(from.Number, [.. told.Select(one => (one.Id, new RefusalReason(NotShown, $"{one.Item2.Place.Part} {one.Item2.Sentence}".TrimStart())))], stop);
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
        if (_changed)
        {
            _changed = false;
            // What changes meanwhile sets it again; what failed is still to be done.
            if (!await attempts.Do("Own scripts for neighbours", Again, Publish, stop))
                _changed = true;
        }

        await attempts.Do("Proposals of others", Again, Offer, stop);
        await attempts.Do("What is given along", Again, relay.Run, stop);
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
        _one.Dispose();
        base.Dispose();
    }

    sealed class Objects : IPageSink
    {
        public List<(string Id, byte[] Json)> All { get; } = [];

        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => All.Add((id, json.ToArray()));
    }
}
