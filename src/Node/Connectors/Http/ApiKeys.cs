using System.Collections.Concurrent;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>API keys: made once, shown once, kept as a hash.</summary>
sealed class ApiKeys(IDbContextFactory<ConnectorsDb> database, NodeSettings settings, TimeProvider clock)
{
    const string Prefix = "kp_";
    readonly ConcurrentDictionary<string, (string Organisation, long MadeAt)> _known = new(StringComparer.Ordinal);

    /// <summary>A new key: 256 random bits. It is shown this once and cannot be asked for again.</summary>
    public async Task<string> Make(string organisation, string name, string madeBy, CancellationToken stop = default)
    {
        var key = MachineKey.New(Prefix);
        await using var db = await database.CreateDbContextAsync(stop);
        db.Keys.Add(new ApiKey { Hash = MachineKey.Hash(key), Organisation = organisation, Name = name, MadeAt = clock.GetUtcNow().UnixMicroseconds, MadeBy = madeBy });
        await db.SaveChangesAsync(stop);
        return key;
    }

    /// <summary>Takes a key back, at once.</summary>
    public async Task Revoke(string hash, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await db.Keys.Where(row => row.Hash == hash).ExecuteDeleteAsync(stop);
        _known.TryRemove(hash, out _);
    }

    /// <summary>Every key, without the key itself.</summary>
    public async Task<IReadOnlyList<ApiKey>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Keys.AsNoTracking().OrderBy(row => row.Organisation).ThenBy(row => row.Name).ToListAsync(stop);
    }

    /// <summary>The organisation of the key in an Authorization header; null when there is none, it is not known, or its days have passed.</summary>
    public async Task<string?> OrganisationOf(string? authorization, CancellationToken stop = default)
    {
        if (authorization is null || !authorization.StartsWith("Bearer " + Prefix, StringComparison.Ordinal) || authorization.Length > 100)
            return null;
        // What is compared is a hash of what was offered, so the time that it takes tells nothing about a key.
        var hash = MachineKey.Hash(authorization["Bearer ".Length..]);
        if (!_known.TryGetValue(hash, out var key))
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Keys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, stop) is not { } row)
                return null;
            _known[hash] = key = (row.Organisation, row.MadeAt);
        }

        return settings.ApiKeyDays > 0 && UnixTime.FromMicroseconds(key.MadeAt).AddDays(settings.ApiKeyDays) <= clock.GetUtcNow() ? null : key.Organisation;
    }
}
