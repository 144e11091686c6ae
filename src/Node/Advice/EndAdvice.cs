using System.Globalization;
using Knooppunt.Advice;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>Ends an advice two years after it was closed, with what was said of it. How many, and how many of those closed by themselves, is kept.</summary>
sealed class EndAdvice(IDbContextFactory<AdviceDb> database, Talks talks, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"een advies, {AdviceCourse.KeptDays} dagen na het sluiten", $"an advice, {AdviceCourse.KeptDays} days after closing");

    public async Task Run(CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddDays(-AdviceCourse.KeptDays).UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        var ended = await db.Advice.AsNoTracking().Where(row => row.Closed < before).OrderBy(row => row.Number).Select(row => new { row.Number, row.Id, Alone = db.Steps.Any(step => step.Advice == row.Number && step.Step == AdviceStep.Closed && step.Name == AdviceClock.Writer) }).ToListAsync(stop);
        if (ended.Count == 0)
            return;
        var (numbers, ids, alone) = (ended.Select(row => row.Number).ToArray(), ended.Select(row => row.Id).ToArray(), ended.Count(row => row.Alone));
        await talks.End(AdviceMatters.Advice, ids, stop);
        await turn.Take(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            await db.Steps.Where(step => numbers.Contains(step.Advice)).ExecuteDeleteAsync(stop);
            await db.News.Where(news => ids.Contains(news.Advice)).ExecuteDeleteAsync(stop);
            var rows = await db.Advice.Where(row => numbers.Contains(row.Number)).ExecuteDeleteAsync(stop);
            await whole.CommitAsync(stop);
            return rows;
        }, stop);
        await log.RecordEnd("advice", string.Create(CultureInfo.InvariantCulture, $"{ended.Count} adviezen, waarvan {alone} vanzelf gesloten / {ended.Count} advices, of which {alone} closed by themselves"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
