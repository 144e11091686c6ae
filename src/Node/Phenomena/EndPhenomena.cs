using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Phenomena;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>Ends what was brought under the AVG a year after a file was closed, and the file itself, which is knowledge without persons, after five.</summary>
sealed class EndPhenomena(IDbContextFactory<PhenomenaDb> database, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"wat onder de AVG in een fenomeendossier is ingebracht, {PhenomenonTerms.PersonalDays} dagen na het sluiten; het dossier na {PhenomenonTerms.FileDays}", $"what was brought into a phenomenon file under the GDPR, {PhenomenonTerms.PersonalDays} days after closing; the file after {PhenomenonTerms.FileDays}");

    public async Task Run(CancellationToken stop)
    {
        var ended = await turn.Take(() => End(stop), stop);
        if (ended > 0)
            await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var personal = Closed(db, PhenomenonTerms.PersonalDays);
        var ended = await db.Contributions.Where(row => row.Regime != Regime.None && row.Text != "" && personal.Contains(row.File)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, ""), stop);
        var due = Closed(db, PhenomenonTerms.FileDays);
        await db.Contributions.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Hypotheses.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Arguments.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Patterns.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Courses.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Figures.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        await db.Partners.Where(row => due.Contains(row.File)).ExecuteDeleteAsync(stop);
        ended += await db.Files.Where(row => due.Contains(row.Number)).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }

    IQueryable<long> Closed(PhenomenaDb db, int days)
    {
        var before = clock.GetUtcNow().AddDays(-days).UnixMicroseconds;
        return db.Files.Where(row => row.Closed < before).Select(row => row.Number);
    }
}
