using System.Globalization;
using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>Deletes municipal signals when their term has passed, after it offered the RIEC what a kill kept from it.</summary>
sealed class EndMunicipal(IDbContextFactory<MunicipalDb> database, RiecHandOvers handOvers, Talks talks, ReadLog log, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"gemeentelijke signalen, {MunicipalTerms.EndedDays} dagen na hun einde; met een aanpak na de termijn die de gemeente koos", $"municipal signals, {MunicipalTerms.EndedDays} days after their end; with an approach after the term that the municipality chose");

    public async Task Run(CancellationToken stop)
    {
        await handOvers.Send(stop);
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(() => Leave(db, stop), stop);
        var now = clock.GetUtcNow().UnixMicroseconds;
        var ended = await db.Signals.Where(row => row.Until < now).Select(row => new { row.Number, row.Id }).ToListAsync(stop);
        if (ended.Count == 0)
            return;
        await talks.End(MunicipalMatters.Municipal, [.. ended.Select(row => row.Id)], stop);
        long[] due = [.. ended.Select(row => row.Number)];
        await turn.Take(() => End(db, due, stop), stop);
        await log.RecordEnd("municipal", string.Create(CultureInfo.InvariantCulture, $"{ended.Count} gemeentelijke signalen / {ended.Count} municipal signals"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    // Nobody can end what a municipality that left has open: it ends as what nothing is done with, unless it comes back before that.
    async Task<int> Leave(MunicipalDb db, CancellationToken stop)
    {
        var (partners, until) = (settings.Organisations.Select(partner => partner.Id).ToArray(), clock.GetUtcNow().AddDays(MunicipalTerms.EndedDays).UnixMicroseconds);
        await db.Signals.Where(row => row.Ended == null && row.Until != null && partners.Contains(row.Home)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, (long?)null), stop);
        return await db.Signals.Where(row => row.Ended == null && row.Until == null && !partners.Contains(row.Home)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, (long?)until), stop);
    }

    static async Task<int> End(MunicipalDb db, long[] due, CancellationToken stop)
    {
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        await db.Weighings.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        await db.Sources.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        await db.HandOvers.Where(row => due.Contains(row.Signal)).ExecuteDeleteAsync(stop);
        var ended = await db.Signals.Where(row => due.Contains(row.Number)).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }
}
