using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals.Following;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Ends the duties of signals that are no longer kept, with their history.</summary>
sealed class EndDuties(IDbContextFactory<FollowUpDb> database, SignalChanges signals, WriteTurn turn) : IDaily
{
    const int AtOnce = 500;

    public async Task Run(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        for (long from = 0; ;)
        {
            var some = await db.Duties.AsNoTracking().Where(row => row.Kind == Duties.Signal && row.Id > from).OrderBy(row => row.Id).Take(AtOnce).Select(row => new { row.Id, row.Object }).ToListAsync(stop);
            if (some.Count == 0)
                return;
            from = some[^1].Id;
            var ended = await signals.Ended([.. some.Select(row => row.Object)], stop);
            var ids = some.Where(row => ended.Contains(row.Object)).Select(row => row.Id).ToArray();
            if (ids.Length > 0)
                await turn.Take(() => End(db, ids, stop), stop);
        }
    }

    static async Task<int> End(FollowUpDb db, long[] ids, CancellationToken stop)
    {
        await using var all = await db.Database.BeginTransactionAsync(stop);
        await db.Steps.Where(step => ids.Contains(step.Duty)).ExecuteDeleteAsync(stop);
        var ended = await db.Duties.Where(duty => ids.Contains(duty.Id)).ExecuteDeleteAsync(stop);
        await all.CommitAsync(stop);
        return ended;
    }
}
