using System.Security.Claims;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>Municipal signals as something to talk about and to ask for something about: inside the municipality, and with the joint team once it works on one.</summary>
sealed class MunicipalMatters(MunicipalBook book, IDbContextFactory<MunicipalDb> database, NodeSettings settings) : IMatters
{
    /// <summary>The kind.</summary>
    public const string Municipal = "municipal";

    public string Kind => Municipal;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var found = new Dictionary<string, Matter>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await book.Find(person, id, stop) is { Signal.Row: var row })
                found[id] = new Matter(Municipal, id, new(row.Text, row.Text), Severity.Medium, $"/municipal/{id}", [.. (row.Team ? settings.JointTeam : []).Prepend(row.Home).Distinct()]);
        }

        return found;
    }

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return ids.Except(await db.Signals.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
    }
}
