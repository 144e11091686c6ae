using Knooppunt.Cases;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>Deletes closed cases, with their timeline, pointers and custody logs, when the term of their regime has passed.</summary>
sealed class EndCases(IDbContextFactory<CasesDb> database, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new("zaken met hun bewijsketen, na de termijn van hun regime", "cases with their chain of custody, after the term of their regime");

    public async Task Run(CancellationToken stop)
    {
        var ended = 0;
        foreach (var regime in Enum.GetValues<Regime>())
            ended += await turn.Take(() => End(regime, stop), stop);
        if (ended > 0)
            await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(Regime regime, CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-CaseTerms.Of(regime).Days).UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var due = db.Cases.Where(row => row.Regime == regime && row.Closed < before).Select(row => row.Number);
        await db.Custody.Where(link => db.Pointers.Any(pointer => pointer.Id == link.Pointer && due.Contains(pointer.Case))).ExecuteDeleteAsync(stop);
        await db.Pointers.Where(pointer => due.Contains(pointer.Case)).ExecuteDeleteAsync(stop);
        await db.Signals.Where(link => due.Contains(link.Case)).ExecuteDeleteAsync(stop);
        await db.Partners.Where(partner => due.Contains(partner.Case)).ExecuteDeleteAsync(stop);
        await db.Events.Where(line => due.Contains(line.Case)).ExecuteDeleteAsync(stop);
        var ended = await db.Cases.Where(row => row.Regime == regime && row.Closed < before).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }
}
