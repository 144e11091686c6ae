using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Loop;

/// <summary>Ends what joins things that are no longer kept, and changes at companies that nothing joins any more.</summary>
sealed class EndLinks(IDbContextFactory<LoopDb> database, LoopThings things, WriteTurn turn) : IDaily
{
    public Word Ends => new("verbindingen en veranderingen in de ketens, met wat zij verbinden", "joins and changes in the chains, with what they join");

    public async Task Run(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        // Before the links: a change and its first link are written at once, so one that is written in between is not taken for loose.
        var changes = await db.Changes.AsNoTracking().Select(row => row.Id).ToListAsync(stop);
        var rows = await db.Links.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop);
        var all = rows.SelectMany(row => new[] { row.One, row.Other }).Distinct().Select(LoopThing.Of).ToList();
        var gone = (await things.Ended(all, stop)).Select(thing => thing.Name).ToHashSet(StringComparer.Ordinal);
        long[] ended = [.. rows.Where(row => gone.Contains(row.One) || gone.Contains(row.Other)).Select(row => row.Id)];
        var joined = rows.Where(row => !ended.Contains(row.Id)).SelectMany(row => new[] { row.One, row.Other }).ToHashSet(StringComparer.Ordinal);
        string[] loose = [.. changes.Where(id => !joined.Contains(new LoopThing(LoopKind.Change, id).Name))];
        if (ended.Length + loose.Length == 0)
            return;
        await turn.Take(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            var deleted = await db.Links.Where(row => ended.Contains(row.Id)).ExecuteDeleteAsync(stop) + await db.Changes.Where(row => loose.Contains(row.Id)).ExecuteDeleteAsync(stop);
            await whole.CommitAsync(stop);
            return deleted;
        }, stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
