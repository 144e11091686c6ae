using Knooppunt.Advice;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>Ends an advice two years after it was closed.</summary>
sealed class EndAdvice(IDbContextFactory<AdviceDb> database, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"een advies, {AdviceCourse.KeptDays} dagen na het sluiten", $"an advice, {AdviceCourse.KeptDays} days after closing");

    public async Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-AdviceCourse.KeptDays).UnixMicroseconds;
        var ended = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            await db.Steps.Where(step => db.Advice.Any(row => row.Number == step.Advice && row.Closed < before)).ExecuteDeleteAsync(stop);
            var rows = await db.Advice.Where(row => row.Closed < before).ExecuteDeleteAsync(stop);
            await whole.CommitAsync(stop);
            return rows;
        }, stop);
        if (ended > 0)
            await RoomDatabase.Scrub(database, turn, stop);
    }
}
