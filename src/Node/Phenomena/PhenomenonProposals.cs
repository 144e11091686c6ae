using System.Security.Claims;
using Knooppunt.Knowledge;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>What a file taught becomes a change of a script: proposed by a partner of the file, open or closed, and decided by an analyst where scripts are kept.</summary>
sealed class PhenomenonProposals(PhenomenonBook book, StepProposals steps, IDbContextFactory<PhenomenaDb> database)
{
    const int Most = 50;

    /// <summary>What was proposed out of a file, in order, with what stands there of it; null where the person may not see the script.</summary>
    public async Task<IReadOnlyList<(PhenomenonProposalRow Row, StepProposalRow? Step)>> Of(ClaimsPrincipal person, PhenomenonFile file, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Proposals.AsNoTracking().Where(row => row.File == file.Row.Number).OrderBy(row => row.Id).ToListAsync(stop);
        var known = await steps.Of(person, [.. rows.Select(row => row.Proposed)], stop);
        return [.. rows.Select(row => (row, known.GetValueOrDefault(row.Proposed)))];
    }

    /// <summary>Proposes one thing for a step. Why not; null when it is proposed.</summary>
    /// <param name="person">Who.</param>
    /// <param name="id">Id of the file.</param>
    /// <param name="where">Code of the script and of the step, with a slash between them.</param>
    /// <param name="kind">One of the kinds of <see cref="AddToStep"/>.</param>
    /// <param name="text">What, in both languages.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task<Refusal?> Propose(ClaimsPrincipal person, string id, string where, string kind, Bilingual text, CancellationToken stop)
    {
        if (await book.Find(person, id, stop) is not { } file)
            return Refusal.First;
        if (file.ActsFor(person, book.LeadOf(file.Row)) is not [var voice, ..])
            return Refusal.Forbidden;
        if ((await Of(person, file, stop)).Count >= Most)
            return Refusal.Wrong($"Uit dit dossier zijn al {Most} voorstellen gedaan.", $"Out of this file {Most} proposals were made already.");
        var (code, step) = where.Split('/') is [var script, var one] ? (script, one) : ("", "");
        return await steps.Propose(person, new(voice, code, step, kind, text), async (number, whole) =>
        {
            await using var db = await RoomDatabase.In<PhenomenaDb>(whole, options => new(options), stop);
            db.Proposals.Add(new PhenomenonProposalRow { File = file.Row.Number, At = book.Now, Organisation = voice, Name = person.DisplayName, Proposed = number });
            await db.SaveChangesAsync(stop);
        }, stop);
    }
}
