using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Shell;
using Microsoft.Data.Sqlite;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>The objects that one change touches, read from the file when they are needed and written back at the end.</summary>
sealed class ThingTable : IDisposable
{
    readonly long _collection;
    readonly Dictionary<string, Thing> _byId = new(StringComparer.Ordinal);
    readonly Dictionary<long, Thing> _byNumber = [];
    readonly Statement _find, _get, _versions, _mentions, _dependents, _held, _addThing, _setThing, _addVersion, _setVersion, _addMention, _json, _owner, _addOwner, _clock, _setClock;
    readonly SqliteConnection _connection;
    readonly TimeProvider _time;

    /// <param name="connection">The writing connection, inside its transaction.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="clock">Says when something is added.</param>
    public ThingTable(SqliteConnection connection, long collection, TimeProvider clock)
    {
        (_connection, _collection, _time) = (connection, collection, clock);
        _find = new(connection, "SELECT number, owner, reach FROM things WHERE collection = $0 AND id = $1", 2);
        _get = new(connection, "SELECT id, owner, reach FROM things WHERE number = $0", 1);
        _versions = new(connection, "SELECT number, version, own, reach, place FROM versions WHERE thing = $0 ORDER BY version", 1);
        _mentions = new(connection, "SELECT thing FROM mentions WHERE version = $0", 1);
        _dependents = new(connection, "SELECT DISTINCT v.thing FROM mentions m JOIN versions v ON v.number = m.version WHERE m.thing = $0", 1);
        _held = new(connection, "SELECT DISTINCT v.thing FROM mentions m JOIN versions v ON v.number = m.version WHERE m.thing = $0 AND v.reach <> v.own", 1);
        _addThing = new(connection, "INSERT INTO things(collection, id, owner, reach) VALUES($0, $1, $2, $3) RETURNING number", 4);
        _setThing = new(connection, "UPDATE things SET owner = $1, reach = $2 WHERE number = $0", 3);
        _addVersion = new(connection, "INSERT INTO versions(thing, collection, version, own, reach, place, type, added, json) VALUES($0, $1, $2, $3, $4, $5, $6, $7, $8) RETURNING number", 9);
        _setVersion = new(connection, "UPDATE versions SET reach = $1, place = $2, added = CASE WHEN $3 = 0 THEN added ELSE $3 END WHERE number = $0", 4);
        _addMention = new(connection, "INSERT OR IGNORE INTO mentions VALUES($0, $1)", 2);
        _json = new(connection, "SELECT json FROM versions WHERE thing = $0 AND version = $1", 2);
        _owner = new(connection, "SELECT number FROM owners WHERE name = $0", 1);
        _addOwner = new(connection, "INSERT INTO owners(name) VALUES($0) RETURNING number", 1);
        _clock = new(connection, "SELECT added FROM clock", 0);
        _setClock = new(connection, "UPDATE clock SET added = $0", 1);
    }

    /// <summary>The number of who brings something; the name is kept from the first time.</summary>
    public int OwnerNumber(string name)
    {
        using (var found = _owner.Read(name))
        {
            if (found.Read())
                return found.GetInt32(0);
        }

        return (int)_addOwner.Number(name);
    }

    /// <summary>The object of an identifier, or the place for it.</summary>
    public Thing Of(string id)
    {
        if (_byId.TryGetValue(id, out var known))
            return known;
        using var row = _find.Read(_collection, id);
        return row.Read()
            ? Keep(new() { Number = row.GetInt64(0), Id = id, Owner = row.IsDBNull(1) ? null : row.GetInt32(1), Kept = new(row.GetInt32(2)), Now = new(row.GetInt32(2)) })
            : Keep(new() { Id = id, Kept = Reach.Nobody, Now = Reach.Nobody, Versions = [] });
    }

    Thing Of(long number)
    {
        if (_byNumber.TryGetValue(number, out var known))
            return known;
        using var row = _get.Read(number);
        row.Read();
        return Keep(new() { Number = number, Id = row.GetString(0), Owner = row.IsDBNull(1) ? null : row.GetInt32(1), Kept = new(row.GetInt32(2)), Now = new(row.GetInt32(2)) });
    }

    Thing Keep(Thing thing)
    {
        _byId.Add(thing.Id, thing);
        if (thing.Number > 0)
            _byNumber.Add(thing.Number, thing);
        return thing;
    }

    /// <summary>Reads its versions with what they mention, when that was not done yet.</summary>
    public List<ThingVersion> VersionsOf(Thing thing)
    {
        if (thing.Versions is { } known)
            return known;
        var found = new List<ThingVersion>();
        using (var rows = _versions.Read(thing.Number))
        {
            while (rows.Read())
                found.Add(new() { Number = rows.GetInt64(0), Version = rows.GetString(1), Own = new(rows.GetInt32(2)), Kept = new(rows.GetInt32(3)), KeptPlace = rows.GetInt32(4), Mentions = [] });
        }

        foreach (var version in found)
            version.Mentions.AddRange(Numbers(_mentions, version.Number).Select(Of));
        return thing.Versions = found;
    }

    /// <summary>Every object of which a version mentions this one.</summary>
    public IEnumerable<Thing> DependentsOf(Thing thing) => thing.Number == 0 ? thing.NewDependents : Numbers(_dependents, thing.Number).Select(Of).Concat(thing.NewDependents);

    /// <summary>Every object here before of which a version mentions this one and is seen by fewer than its own marks allow.</summary>
    public IEnumerable<Thing> HeldBy(Thing thing) => thing.Number == 0 ? [] : Numbers(_held, thing.Number).Select(Of);

    /// <summary>The bytes of a version that is kept.</summary>
    public byte[] JsonOf(Thing thing, string version)
    {
        using var row = _json.Read(thing.Number, version);
        row.Read();
        return row.GetFieldValue<byte[]>(0);
    }

    /// <summary>
    /// Writes what changed. What more may see now than before counts as added now, so that who asks for what is new gets it; now is when it is written, not when it came in, because some
    /// ask by their own clock for what was added since.
    /// </summary>
    public void Save()
    {
        // Reading versions brings in what they mention: these lists are whole before.
        foreach (var thing in _byId.Values.Where(thing => thing.Number == 0).ToList())
        {
            thing.Number = _addThing.Number(_collection, thing.Id, thing.Owner, thing.Now.Value);
            _byNumber.Add(thing.Number, thing);
        }

        var changes = new List<Change>();
        foreach (var thing in _byId.Values.Where(thing => thing.Touched || thing.Now != thing.Kept).ToList())
        {
            _setThing.Run(thing.Number, thing.Owner, thing.Now.Value);
            changes.AddRange(ChangesOf(thing, VersionsOf(thing)));
        }

        var moments = new Additions(Math.Max(_time.GetUtcNow().UnixMicroseconds - 1, _clock.Number()), changes.Where(change => change.IsNew).Select(change => change.Reach));
        foreach (var change in changes)
            Write(change, change.IsNew ? moments.Next(change.Reach) : 0);
        _setClock.Run(moments.Last);
    }

    static IEnumerable<Change> ChangesOf(Thing thing, List<ThingVersion> versions)
    {
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            var place = (i == versions.Count - 1 ? Place.Last : 0) | (i == 0 ? Place.First : 0);
            var reach = version.Mentions.Aggregate(version.Own.Meet(thing.Now), (met, mentioned) => met.Meet(mentioned.Now));
            if (version.Number == 0)
                yield return new(thing, version, place, reach, true);
            else if (reach != version.Kept || place != version.KeptPlace)
                yield return new(thing, version, place, reach, !reach.IsWithin(version.Kept) || (place & ~version.KeptPlace & Place.Last) != 0);
        }
    }

    void Write(Change change, long added)
    {
        var (thing, version) = (change.Thing, change.Version);
        if (version.Number > 0)
        {
            _setVersion.Run(version.Number, change.Reach.Value, change.Place, added);
            return;
        }

        version.Number = _addVersion.Number(thing.Number, _collection, version.Version, version.Own.Value, change.Reach.Value, change.Place, StixId.TypeOf(thing.Id), added, version.Json!.Value.ToArray());
        foreach (var mentioned in version.Mentions)
            _addMention.Run(version.Number, mentioned.Number);
    }

    readonly record struct Change(Thing Thing, ThingVersion Version, int Place, Reach Reach, bool IsNew);

    /// <summary>Takes versions of an object away; what is left of it stays.</summary>
    public void Remove(Thing thing, IReadOnlyCollection<ThingVersion> versions)
    {
        using var forget = new Statement(_connection, "DELETE FROM mentions WHERE version = $0", 1);
        using var delete = new Statement(_connection, "DELETE FROM versions WHERE number = $0", 1);
        foreach (var version in versions)
        {
            forget.Run(version.Number);
            delete.Run(version.Number);
        }

        VersionsOf(thing).RemoveAll(versions.Contains);
        if (thing.Versions!.Count == 0)
            thing.Owner = null;
    }

    static List<long> Numbers(Statement statement, long of)
    {
        var numbers = new List<long>();
        using var rows = statement.Read(of);
        while (rows.Read())
            numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _find, _get, _versions, _mentions, _dependents, _held, _addThing, _setThing, _addVersion, _setVersion, _addMention, _json, _owner, _addOwner, _clock, _setClock })
            statement.Dispose();
    }
}
