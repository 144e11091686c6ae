using System.Globalization;
using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>Deletes municipal signals when their term has passed, after it offered the RIEC what a kill kept from it.</summary>
sealed class EndMunicipal(IDbContextFactory<MunicipalDb> database, RiecHandOvers handOvers, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"gemeentelijke signalen, {MunicipalTerms.EndedDays} dagen na hun einde; met een aanpak na de termijn die de gemeente koos", $"municipal signals, {MunicipalTerms.EndedDays} days after their end; with an approach after the term that the municipality chose");

    public async Task Run(CancellationToken stop)
    {
        await handOvers.Send(stop);
        var ended = await turn.Take(() => End(stop), stop);
        if (ended == 0)
            return;
        await log.RecordEnd("municipal", string.Create(CultureInfo.InvariantCulture, $"{ended} gemeentelijke signalen / {ended} municipal signals"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var due = db.Signals.Where(row => row.Until < now).Select(row => row.Number);
        await db.Weighings.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        await db.Sources.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        await db.HandOvers.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        var ended = await db.Signals.Where(row => row.Until < now).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }
}
