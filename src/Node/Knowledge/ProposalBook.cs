using System.Security.Claims;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>What others propose, and what named persons decide on it.</summary>
sealed class ProposalBook(IDbContextFactory<KnowledgeDb> database, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The most proposals on one page.</summary>
    public const int Most = 200;

    /// <summary>Proposals on which nobody decided, the newest first, as far as their marks let the person see them.</summary>
    public async Task<IReadOnlyList<ProposalRow>> Open(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Proposals.AsNoTracking().Where(row => row.State == ProposalState.Proposed).OrderByDescending(row => row.Number).Take(Most).ToListAsync(stop);
        return [.. rows.Where(row => person.SeesKnowledge(LabelOf(row)))];
    }

    /// <summary>Refuses a proposal: it is kept, with who refused it, so that the same version does not come back.</summary>
    public Task<Refusal?> Refuse(ClaimsPrincipal person, long number, CancellationToken stop) => turn.Take(async () =>
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Proposals.FirstOrDefaultAsync(row => row.Number == number && row.State == ProposalState.Proposed, stop) is not { } row || !person.SeesKnowledge(LabelOf(row)))
            return Refusal.First;
        (row.State, row.Name, row.Decided) = (ProposalState.Refused, person.DisplayName, clock.GetUtcNow().UnixMicroseconds);
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>The object of a proposal.</summary>
    public static StixObject? ObjectOf(ProposalRow row) => StixObject.Read(row.Json, row.Source) is { Ok: true } read ? read.Value : null;

    // A partner in another node is no organisation here.
    static Knooppunt.Disclosure.Access.VisibilityLabel LabelOf(ProposalRow row) => ShelvedScript.LabelOf("", row.Tlp, row.Pap);
}
