using System.Globalization;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>Ends lines of the read log past their term, and links to subjects that no line refers to any more. The log itself says how many, in the same transaction.</summary>
sealed class EndLooks(IDbContextFactory<DisclosureDb> database, SubjectLinks links, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"regels van het logboek, na {settings.ReadLogRetentionDays} dagen", $"lines of the read log, after {settings.ReadLogRetentionDays} days");

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var before = now.AddDays(-settings.ReadLogRetentionDays).UnixMicroseconds;
        if (await turn.Take(() => End(now, before, stop), stop) == 0)
            return;
        links.Forget();
        await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(DateTimeOffset now, long before, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var looks = await db.Looks.Where(row => row.At < before).ExecuteDeleteAsync(stop);
        var subjects = await db.Links.Where(link => link.Made < before && !db.Looks.Any(look => look.What == link.Id)).ExecuteDeleteAsync(stop);
        if (looks + subjects > 0)
        {
            db.Looks.Add(new Look
            {
                At = now.UnixMicroseconds,
                Who = ReadLog.Node,
                Name = ReadLog.NodeName,
                Kind = ReadLog.Deletion,
                What = "read-log",
                Why = string.Create(CultureInfo.InvariantCulture, $"{looks} regels en {subjects} verwijzingen ouder dan {settings.ReadLogRetentionDays} dagen gewist / {looks} lines and {subjects} links older than {settings.ReadLogRetentionDays} days deleted"),
                Ground = "AVG art. 5 lid 1 onder e",
            });
            await db.SaveChangesAsync(stop);
        }

        await transaction.CommitAsync(stop);
        return looks + subjects;
    }
}
