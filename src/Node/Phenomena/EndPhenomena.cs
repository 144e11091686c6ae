using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Phenomena;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>
/// Ends what was brought under the AVG a year after a file was closed, and the file itself, which is knowledge without persons, after five. A signed proof enters
/// the journal of who brought it or opened it; a kill in between is finished at the next run.
/// </summary>
sealed class EndPhenomena(IDbContextFactory<PhenomenaDb> database, JournalRoom journals, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"wat onder de AVG in een fenomeendossier is ingebracht, {PhenomenonTerms.PersonalDays} dagen na het sluiten; het dossier na {PhenomenonTerms.FileDays}", $"what was brought into a phenomenon file under the GDPR, {PhenomenonTerms.PersonalDays} days after closing; the file after {PhenomenonTerms.FileDays}");

    public async Task Run(CancellationToken stop)
    {
        var (brought, files) = await turn.Take(() => End(stop), stop);
        await PendingProofs.Prove(database, journals, turn, stop);
        if (brought + files == 0)
            return;
        await log.RecordEnd("phenomena", string.Create(CultureInfo.InvariantCulture, $"{files} fenomeendossiers en {brought} bijdragen onder de AVG / {files} phenomenon files and {brought} contributions under the GDPR"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<(int Brought, int Files)> End(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var personal = Closed(db, now, PhenomenonTerms.PersonalDays);
        var brought = await db.Contributions.Where(row => row.Regime != Regime.None && row.Text != "" && personal.Contains(row.File)).OrderBy(row => row.Id).ToListAsync(stop);
        foreach (var own in brought.GroupBy(row => row.Organisation))
            db.Proofs.Add(PendingProof.Of("phenomenon-contributions", own.Key, own.Count(), PhenomenonTerms.PersonalDays, Hash(own.SelectMany(row => new[] { row.Name, row.Text })), now));
        brought.ForEach(row => row.Text = "");
        var due = Closed(db, now, PhenomenonTerms.FileDays);
        var files = await db.Files.AsNoTracking().Where(row => due.Contains(row.Number)).OrderBy(row => row.Number).ToListAsync(stop);
        var texts = (await db.Contributions.AsNoTracking().Where(row => due.Contains(row.File)).OrderBy(row => row.Id).ToListAsync(stop)).ToLookup(row => row.File, row => row.Text);
        foreach (var home in files.GroupBy(row => row.Home))
            db.Proofs.Add(PendingProof.Of("phenomena", home.Key, home.Count(), PhenomenonTerms.FileDays, Hash(home.SelectMany(row => texts[row.Number].Prepend(row.Result).Prepend(row.Intervention).Prepend(row.Question).Prepend(row.Id))), now));
        await db.SaveChangesAsync(stop);
        await db.Contributions.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Hypotheses.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Arguments.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Patterns.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Proposals.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Courses.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Figures.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Partners.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Files.Where(row => due.Contains(row.Number)).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return (brought.Count, files.Count);
    }

    static IQueryable<long> Closed(PhenomenaDb db, DateTimeOffset now, int days)
    {
        var before = now.AddDays(-days).UnixMicroseconds;
        return db.Files.Where(row => row.Closed < before).Select(row => row.Number);
    }

    static string Hash(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
