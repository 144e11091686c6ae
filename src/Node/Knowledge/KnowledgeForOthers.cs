using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Knowledge.Remarks;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>What came of an object that somebody sent.</summary>
/// <param name="Arrival">What it is to what is there.</param>
/// <param name="Complaint">Why it was not taken; null when it was, or was there already.</param>
sealed record Taken(StixArrival Arrival, Complaint? Complaint);

/// <summary>A version of an object that others proposed and on which nobody decided.</summary>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Object">Id of the object.</param>
/// <param name="Version">Its version, UTC microseconds since 1970.</param>
readonly record struct WaitingProposal(long Number, string Object, long Version);

/// <summary>
/// The door for Exchange: what the node knows, for whom; and what others propose. Marks decide on the way out. On the way in nothing changes what the node knows:
/// a proposed object waits until a named person adopts it.
/// </summary>
sealed class KnowledgeForOthers(ScriptShelf shelf, ScriptBook book, SightingBook sightings, RemarkBook remarks, IDbContextFactory<KnowledgeDb> database, WriteTurn turn, TimeProvider clock)
{
    const int IdsAtOnce = 500;

    /// <summary>Rings after something that others may have changed.</summary>
    public event Action Changed
    {
        add
        {
            shelf.Changed += value;
            remarks.Changed += value;
        }

        remove
        {
            shelf.Changed -= value;
            remarks.Changed -= value;
        }
    }

    /// <summary>Objects whose marks go no further than these, in a fixed order; everything that they refer to is among them, and what was withdrawn is there as revoked.</summary>
    /// <param name="tlp">The strictest sharing mark.</param>
    /// <param name="pap">The strictest mark of permissible actions.</param>
    public IReadOnlyList<StixObject> Objects(Tlp tlp, Pap pap) => Objects(script => script.Script.Tlp <= tlp && script.Script.Pap <= pap);

    /// <summary>Objects that one may see in one role for one organisation of this node.</summary>
    public IReadOnlyList<StixObject> ObjectsFor(Viewer viewer) => Objects(script => script.Label is var label && ((label.Tlp == Tlp.Clear && label.Pap < Pap.Red) || Visibility.Ask(viewer, label).Verdict != AccessVerdict.Refuse));

    /// <summary>Objects that may go to other nodes, by the table of access.</summary>
    public IReadOnlyList<StixObject> ObjectsForOtherNodes() =>
        Objects(script => AccessTable.Ask(new(Regime.None, Purpose.Knowledge, Role.Analyst, Direction.OtherNode, script.Script.Tlp, script.Script.Pap)).Verdict == AccessVerdict.Allow);

    /// <summary>
    /// What is to stand in the node's own collection, where marks decide who gets it: scripts, and what organisations of this node say of them and of what others proposed. A script that is marked
    /// for fewer than partners is there without its marking definitions: nobody gets it, and nobody gets an older version of it any more.
    /// </summary>
    public async Task<IReadOnlyList<StixObject>> Given(CancellationToken stop)
    {
        var given = Objects(Tlp.Amber, Pap.Amber).Concat(Objects(_ => true).Where(one => one.Type != "marking-definition")).DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        foreach (var one in (await remarks.Given(stop)).SelectMany(said => said.Objects))
            given.TryAdd(one.Id, one);
        return [.. given.Values];
    }

    /// <summary>Those of some objects that this node or an organisation of it made, or that came with Knooppunt: nobody else can be the one who brought them.</summary>
    public IEnumerable<StixObject> Made(IEnumerable<StixObject> objects)
    {
        var makers = remarks.Makers.Append(book.Maker.Id).Append(ScriptExtension.Knooppunt.Id).ToHashSet();
        return objects.Where(one => makers.Contains(one.CreatedBy ?? one.Id));
    }

    /// <summary>What others proposed and organisations of this node speak of, with all that it refers to as far as that is here and not the node's own.</summary>
    public async Task<IReadOnlyList<StixObject>> SpokenOf(CancellationToken stop)
    {
        var about = (await remarks.Given(stop)).Where(said => !said.Remark.Withdrawn).SelectMany(said => said.Remark.About).ToHashSet();
        if (about.Count == 0)
            return [];
        var own = Objects(_ => true).Select(one => one.Id).ToHashSet();
        var found = new Dictionary<StixId, StixObject>();
        foreach (var id in about.Where(id => !own.Contains(id) && !found.ContainsKey(id)))
        {
            foreach (var one in await Proposed(id, stop))
                found.TryAdd(one.Id, one);
        }

        return [.. found.Values.Where(one => !own.Contains(one.Id) && !Marks.IsKnown(one.Id))];
    }

    /// <summary>Takes in an object that somebody proposes.</summary>
    /// <param name="incoming">The object, read and checked.</param>
    /// <param name="source">From whom: name of the neighbour, organisation or file.</param>
    /// <param name="stop">Stops before it is written.</param>
    public async Task<Taken> Take(StixObject incoming, string source, CancellationToken stop) => (await Take([incoming], source, stop))[0];

    /// <summary>Takes in objects that somebody proposes, all in one write; what came of each, in their order.</summary>
    public Task<IReadOnlyList<Taken>> Take(IReadOnlyList<StixObject> incoming, string source, CancellationToken stop) => turn.Take<IReadOnlyList<Taken>>(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var present = await Present(db, incoming, stop);
        var room = await ProposalRoom.Of(db, source, stop);
        var taken = new List<Taken>(incoming.Count);
        foreach (var one in incoming)
        {
            if (await sightings.Take(db, one, source, indicator => present.ContainsKey(indicator), stop) is { } counted)
            {
                taken.Add(counted);
                continue;
            }

            var came = Marks.IsKnown(one.Id) ? OfMark(one, source) : Compared(present.GetValueOrDefault(one.Id), one, source);
            if (came is { Arrival: StixArrival.New or StixArrival.Newer, Complaint: null })
            {
                var row = Row(one, source);
                if (room.Refusal(row) is { } full)
                {
                    came = came with { Complaint = new(new(source, Part: row.Object), full) };
                }
                else
                {
                    if (one.Revoked && !ProposalBook.IsWhole(one))
                        await Withdraw(db, row, stop);
                    db.Proposals.Add(row);
                    present[one.Id] = one;
                    await RemarkBook.Note(db, one, stop);
                }
            }

            taken.Add(came);
        }

        await db.SaveChangesAsync(stop);
        return taken;
    }, stop);

    // Of a script that its maker withdrew people are told; of anything else nobody needs to decide any more.
    static async Task Withdraw(KnowledgeDb db, ProposalRow withdrawn, CancellationToken stop)
    {
        await db.Proposals.Where(row => row.Object == withdrawn.Object && row.State == ProposalState.Proposed).LoadAsync(stop);
        foreach (var row in db.Proposals.Local.Where(row => row.Object == withdrawn.Object && row.State == ProposalState.Proposed).Append(withdrawn))
            row.State = ProposalState.Withdrawn;
    }

    // What is here of these: the newest that was proposed, else what the node knows itself.
    async Task<Dictionary<StixId, StixObject>> Present(KnowledgeDb db, IReadOnlyList<StixObject> incoming, CancellationToken stop)
    {
        var present = Objects(_ => true).ToDictionary(one => one.Id);
        present.TryAdd(SightingStix.Definition.Id, SightingStix.Definition);
        foreach (var ids in incoming.Select(one => one.Id.ToString()).Distinct().Chunk(IdsAtOnce))
        {
            foreach (var row in await db.Proposals.AsNoTracking().Where(row => ids.Contains(row.Object)).OrderBy(row => row.Version).ToListAsync(stop))
            {
                if (StixObject.Read(row.Json, "kept") is { Ok: true } kept)
                    present[kept.Value.Id] = kept.Value;
            }

            foreach (var own in await remarks.Own(db, ids, stop))
                present[own.Id] = own;
        }

        return present;
    }

    static Taken Compared(StixObject? present, StixObject incoming, string source)
    {
        var arrival = StixVersions.Compare(present, incoming);
        return new(arrival, arrival switch
        {
            StixArrival.Clash => new(new(source, Part: incoming.Id.ToString()), "The same version of this object is here and says something else (STIX 2.1 section 3.6)."),
            StixArrival.Foreign => new(new(source, Part: incoming.Id.ToString()), "Only its maker may change an object, its moment of creation stays, and what was revoked stays so (STIX 2.1 section 3.6)."),
            _ => null,
        });
    }

    // TLP and PAP are everybody's: nobody proposes them, and nobody may say that they mean something else.
    static Taken OfMark(StixObject incoming, string source) => Marks.Find(incoming.Id) is { } published && !published.Says(incoming)
        ? new(StixArrival.Clash, new(new(source, Part: incoming.Id.ToString()), "This marking is published by OASIS and says something else there.")) : new(StixArrival.Same, null);

    /// <summary>An object that others proposed, with all that it refers to as far as that is here; none when it is not here.</summary>
    public async Task<IReadOnlyList<StixObject>> Proposed(StixId id, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (found, wanted) = (new Dictionary<StixId, StixObject>(), new Queue<StixId>([id]));
        while (wanted.TryDequeue(out var next))
        {
            var text = next.ToString();
            if (found.ContainsKey(next) || (Marks.Find(next) ?? await Newest(text)) is not { } one)
                continue;
            found[next] = one;
            foreach (var reference in StixReferences.Of(one))
                wanted.Enqueue(reference.To);
        }

        return found.ContainsKey(id) ? [.. found.Values] : [];

        async Task<StixObject?> Newest(string text) =>
            await db.Proposals.AsNoTracking().Where(row => row.Object == text).OrderByDescending(row => row.Version).FirstOrDefaultAsync(stop) is { } row ? ProposalBook.ObjectOf(row) : null;
    }

    /// <summary>What others proposed and on which nobody decided, also what its maker withdrew since: every version.</summary>
    public async Task<IReadOnlyList<WaitingProposal>> Waiting(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Proposals.Where(row => row.State == ProposalState.Proposed || row.State == ProposalState.Withdrawn).OrderBy(row => row.Object).Select(row => new WaitingProposal(row.Number, row.Object, row.Version)).ToListAsync(stop);
    }

    /// <summary>Takes proposals back on which nobody decided: who sent them deleted them, or lets them reach fewer now. What a person took over stays.</summary>
    public Task<int> TakeBack(IReadOnlyCollection<long> numbers, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await using var all = await db.Database.BeginTransactionAsync(stop);
        var taken = 0;
        foreach (var some in numbers.Chunk(IdsAtOnce))
        {
            var gone = db.Proposals.Where(row => (row.State == ProposalState.Proposed || row.State == ProposalState.Withdrawn) && some.Contains(row.Number));
            var objects = await gone.Select(row => row.Object).Distinct().ToListAsync(stop);
            taken += await gone.ExecuteDeleteAsync(stop);
            await db.RemarkSubjects.Where(row => objects.Contains(row.Remark) && !db.Proposals.Any(left => left.Object == row.Remark)).ExecuteDeleteAsync(stop);
            // Without the version that withdrew it an older one is a proposal again.
            var left = await db.Proposals.Where(row => row.State == ProposalState.Withdrawn && objects.Contains(row.Object)).ToListAsync(stop);
            foreach (var row in left.GroupBy(row => row.Object).Where(versions => versions.All(version => ProposalBook.ObjectOf(version) is { Revoked: false })).SelectMany(versions => versions))
                row.State = ProposalState.Proposed;
            await db.SaveChangesAsync(stop);
        }

        await all.CommitAsync(stop);
        return taken;
    }, stop);

    ProposalRow Row(StixObject one, string source) => new()
    {
        Object = one.Id.ToString(),
        Type = one.Type,
        Version = one.Version.UnixMicroseconds,
        Source = source,
        // What nobody marked is kept as if it were for partners who need it.
        Tlp = Marks.TlpOf(one, Tlp.Amber),
        Pap = Marks.PapOf(one, Pap.Amber),
        Came = clock.GetUtcNow().UnixMicroseconds,
        Json = one.ToBytes(),
    };

    IReadOnlyList<StixObject> Objects(Func<ShelvedScript, bool> may) => StixVersions.Newest(shelf.Seen(may).Concat(shelf.Withdrawn.Where(may)).SelectMany(script => script.Objects));
}
