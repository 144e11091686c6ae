using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>Says what of an object's meaning is wrong, in a sentence; null when nothing is. What cannot be read at all was refused before.</summary>
delegate string? ObjectCheck(EnvelopeItem item);

/// <summary>All objects of all collections.</summary>
sealed class ObjectStore(ObjectFile file, ObjectCheck check, TimeProvider clock)
{
    readonly ObjectFile _file = file;

    /// <summary>Rings after something was added or taken away.</summary>
    public event Action? Changed;

    /// <summary>Takes the objects of an envelope, on disk when it answers.</summary>
    /// <param name="collection">Number of the collection.</param>
    /// <param name="party">Who brings them.</param>
    /// <param name="items">The objects.</param>
    /// <param name="stop">Stops.</param>
    public async Task<List<AddedObject>> Add(long collection, Party party, IReadOnlyList<EnvelopeItem> items, CancellationToken stop)
    {
        // Before its turn comes, so that nobody waits for it. What the node itself knows was looked through when it was written.
        string?[] wrong = party.IsUs ? new string?[items.Count] : [.. items.Select(item => check(item))];
        var added = await _file.Write(connection =>
        {
            using var things = new ThingTable(connection, collection, clock);
            return new AddObjects(things, things.OwnerNumber(party.Name), party.IsNode).Add(items, wrong);
        }, stop);
        Changed?.Invoke();
        return added;
    }

    /// <summary>Takes versions of an object away; how many. Null: somebody else brought it.</summary>
    /// <param name="collection">Number of the collection.</param>
    /// <param name="party">Who asks.</param>
    /// <param name="id">The object.</param>
    /// <param name="filter">Which versions; all unless it names some.</param>
    /// <param name="stop">Stops.</param>
    public async Task<int?> Delete(long collection, Party party, string id, TaxiiFilter filter, CancellationToken stop)
    {
        var deleted = await _file.Write<int?>(connection =>
        {
            using var things = new ThingTable(connection, collection, clock);
            var thing = things.Of(id);
            var versions = things.VersionsOf(thing);
            if (versions.Count == 0)
                return 0;
            if (thing.Owner != things.OwnerNumber(party.Name))
                return null;
            var chosen = versions.Where((version, at) => !filter.NamesVersions || IsChosen(version, at, versions.Count, filter)).ToList();
            if (chosen.Count == 0)
                return 0;
            things.Remove(thing, chosen);
            Settling.Settle(things, [thing]);
            things.Save();
            return chosen.Count;
        }, stop);
        if (deleted > 0)
        {
            await _file.Scrub(stop);
            Changed?.Invoke();
        }

        return deleted;
    }

    static bool IsChosen(ThingVersion version, int at, int count, TaxiiFilter filter) =>
        filter.Versions.HasFlag(VersionChoice.All) || (filter.Versions.HasFlag(VersionChoice.Last) && at == count - 1) || (filter.Versions.HasFlag(VersionChoice.First) && at == 0) || filter.Moments.Contains(version.Version);

    /// <summary>The reaches that a party is in.</summary>
    public List<Reach> ReachesOf(Party party)
    {
        using var connection = _file.Reader();
        using var owner = new Statement(connection, "SELECT number FROM owners WHERE name = $0", 1);
        using var row = owner.Read(party.Name);
        List<Reach> reaches = party.IsNode ? [Reach.AllNodes] : [Reach.AllNodes, Reach.Partners];
        if (row.Read())
            reaches.Add(Reach.OwnerOf(row.GetInt32(0)));
        return reaches;
    }

    /// <summary>Who brought an object; null when it is not here.</summary>
    public Party? OwnerOf(long collection, string id)
    {
        using var connection = _file.Reader();
        using var owner = new Statement(connection, "SELECT o.name FROM things t JOIN owners o ON o.number = t.owner WHERE t.collection = $0 AND t.id = $1", 2);
        using var row = owner.Read(collection, id);
        return row.Read() ? new Party(row.GetString(0)) : null;
    }

    /// <summary>Whether an object is here, was, or is mentioned by one that is.</summary>
    public bool Knows(long collection, string id)
    {
        using var connection = _file.Reader();
        using var known = new Statement(connection, "SELECT COUNT(*) FROM things WHERE collection = $0 AND id = $1", 2);
        return known.Number(collection, id) > 0;
    }

    /// <summary>Whether a version of an object is here, whoever sees it.</summary>
    /// <param name="collection">Number of the collection.</param>
    /// <param name="id">The object.</param>
    /// <param name="version">Sortable time; empty for what has no versions.</param>
    public bool Holds(long collection, string id, string version)
    {
        using var connection = _file.Reader();
        using var held = new Statement(connection, "SELECT COUNT(*) FROM things t JOIN versions v ON v.thing = t.number WHERE t.collection = $0 AND t.id = $1 AND v.version = $2", 3);
        return held.Number(collection, id, version) > 0;
    }

    /// <summary>The objects of a collection that <see cref="Party.Relay"/> brought.</summary>
    public List<string> Relayed(long collection)
    {
        using var connection = _file.Reader();
        using var relayed = new Statement(connection, "SELECT id FROM things INDEXED BY things_relayed WHERE owner = 0 AND collection = $0", 1);
        using var rows = relayed.Read(collection);
        var ids = new List<string>();
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }

    /// <summary>A page of what a party may see.</summary>
    public Page Read(PageQuestion question, IPageSink sink)
    {
        using var connection = _file.Reader();
        return ReadPage.Run(connection, question, sink);
    }

    /// <summary>How many objects a party sees in a collection, and when the last came, UTC microseconds since 1970; null when there is none.</summary>
    public (long Count, long? Last) Count(long collection, Party party)
    {
        using var connection = _file.Reader();
        using var counted = new Statement(connection, "SELECT objects, (SELECT MAX(added) FROM versions v WHERE v.collection = c.collection AND v.reach = c.reach AND v.place = 1), (SELECT MAX(added) FROM versions v WHERE v.collection = c.collection AND v.reach = c.reach AND v.place = 3) FROM counts c WHERE collection = $0 AND reach = $1", 2);
        var (count, last) = (0L, (long?)null);
        foreach (var reach in ReachesOf(party))
        {
            using var row = counted.Read(collection, reach.Value);
            if (!row.Read())
                continue;
            count += row.GetInt64(0);
            foreach (var column in (int[])[1, 2])
                last = row.IsDBNull(column) ? last : Math.Max(last ?? 0, row.GetInt64(column));
        }

        return (count, last);
    }

    /// <summary>How many objects of a collection go no further than the partners of this node, and how many no further than who brought them.</summary>
    public (long Partners, long Bringers) HeldBack(long collection)
    {
        using var connection = _file.Reader();
        using var held = new Statement(connection, "SELECT TOTAL(objects) FILTER (WHERE reach = $1), TOTAL(objects) FILTER (WHERE reach > $2) FROM counts WHERE collection = $0", 3);
        using var row = held.Read(collection, Reach.Partners.Value, Reach.Nobody.Value);
        row.Read();
        return ((long)row.GetDouble(0), (long)row.GetDouble(1));
    }

    /// <summary>The moment of the newest addition, UTC microseconds since 1970.</summary>
    public long Newest()
    {
        using var connection = _file.Reader();
        using var newest = new Statement(connection, "SELECT added FROM clock", 0);
        return newest.Number();
    }

    /// <summary>Keeps what became of a request.</summary>
    public Task KeepStatus(string id, Party party, byte[] json, CancellationToken stop) => _file.Write(connection =>
    {
        using var keep = new Statement(connection, "INSERT INTO statuses VALUES($0, $1, $2, $3)", 4);
        return keep.Run(id, party.Name, clock.GetUtcNow().UnixMicroseconds, json);
    }, stop);

    /// <summary>What became of a request of a party; null when there was none or it is too long ago.</summary>
    public byte[]? Status(string id, Party party)
    {
        using var connection = _file.Reader();
        using var find = new Statement(connection, "SELECT json FROM statuses WHERE id = $0 AND party = $1", 2);
        using var row = find.Read(id, party.Name);
        return row.Read() ? row.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>Forgets what became of requests before a moment, UTC microseconds since 1970.</summary>
    public Task<int> EndStatuses(long before, CancellationToken stop) => _file.Write(connection =>
    {
        using var end = new Statement(connection, "DELETE FROM statuses WHERE at < $0", 1);
        return end.Run(before);
    }, stop);
}
