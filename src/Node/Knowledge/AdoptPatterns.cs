using System.Security.Claims;
using System.Text;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>Takes a pattern of others into the node's own, as a file that Detection reads like any other, and out again. What came with Knooppunt stays as it is.</summary>
sealed class AdoptPatterns(IDbContextFactory<KnowledgeDb> database, ProposalBook proposals, PatternsAtHand patterns, FieldsDelivered delivered, NodeFolders folders, WriteTurn turn, TimeProvider clock)
{
    const string Folder = "adopted";

    /// <summary>Patterns of others that are in force, the newest first.</summary>
    public async Task<IReadOnlyList<AdoptedPatternRow>> InForce(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.AdoptedPatterns.AsNoTracking().Where(row => row.Withdrawn == null).OrderByDescending(row => row.Number).Take(500).ToListAsync(stop);
    }

    /// <summary>Takes over one pattern of a proposed script.</summary>
    /// <param name="person">Who.</param>
    /// <param name="number">Number of the proposal.</param>
    /// <param name="id">Sigma id of the pattern.</param>
    /// <param name="stop">Stops before it is written.</param>
    public async Task<Refusal?> Adopt(ClaimsPrincipal person, long number, string id, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        if (await proposals.Script(person, number, stop) is not { } script || !ScriptsInStix.Patterns(script.Objects).TryGetValue(id, out var pattern))
            return Refusal.First;
        var checkedPattern = PatternCheck.Of(pattern, delivered(), patterns());
        if (!checkedPattern.Runs)
            return Refusal.Wrong($"Dit patroon kan hier niet lopen: {checkedPattern.Complaints[0].Sentence}", $"This pattern cannot run here: {checkedPattern.Complaints[0].Sentence}");
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var now = clock.GetUtcNow();
            foreach (var earlier in await db.AdoptedPatterns.Where(row => row.Pattern == id && row.Withdrawn == null).ToListAsync(stop))
                (earlier.Withdrawn, earlier.WithdrawnBy) = (now.UnixMicroseconds, person.DisplayName);
            var row = new AdoptedPatternRow { Pattern = id, Title = pattern.Title, Source = script.Row.Source, File = $"{Folder}/{id}.yml", Name = person.DisplayName, Adopted = now.UnixMicroseconds };
            db.AdoptedPatterns.Add(row);
            await db.SaveChangesAsync(stop);
            Write(row.File, pattern.Text);
            return (Refusal?)null;
        }, stop);
    }

    /// <summary>Takes a pattern out again: its file goes, that it was in force stays.</summary>
    public Task<Refusal?> Withdraw(ClaimsPrincipal person, long number, CancellationToken stop) => turn.Take(async () =>
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.AdoptedPatterns.FirstOrDefaultAsync(row => row.Number == number && row.Withdrawn == null, stop) is not { } row)
            return Refusal.First;
        (row.Withdrawn, row.WithdrawnBy) = (clock.GetUtcNow().UnixMicroseconds, person.DisplayName);
        await db.SaveChangesAsync(stop);
        File.Delete(Path.Combine(folders.Patterns, row.File));
        return null;
    }, stop);

    // Under its name at once, never half: Detection reads whenever something changes there.
    void Write(string name, string text)
    {
        var file = Path.Combine(folders.Patterns, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".new", Encoding.UTF8.GetBytes(text));
        File.Move(file + ".new", file, overwrite: true);
    }
}
