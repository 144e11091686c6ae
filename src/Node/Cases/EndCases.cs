using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>
/// Deletes closed cases, with their timeline, pointers and custody logs, when the term of their regime has passed; a signed proof enters the journal of who opened
/// them. A kill in between is finished at the next run.
/// </summary>
sealed class EndCases(IDbContextFactory<CasesDb> database, JournalRoom journals, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new("zaken met hun bewijsketen, na de termijn van hun regime", "cases with their chain of custody, after the term of their regime");

    public async Task Run(CancellationToken stop)
    {
        var ended = 0;
        foreach (var regime in Enum.GetValues<Regime>())
            ended += await turn.Take(() => End(regime, stop), stop);
        await PendingProofs.Prove(database, journals, turn, stop);
        if (ended == 0)
            return;
        await log.RecordEnd("cases", string.Create(CultureInfo.InvariantCulture, $"{ended} zaken / {ended} cases"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    async Task<int> End(Regime regime, CancellationToken stop)
    {
        var (now, days) = (clock.GetUtcNow(), CaseTerms.Of(regime).Days);
        var before = now.AddDays(-days).UnixMicroseconds;
        await using var db = await database.CreateDbContextAsync(stop);
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var due = db.Cases.Where(row => row.Regime == regime && row.Closed < before).Select(row => row.Number);
        foreach (var home in (await db.Cases.AsNoTracking().Where(row => row.Regime == regime && row.Closed < before).OrderBy(row => row.Number).ToListAsync(stop)).GroupBy(row => row.Home))
            db.Proofs.Add(PendingProof.Of($"cases-{regime.ToString().ToLowerInvariant()}", home.Key, home.Count(), days, await Hash(db, [.. home], stop), now));
        await db.SaveChangesAsync(stop);
        await db.Custody.Where(link => db.Pointers.Any(pointer => pointer.Id == link.Pointer && due.Contains(pointer.Case))).ExecuteDeleteAsync(stop);
        await db.Pointers.Where(pointer => due.Contains(pointer.Case)).ExecuteDeleteAsync(stop);
        await db.Signals.Where(link => due.Contains(link.Case)).ExecuteDeleteAsync(stop);
        await db.Owed.Where(owed => due.Contains(owed.Case)).ExecuteDeleteAsync(stop);
        await db.Partners.Where(partner => due.Contains(partner.Case)).ExecuteDeleteAsync(stop);
        await db.Events.Where(line => due.Contains(line.Case)).ExecuteDeleteAsync(stop);
        var ended = await db.Cases.Where(row => row.Regime == regime && row.Closed < before).ExecuteDeleteAsync(stop);
        await whole.CommitAsync(stop);
        return ended;
    }

    // What was said in each case, and the seal of each log, which stands for all its lines.
    static async Task<string> Hash(CasesDb db, CaseRow[] rows, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            Add(row.Id, row.Title);
            foreach (var line in await db.Events.AsNoTracking().Where(line => line.Case == row.Number).OrderBy(line => line.Id).ToListAsync(stop))
                Add(line.At.ToString(CultureInfo.InvariantCulture), line.Deed.ToString(), line.Name, line.About, line.Text, line.Ground);
            foreach (var pointer in await db.Pointers.AsNoTracking().Where(pointer => pointer.Case == row.Number).OrderBy(pointer => pointer.Id).ToListAsync(stop))
                Add(pointer.Id, pointer.Reference, pointer.Seal);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
                hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        }
    }
}
