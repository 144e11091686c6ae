using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange;

/// <summary>What a party may do with a collection.</summary>
/// <param name="Read">Whether it may read.</param>
/// <param name="Write">Whether it may add.</param>
readonly record struct Rights(bool Read, bool Write)
{
    public bool Any => Read || Write;
}

/// <summary>The collections and who may do what with them. Few, and asked for with every request: they are kept in memory.</summary>
sealed class Collections(IDbContextFactory<ExchangeDb> database, WriteTurn turn)
{
    /// <summary>Alias of what this partnership knows and lets others know.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>Alias of what neighbours gave.</summary>
    public const string Received = "received";

    volatile IReadOnlyList<(CollectionRow Row, IReadOnlyDictionary<string, Rights> Rights)> _all = [];

    /// <summary>The title of a collection as a screen says it: of one with two titles, Dutch and English with a stroke between, the one of the language.</summary>
    public static Word NameOf(CollectionRow row) => row.Title.Split(" / ") is [var dutch, var english] ? new(dutch, english) : Word.Same(row.Title);

    public IReadOnlyList<CollectionRow> All => [.. _all.Select(one => one.Row)];

    /// <summary>The lines of a collection, by party.</summary>
    public IReadOnlyDictionary<string, Rights> LinesOf(CollectionRow collection) => _all.First(one => one.Row.Number == collection.Number).Rights;

    /// <summary>The collection of an id or alias; null when there is none.</summary>
    public CollectionRow? Find(string name) => All.FirstOrDefault(row => row.Alias == name || string.Equals(row.Id, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a party may do: its own line, else the line of its kind, else nothing.</summary>
    public Rights Of(Party party, CollectionRow collection)
    {
        var lines = LinesOf(collection);
        return lines.TryGetValue(party.Name, out var own) ? own : lines.TryGetValue(party.Kind, out var kind) ? kind : default;
    }

    /// <summary>Reads them; the first time there are two: what partners know together, which neighbours read, and what neighbours give, which partners read.</summary>
    public async Task Open(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (!await db.Collections.AnyAsync(stop))
        {
            var knowledge = db.Collections.Add(new() { Id = Guid.NewGuid().ToString(), Alias = Knowledge, Title = "Kennis / Knowledge", Description = "Crime scripts, barriers and patterns of the partners of this node, for all nodes as far as their marks go." });
            var received = db.Collections.Add(new() { Id = Guid.NewGuid().ToString(), Alias = Received, Title = "Ontvangen / Received", Description = "What other nodes gave to this one." });
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
            db.Rights.AddRange(
                new() { Collection = knowledge.Entity.Number, Party = Party.AllPartners, Read = true, Write = true },
                new() { Collection = knowledge.Entity.Number, Party = Party.AllNodes, Read = true, Write = false },
                new() { Collection = received.Entity.Number, Party = Party.AllPartners, Read = true, Write = false },
                new() { Collection = received.Entity.Number, Party = Party.AllNodes, Read = false, Write = true });
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }

        await Reload(db, stop);
    }

    /// <summary>Makes a collection to which nobody has a right yet; null when the alias is taken.</summary>
    public async Task<CollectionRow?> Make(string alias, string title, string description, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Collections.AnyAsync(row => row.Alias == alias, stop))
            return null;
        var made = db.Collections.Add(new() { Id = Guid.NewGuid().ToString(), Alias = alias, Title = title, Description = description });
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        await Reload(db, stop);
        return made.Entity;
    }

    /// <summary>Keeps up to which addition the objects of a collection were put before people, UTC microseconds since 1970.</summary>
    public async Task Offered(CollectionRow collection, long added, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(() => db.Collections.Where(row => row.Number == collection.Number).ExecuteUpdateAsync(set => set.SetProperty(row => row.Offered, added), stop), stop);
        collection.Offered = added;
    }

    /// <summary>Gives a party a line of its own, or takes it away, so that the line of its kind counts again.</summary>
    public async Task Allow(long collection, string party, Rights? rights, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(async () =>
        {
            await db.Rights.Where(row => row.Collection == collection && row.Party == party).ExecuteDeleteAsync(stop);
            if (rights is { } given)
                db.Rights.Add(new() { Collection = collection, Party = party, Read = given.Read, Write = given.Write });
            return await db.SaveChangesAsync(stop);
        }, stop);
        await Reload(db, stop);
    }

    async Task Reload(ExchangeDb db, CancellationToken stop)
    {
        var rights = await db.Rights.AsNoTracking().ToListAsync(stop);
        _all = [.. (await db.Collections.AsNoTracking().OrderBy(row => row.Number).ToListAsync(stop)).Select(row =>
            (row, (IReadOnlyDictionary<string, Rights>)rights.Where(line => line.Collection == row.Number).ToDictionary(line => line.Party, line => new Rights(line.Read, line.Write), StringComparer.Ordinal)))];
    }
}
