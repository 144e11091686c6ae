using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>What a person must know, and how they want to be told.</summary>
sealed class NoticeBox(IDbContextFactory<FollowUpDb> database, WriteTurn turn, TimeProvider clock) : IDaily
{
    const int Most = 100;
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How many a person has not read.</summary>
    public async Task<int> Unread(string person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Notices.CountAsync(row => row.Person == person && row.Read == null, stop);
    }

    /// <summary>The newest of a person, at most 100.</summary>
    public async Task<IReadOnlyList<NoticeRow>> Of(string person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Notices.AsNoTracking().Where(row => row.Person == person).OrderByDescending(row => row.Id).Take(Most).ToListAsync(stop);
    }

    /// <summary>A person has read everything up to one.</summary>
    public Task ReadTo(string person, long last, CancellationToken stop = default) => turn.Take(async () =>
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Notices.Where(row => row.Person == person && row.Id <= last && row.Read == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Read, now), stop);
    }, stop);

    /// <summary>How a person wants to be told; the usual when they never said.</summary>
    public async Task<NoticeWishRow> Wish(string person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.NoticeWishes.FindAsync([person], stop) ?? new NoticeWishRow { Person = person };
    }

    /// <summary>A person says how they want to be told.</summary>
    public Task Keep(NoticeWishRow wish, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var known = await db.NoticeWishes.AnyAsync(row => row.Person == wish.Person, stop);
        db.Entry(wish).State = known ? EntityState.Modified : EntityState.Added;
        return await db.SaveChangesAsync(stop);
    }, stop);

    public Word Ends => new($"berichten aan mensen, na {Kept.Days} dagen", $"messages to people, after {Kept.Days} days");

    /// <summary>Ends notices after 30 days.</summary>
    public Task Run(CancellationToken stop) => turn.Take(async () =>
    {
        var before = (clock.GetUtcNow() - Kept).UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Notices.Where(row => row.At < before).ExecuteDeleteAsync(stop);
    }, stop);
}
