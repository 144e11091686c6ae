using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Riec;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Riec;

/// <summary>Deletes closed RIEC cases when their term has passed.</summary>
sealed class EndRiecCases(IDbContextFactory<RiecDb> database, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"RIEC-zaken, {RiecTerms.CaseDays} dagen na het sluiten; wat niet is opgepakt na {RiecTerms.OtherDays}", $"RIEC cases, {RiecTerms.CaseDays} days after closing; what was not taken up after {RiecTerms.OtherDays}");

    public async Task Run(CancellationToken stop)
    {
        var ended = await turn.Take(() => End(stop), stop);
        if (ended == 0)
            return;
        await log.RecordEnd("riec", string.Create(CultureInfo.InvariantCulture, $"{ended} RIEC-zaken / {ended} RIEC cases"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (cases, others) = (now.AddDays(-RiecTerms.CaseDays).UnixMicroseconds, now.AddDays(-RiecTerms.OtherDays).UnixMicroseconds);
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var due = db.Cases.Where(row => row.Closed < (row.WasCase ? cases : others));
        await db.Notes.Where(note => due.Any(row => row.Number == note.Case)).ExecuteDeleteAsync(stop);
        var ended = await due.ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }
}
