using System.Data.Common;
using System.Security.Claims;
using Knooppunt.Knowledge;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Claim = Knooppunt.Knowledge.Claim;

namespace Knooppunt.Node.Knowledge;

/// <summary>Something that somebody would add to a step of a script.</summary>
/// <param name="Organisation">Short name of the organisation for which it is proposed.</param>
/// <param name="Code">Code of the script.</param>
/// <param name="Step">Code of the step.</param>
/// <param name="Kind">One of <see cref="AddToStep.Kinds"/>.</param>
/// <param name="Text">What, in both languages.</param>
sealed record StepWish(string Organisation, string Code, string Step, string Kind, Bilingual Text);

/// <summary>What people of this node propose for a step of a script after they saw something. An analyst takes it over or not; until then it says nothing.</summary>
sealed class StepProposals(IDbContextFactory<KnowledgeDb> database, ScriptShelf shelf, AddToStep add, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Shortest and longest text, in characters.</summary>
    public const int Shortest = 5, Longest = 300;

    const int MostOpen = 500;

    /// <summary>Keeps one, and what another room keeps beside it: both or neither. Why not; null when it is kept.</summary>
    /// <param name="person">Who proposes it; sees the script.</param>
    /// <param name="wish">What.</param>
    /// <param name="beside">Gets its number, and writes in the same transaction.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task<Refusal?> Propose(ClaimsPrincipal person, StepWish wish, Func<long, DbTransaction, Task> beside, CancellationToken stop)
    {
        var wrong = shelf.Find(person, wish.Code) is not { } shelved || shelved.Script.Steps.All(step => step.Code != wish.Step) ? Refusal.Wrong("Kies een stap uit de lijst.", "Choose a step from the list.")
            : !AddToStep.Kinds.Contains(wish.Kind) ? Refusal.Wrong("Kies uit de lijst wat u toevoegt.", "Choose from the list what you add.")
            : wish.Text.Dutch.Length is < Shortest or > Longest || wish.Text.English.Length is < Shortest or > Longest
                ? Refusal.Wrong($"Schrijf het in het Nederlands en in het Engels, elk in {Shortest} tot {Longest} tekens: scripts gaan ook naar anderen.", $"Write it in Dutch and in English, each in {Shortest} to {Longest} characters: scripts go to others too.")
            : Refusal.Of(OwnWords.Refusal(wish.Text.Dutch) ?? OwnWords.Refusal(wish.Text.English));
        if (wrong is not null)
            return wrong;
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.StepProposals.CountAsync(row => row.State == ProposalState.Proposed, stop) >= MostOpen)
                return Refusal.Wrong($"Er liggen al {MostOpen} voorstellen. Vraag een analist er eerst over te besluiten.", $"There are {MostOpen} proposals already. Ask an analyst to decide on them first.");
            var row = new StepProposalRow
            {
                Code = wish.Code,
                Step = wish.Step,
                Kind = wish.Kind,
                Dutch = wish.Text.Dutch,
                English = wish.Text.English,
                Organisation = wish.Organisation,
                ProposedBy = person.DisplayName,
                At = clock.GetUtcNow().UnixMicroseconds,
            };
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            db.StepProposals.Add(row);
            await db.SaveChangesAsync(stop);
            await beside(row.Number, whole.GetDbTransaction());
            await whole.CommitAsync(stop);
            return null;
        }, stop);
    }

    /// <summary>Those on which nobody decided, of scripts that the person may see, the newest first.</summary>
    public async Task<IReadOnlyList<StepProposalRow>> Open(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.StepProposals.AsNoTracking().Where(row => row.State == ProposalState.Proposed).OrderByDescending(row => row.Number).Take(MostOpen).ToListAsync(stop);
        var seen = shelf.Of(person).Select(script => script.Script.Code).ToHashSet(StringComparer.Ordinal);
        return [.. rows.Where(row => seen.Contains(row.Code))];
    }

    /// <summary>Some of them by number: for who proposed them and wants to know what came of it. Not those of scripts that the person may not see.</summary>
    public async Task<IReadOnlyDictionary<long, StepProposalRow>> Of(ClaimsPrincipal person, IReadOnlyCollection<long> numbers, CancellationToken stop = default)
    {
        var seen = shelf.Of(person).Select(script => script.Script.Code).ToHashSet(StringComparer.Ordinal);
        await using var db = await database.CreateDbContextAsync(stop);
        return (await db.StepProposals.AsNoTracking().Where(row => numbers.Contains(row.Number)).ToListAsync(stop)).Where(row => seen.Contains(row.Code)).ToDictionary(row => row.Number);
    }

    /// <summary>Takes one over into the node's own script, or refuses it with a reason that who proposed it reads.</summary>
    public async Task<Refusal?> Decide(ClaimsPrincipal person, string organisation, long number, bool adopt, string why, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        if ((await Open(person, stop)).FirstOrDefault(row => row.Number == number) is not { } row)
            return Refusal.First;
        if (!adopt && (why.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf in een paar woorden waarom niet: wie het voorstelde leest het.", "Write in a few words why not: who proposed it reads it.") : Refusal.Of(OwnWords.Refusal(why))) is { } wrong)
            return wrong;
        // A kill between the script and the line below it lets it be decided again: what stands in the step already is not added twice.
        if (adopt && !Stands(person, row) && await add.Say(person, organisation, row.Code, shelf.Own(row.Code)?.Number ?? 0, row.Step, row.Kind, new(row.Dutch, row.English), Claim.Own, stop) is { } refusal)
            return refusal;
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.StepProposals.FirstOrDefaultAsync(one => one.Number == number && one.State == ProposalState.Proposed, stop) is not { } open)
                return Refusal.First;
            (open.State, open.DecidedBy, open.Decided, open.Why) = (adopt ? ProposalState.Adopted : ProposalState.Refused, person.DisplayName, clock.GetUtcNow().UnixMicroseconds, adopt ? "" : why);
            await db.SaveChangesAsync(stop);
            return null;
        }, stop);
    }

    bool Stands(ClaimsPrincipal person, StepProposalRow row) =>
        shelf.Find(person, row.Code)?.Script is { } script && script.Steps.FirstOrDefault(step => step.Code == row.Step) is { } step
        && step.Roles.Concat(step.Opportunities).Concat(step.Partners).Concat(script.Barriers.Where(barrier => step.Barriers.Contains(barrier.Code)).Select(barrier => barrier.What)).Any(claim => claim.Text.Dutch == row.Dutch);
}
