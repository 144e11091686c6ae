using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>The neighbours, and how far we are with each.</summary>
sealed class LinkBook(IDbContextFactory<ExchangeDb> database, WriteTurn turn, IDataProtectionProvider protection, NodeSettings settings, TimeProvider clock)
{
    /// <summary>The most neighbours of a node.</summary>
    public const int MostLinks = 100;

    /// <summary>Refusals that are kept of one neighbour.</summary>
    public const int MostRefusals = 200;

    readonly IDataProtector _protector = protection.CreateProtector("exchange-link");

    public async Task<List<LinkRow>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Links.AsNoTracking().OrderBy(row => row.Name).ToListAsync(stop);
    }

    /// <summary>A link as it stands; null when it is gone.</summary>
    public async Task<LinkRow?> Find(long link, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Links.AsNoTracking().SingleOrDefaultAsync(row => row.Number == link, stop);
    }

    /// <summary>The last refusals, newest first.</summary>
    public async Task<List<LinkRefusalRow>> Refusals(int most, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Refusals.AsNoTracking().OrderByDescending(row => row.Id).Take(most).ToListAsync(stop);
    }

    /// <summary>The password or token of a link.</summary>
    public string SecretOf(LinkRow link) => _protector.Unprotect(link.Secret);

    /// <summary>Adds a neighbour; why not, or null when it is added. Paused from the start, it stands still until it is let go on.</summary>
    public async Task<Refusal?> Add(string name, string root, string user, string secret, string pullFrom, string pushTo, bool paused, CancellationToken stop)
    {
        if (name.Length is 0 or > 40 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return Refusal.Wrong("Geef het knooppunt een korte naam: kleine letters, cijfers en streepjes, hoogstens 40.", "Give the node a short name: lower case letters, digits and hyphens, at most 40.");
        if (name == Party.File.ShortName)
            return Refusal.Wrong($"De naam {name} staat voor een bestand waarvan niemand zei van wie het is. Kies een andere.", $"The name {name} stands for a file of which nobody said from whom it is. Choose another.");
        if (!IsAllowed(root))
            return Refusal.Wrong("Het adres moet met https:// beginnen en alleen het pad van de API-root bevatten; http mag alleen naar deze machine.", "The address must begin with https:// and hold the path of the API root alone; http may only go to this machine.");
        if (secret.Length is 0 or > 1000 || user.Length > 200 || user.Contains(':', StringComparison.Ordinal) || secret.Any(char.IsControl) || user.Any(char.IsControl))
            return Refusal.Wrong("Vul de sleutel in die u van het andere knooppunt kreeg, en alleen bij Basic een gebruikersnaam (zonder dubbele punt).", "Fill in the key that the other node gave you, and a user name (without a colon) for Basic alone.");
        if (pullFrom.Length > 100 || pushTo.Length > 100 || pullFrom.Length + pushTo.Length == 0)
            return Refusal.Wrong("Noem een collectie om uit te lezen, een om in te schrijven, of beide.", "Name a collection to read from, one to add to, or both.");
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Links.AnyAsync(row => row.Name == name, stop) || await db.Links.CountAsync(stop) >= MostLinks)
            return Refusal.Wrong("Die naam is er al, of er zijn al honderd koppelingen.", "That name is there already, or there are a hundred links already.");
        db.Links.Add(new() { Name = name, Root = root.EndsWith('/') ? root : root + "/", User = user, Secret = _protector.Protect(secret), PullFrom = pullFrom, PushTo = pushTo, Paused = paused });
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        return null;
    }

    /// <summary>Whether an address may be one of a neighbour: https, or this machine itself.</summary>
    bool IsAllowed(string root) => root.Length <= 500 && Uri.TryCreate(root, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == "https" || (address.Scheme == "http" && (address.IsLoopback || settings.Sample)));

    /// <summary>Pauses a link, or lets it go on, at once.</summary>
    public Task Pause(long link, bool paused, CancellationToken stop) => Change(link, row =>
    {
        row.Paused = paused;
        row.NotBefore = 0;
    }, stop);

    /// <summary>Lets a link try at once.</summary>
    public Task Hurry(long link, CancellationToken stop) => Change(link, row => row.NotBefore = 0, stop);

    /// <summary>Forgets a link. What it brought stays.</summary>
    public async Task Remove(long link, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(async () => await db.Refusals.Where(row => row.Link == link).ExecuteDeleteAsync(stop) + await db.Links.Where(row => row.Number == link).ExecuteDeleteAsync(stop), stop);
    }

    /// <summary>Changes a link as it stands; nothing when it is gone.</summary>
    public async Task Change(long link, Action<LinkRow> change, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(async () =>
        {
            if (await db.Links.SingleOrDefaultAsync(row => row.Number == link, stop) is not { } row)
                return 0;
            change(row);
            return await db.SaveChangesAsync(stop);
        }, stop);
    }

    /// <summary>Keeps the first of what was refused, and no more of one neighbour than fit on a screen.</summary>
    public async Task Keep(long link, IReadOnlyList<(string Object, RefusalReason Why)> refused, CancellationToken stop)
    {
        if (refused.Count == 0)
            return;
        var at = clock.GetUtcNow().UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        await turn.Take(async () =>
        {
            db.Refusals.AddRange(refused.Take(MostRefusals).Select(one => new LinkRefusalRow { Link = link, At = at, Object = RefusalReason.Shown(one.Object, 300), Sentence = one.Why.Kept }));
            await db.SaveChangesAsync(stop);
            var last = await db.Refusals.Where(row => row.Link == link).OrderByDescending(row => row.Id).Skip(MostRefusals).Select(row => row.Id).FirstOrDefaultAsync(stop);
            return await db.Refusals.Where(row => row.Link == link && row.Id <= last).ExecuteDeleteAsync(stop);
        }, stop);
    }
}
