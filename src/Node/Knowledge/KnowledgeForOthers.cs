using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>What came of an object that somebody sent.</summary>
/// <param name="Arrival">What it is to what is there.</param>
/// <param name="Complaint">Why it was not taken; null when it was, or was there already.</param>
sealed record Taken(StixArrival Arrival, Complaint? Complaint);

/// <summary>
/// The door for Exchange: what the node knows, for whom; and what others propose. Marks decide on the way out. On the way in nothing changes what the node knows:
/// a proposed object waits until a named person adopts it.
/// </summary>
sealed class KnowledgeForOthers(ScriptShelf shelf, IDbContextFactory<KnowledgeDb> database, WriteTurn turn, TimeProvider clock)
{
    const int MostProposals = 50_000;

    /// <summary>Rings after something that others may have changed.</summary>
    public event Action Changed
    {
        add => shelf.Changed += value;
        remove => shelf.Changed -= value;
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

    /// <summary>Takes in an object that somebody proposes.</summary>
    /// <param name="incoming">The object, read and checked.</param>
    /// <param name="source">From whom: name of the neighbour, organisation or file.</param>
    /// <param name="stop">Stops before it is written.</param>
    public Task<Taken> Take(StixObject incoming, string source, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var id = incoming.Id.ToString();
        // TLP and PAP are everybody's: nobody proposes them, and nobody may say that they mean something else.
        if (Marks.IsKnown(incoming.Id))
            return Marks.Find(incoming.Id) is { } published && !published.Says(incoming) ? new Taken(StixArrival.Clash, new(new(source, Part: id), "This marking is published by OASIS and says something else there.")) : new(StixArrival.Same, null);
        var newest = await db.Proposals.AsNoTracking().Where(row => row.Object == id).OrderByDescending(row => row.Version).FirstOrDefaultAsync(stop);
        var present = newest is not null && StixObject.Read(newest.Json, "kept") is { Ok: true } kept ? kept.Value : Objects(_ => true).FirstOrDefault(one => one.Id == incoming.Id);
        var arrival = StixVersions.Compare(present, incoming);
        if (arrival is StixArrival.Clash or StixArrival.Foreign)
            return new Taken(arrival, new(new(source, Part: id), arrival == StixArrival.Clash
                ? "The same version of this object is here and says something else (STIX 2.1 section 3.6)." : "Only its maker may change an object, its moment of creation stays, and what was revoked stays so (STIX 2.1 section 3.6)."));
        if (arrival is StixArrival.Same or StixArrival.Older)
            return new(arrival, null);
        if (await db.Proposals.CountAsync(row => row.State == ProposalState.Proposed, stop) >= MostProposals)
            return new(arrival, new(new(source, Part: id), $"There are {MostProposals:N0} proposals on which nobody decided; decide on those first."));
        db.Proposals.Add(new ProposalRow
        {
            Object = id,
            Type = incoming.Type,
            Version = incoming.Version.UnixMicroseconds,
            Source = source,
            // What nobody marked is kept as if it were for partners who need it.
            Tlp = Marks.TlpOf(incoming, Tlp.Amber),
            Pap = Marks.PapOf(incoming, Pap.Amber),
            Came = clock.GetUtcNow().UnixMicroseconds,
            Json = incoming.ToBytes(),
        });
        await db.SaveChangesAsync(stop);
        return new(arrival, null);
    }, stop);

    IReadOnlyList<StixObject> Objects(Func<ShelvedScript, bool> may) => StixVersions.Newest(shelf.Seen(may).Concat(shelf.Withdrawn.Where(may)).SelectMany(script => script.Objects));
}
