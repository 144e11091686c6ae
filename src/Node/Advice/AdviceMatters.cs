using System.Security.Claims;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>Advice as something that people are told of, as they may see it.</summary>
sealed class AdviceMatters(AdviceBook book, IDbContextFactory<AdviceDb> database) : IMatters
{
    /// <summary>The kind.</summary>
    public const string Advice = "advice";

    public string Kind => Advice;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        (await book.FindMany(person, ids, stop)).ToDictionary(file => file.Row.Id, file => new Matter(Advice, file.Row.Id, new Word($"advies voor {file.Row.Receiver}", $"advice for {file.Row.Receiver}"), Severity.Medium, $"/advice/{file.Row.Id}",
            [.. new[] { file.Row.Organisation, file.Row.Partner }.Where(organisation => organisation.Length > 0)]));

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return ids.Except(await db.Advice.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>What people must hear of advice: that it is past its day.</summary>
sealed class AdviceNews(IDbContextFactory<AdviceDb> database) : INews
{
    public string Name => "advice-news";

    public async Task<IReadOnlyList<News>> After(long number, int most, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.News.AsNoTracking().Where(row => row.Id > number).OrderBy(row => row.Id).Take(most)
            .Select(row => new News(row.Id, row.At, DutyDeed.Reminded, AdviceMatters.Advice, row.Advice, row.Organisation, "")).ToListAsync(stop);
    }
}
