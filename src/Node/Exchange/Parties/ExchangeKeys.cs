using System.Collections.Concurrent;
using System.Text;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange.Parties;

/// <summary>Keys by which machines of partners and neighbours exchange knowledge: made once, shown once, kept as a hash. A key of the connectors does not open this door, nor this one theirs.</summary>
sealed class ExchangeKeys(IDbContextFactory<ExchangeDb> database, WriteTurn turn, NodeSettings settings, TimeProvider clock)
{
    const string Prefix = "kx_";
    const int LongestHeader = 512;
    readonly ConcurrentDictionary<string, (Party Party, long MadeAt)> _known = new(StringComparer.Ordinal);

    /// <summary>A new key of a party. It is shown this once and cannot be asked for again.</summary>
    public async Task<string> Make(Party party, string madeBy, CancellationToken stop = default)
    {
        var key = MachineKey.New(Prefix);
        await using var db = await database.CreateDbContextAsync(stop);
        db.Keys.Add(new ExchangeKeyRow { Hash = MachineKey.Hash(key), Party = party.Name, MadeAt = clock.GetUtcNow().UnixMicroseconds, MadeBy = madeBy });
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        return key;
    }

    /// <summary>Takes a key back, at once.</summary>
    public async Task Revoke(string hash, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(() => db.Keys.Where(row => row.Hash == hash).ExecuteDeleteAsync(stop), stop);
        _known.TryRemove(hash, out _);
    }

    /// <summary>Every key, without the key itself.</summary>
    public async Task<IReadOnlyList<ExchangeKeyRow>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Keys.AsNoTracking().OrderBy(row => row.Party).ThenBy(row => row.MadeAt).ToListAsync(stop);
    }

    /// <summary>
    /// The party of an Authorization header, <c>Bearer</c> key or <c>Basic</c> with the party's name and the key; null when there is none, it is not known, or its days have passed.
    /// <c>Token</c> counts as <c>Bearer</c>: so the client library of OASIS writes a key, and with it whoever reads by it.
    /// </summary>
    public async Task<Party?> PartyOf(string? authorization, CancellationToken stop)
    {
        if (authorization is null || authorization.Length > LongestHeader || Offered(authorization) is not { } offered || !offered.Key.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        // What is compared is a hash of what was offered, so the time that it takes tells nothing about a key.
        var hash = MachineKey.Hash(offered.Key);
        if (!_known.TryGetValue(hash, out var key))
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Keys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, stop) is not { } row)
                return null;
            _known[hash] = key = (new(row.Party), row.MadeAt);
        }

        if (settings.ApiKeyDays > 0 && UnixTime.FromMicroseconds(key.MadeAt).AddDays(settings.ApiKeyDays) <= clock.GetUtcNow())
            return null;
        // A partner that is not one any more is nobody; a key is of one name only.
        return (key.Party.IsNode || settings.Organisations.Exists(partner => partner.Id == key.Party.Name)) && (offered.User is null || offered.User == key.Party.Name || offered.User == key.Party.ShortName) ? key.Party : null;
    }

    static (string? User, string Key)? Offered(string authorization)
    {
        foreach (var scheme in (string[])["Bearer ", "Token "])
        {
            if (authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return (null, authorization[scheme.Length..].Trim());
        }

        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..].Trim(), bytes, out var written))
            return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, written));
        // No key holds a colon, and the full name of a neighbour does.
        return text.LastIndexOf(':') is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : null;
    }
}
