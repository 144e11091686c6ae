using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>
/// Ends signals past their term: the story with its evidence and what people did with it go, counts for the pattern's record stay, and a signed proof enters
/// the journal that it rested on. A kill in between is finished at the next run.
/// </summary>
sealed class EndSignals(IDbContextFactory<SignalsDb> database, JournalRoom journals, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    /// <summary>Microseconds of a day.</summary>
    public const long Day = 86_400_000_000;
    const int AtOnce = 500;

    public Word Ends => new($"signalen met hun bewijs, {settings.SignalRetentionDays} dagen nadat het laatste binnenkwam", $"signals with their evidence, {settings.SignalRetentionDays} days after the last of it came in");

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var before = now.AddDays(-settings.SignalRetentionDays).UnixMicroseconds;
        var ended = false;
        while (await turn.Take(() => EndSome(now, before, stop), stop))
            ended = true;
        await Prove(stop);
        if (ended)
            await RoomDatabase.Scrub(database, turn, stop);
    }

    /// <summary>Ends some signals of one journal in one transaction. False when none is due.</summary>
    async Task<bool> EndSome(DateTimeOffset now, long before, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Signals.IgnoreQueryFilters().Where(row => row.Arrived < before).OrderBy(row => row.Arrived).Select(row => row.Journal).FirstOrDefaultAsync(stop) is not { } journal)
            return false;
        var due = await db.Signals.IgnoreQueryFilters().Where(row => row.Arrived < before && row.Journal == journal).OrderBy(row => row.Arrived).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(stop);
        var ids = due.Select(row => row.Id).ToArray();
        var patterns = await db.Patterns.Where(row => ids.Contains(row.Signal)).ToListAsync(stop);
        var verdicts = await ListSignals.Verdicts(db).Where(action => ids.Contains(action.Signal)).ToDictionaryAsync(action => action.Signal, stop);
        await Count(db, patterns, verdicts, stop);
        db.Actions.RemoveRange(await db.Actions.Where(action => ids.Contains(action.Signal)).ToListAsync(stop));
        // What was put in the story of one that ends stands on its own again.
        db.Merges.RemoveRange(await db.Merges.Where(merge => ids.Contains(merge.Signal) || ids.Contains(merge.Into)).ToListAsync(stop));
        db.Changes.RemoveRange(await db.Changes.Where(change => ids.Contains(change.Signal)).ToListAsync(stop));
        db.Patterns.RemoveRange(patterns);
        db.Signals.RemoveRange(due);
        db.Deletions.Add(new DeletionRow { Name = $"signals-{due[0].Id}-{now.UnixMicroseconds.ToString(CultureInfo.InvariantCulture)}", Journal = journal, Statement = Statement(journal, due, now) });
        await db.SaveChangesAsync(stop);
        return true;
    }

    static async Task Count(SignalsDb db, List<SignalPatternRow> patterns, Dictionary<string, ActionRow> verdicts, CancellationToken stop)
    {
        foreach (var group in patterns.GroupBy(row => (row.Pattern, Day: row.Last / Day)))
        {
            if (await db.PatternCounts.FindAsync([group.Key.Pattern, group.Key.Day], stop) is not { } count)
                db.PatternCounts.Add(count = new PatternCountRow { Pattern = group.Key.Pattern, Day = group.Key.Day });
            count.Fired += group.Count();
            count.Confirmed += group.Count(row => verdicts.GetValueOrDefault(row.Signal)?.Kind == ActionKinds.Confirmed);
            count.Dismissed += group.Count(row => verdicts.GetValueOrDefault(row.Signal)?.Kind == ActionKinds.Dismissed);
            count.Innocent += group.Count(row => verdicts.GetValueOrDefault(row.Signal)?.Reason == ReasonCodes.Innocent);
        }
    }

    async Task Prove(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Deletions.OrderBy(row => row.Name).ToListAsync(stop))
        {
            // The journal of an organisation that left the node is closed; what the node did stands in the partnership's then.
            var journal = journals.Organisations.Contains(row.Journal) ? row.Journal : journals.Settings.Partnership;
            if (journal is not null)
                await journals.ProveDeletion(journal, row.Name, row.Statement);
            db.Deletions.Remove(row);
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }
    }

    string Statement(string journal, List<SignalRow> due, DateTimeOffset now)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in due)
            hash.AppendData(Encoding.UTF8.GetBytes(row.Story));
        return new JsonObject
        {
            ["journal"] = journal,
            ["signals"] = due.Count,
            ["days"] = settings.SignalRetentionDays,
            ["firstArrived"] = Text(UnixTime.FromMicroseconds(due[0].Arrived)),
            ["lastArrived"] = Text(UnixTime.FromMicroseconds(due[^1].Arrived)),
            ["sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ["deletedAt"] = Text(now),
        }.ToJsonString();
    }

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
