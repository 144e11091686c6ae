using System.Security.Claims;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>The log of who looked at what and why. It commits before the data is shown; when it cannot, the data is not shown.</summary>
sealed class ReadLog(IDbContextFactory<DisclosureDb> database, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Looks on one page.</summary>
    public const int PageSize = 200;

    /// <summary>Kind of a line that says that something ended, and who writes it.</summary>
    public const string Deletion = "deletion", Node = "knooppunt", NodeName = "Knooppunt";
    const int LongestReason = 400;

    /// <summary>Records a look. Throws when the log cannot be written, so that the caller shows nothing.</summary>
    /// <param name="person">Who.</param>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="what">Its opaque id.</param>
    /// <param name="why">The reason, or the task that the page stands for.</param>
    /// <param name="ground">The article on which it rests.</param>
    /// <param name="stop">Stops.</param>
    public async Task Record(ClaimsPrincipal person, string kind, string what, string why, string ground, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        db.Looks.Add(new Look
        {
            At = clock.GetUtcNow().UnixMicroseconds,
            Who = person.PersonId,
            Name = person.DisplayName,
            Kind = kind,
            What = what,
            Why = why.Length > LongestReason ? why[..LongestReason] : why,
            Ground = ground,
        });
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
    }

    /// <summary>Records a look at something that draws itself anew all the time, such as the live map: once an hour per person.</summary>
    public async Task RecordHourly(ClaimsPrincipal person, string kind, string what, string why, string ground, CancellationToken stop = default)
    {
        var (who, since) = (person.PersonId, (clock.GetUtcNow() - TimeSpan.FromHours(1)).UnixMicroseconds);
        await using var db = await database.CreateDbContextAsync(stop);
        if (!await db.Looks.AnyAsync(row => row.Who == who && row.At > since && row.Kind == kind && row.What == what, stop))
            await Record(person, kind, what, why, ground, stop);
    }

    /// <summary>Records that a room ended what was past its term.</summary>
    /// <param name="what">What ended: a short name.</param>
    /// <param name="how">How many and on what term, in Dutch and English.</param>
    /// <param name="stop">Stops.</param>
    public Task RecordEnd(string what, string how, CancellationToken stop) => RecordOwn(Deletion, what, how, "AVG art. 5 lid 1 onder e", stop);

    /// <summary>Records what the node did by itself.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="what">Its opaque id, or a short name.</param>
    /// <param name="why">What it did and why.</param>
    /// <param name="ground">The article on which it rests.</param>
    /// <param name="stop">Stops.</param>
    public async Task RecordOwn(string kind, string what, string why, string ground, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        db.Looks.Add(new Look { At = clock.GetUtcNow().UnixMicroseconds, Who = Node, Name = NodeName, Kind = kind, What = what, Why = why, Ground = ground });
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
    }

    /// <summary>What ended since a moment, the newest first, at most 200.</summary>
    public async Task<IReadOnlyList<Look>> Ended(DateTimeOffset since, CancellationToken stop = default)
    {
        var from = since.UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Looks.AsNoTracking().Where(row => row.Kind == Deletion && row.At >= from).OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(stop);
    }

    /// <summary>Kind of a line that says that a file was taken out.</summary>
    public const string Export = "export";

    /// <summary>Files that were taken out since a moment, the newest first, at most 200: everybody's for who supervises the sharing, else the person's own.</summary>
    public async Task<IReadOnlyList<Look>> Exported(ClaimsPrincipal person, DateTimeOffset since, CancellationToken stop = default)
    {
        var (from, all, who) = (since.UnixMicroseconds, person.Supervises, person.PersonId);
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Looks.AsNoTracking().Where(row => row.Kind == Export && row.At >= from && (all || row.Who == who)).OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(stop);
    }

    /// <summary>Who looked at one thing, the newest first, at most 50.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="what">Its opaque id.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<Look>> At(string kind, string what, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Looks.AsNoTracking().Where(row => row.Kind == kind && row.What == what).OrderByDescending(row => row.Id).Take(50).ToListAsync(stop);
    }

    /// <summary>Looks that fit, the newest first, at most 200.</summary>
    /// <param name="text">Part of a name, kind, id or reason; null or empty for all.</param>
    /// <param name="before">Only looks with a smaller id; null for the newest.</param>
    /// <param name="from">Only looks at or after this moment; null for all.</param>
    /// <param name="to">Only looks before this moment; null for all.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<Look>> Search(string? text, long? before, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var looks = db.Looks.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
            looks = looks.Where(row => row.Name.Contains(text) || row.Kind.Contains(text) || row.What.Contains(text) || row.Why.Contains(text));
        if (from?.UnixMicroseconds is { } first)
            looks = looks.Where(row => row.At >= first);
        if (to?.UnixMicroseconds is { } end)
            looks = looks.Where(row => row.At < end);
        if (before is { } id)
            looks = looks.Where(row => row.Id < id);
        return await looks.OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(stop);
    }
}
