using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>The competence map as the partners keep it.</summary>
sealed class Competences(IDbContextFactory<FollowUpDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The lines in force, the oldest first, with the map that they make.</summary>
    public async Task<(IReadOnlyList<CompetenceRow> Rows, CompetenceMap Map)> Read(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Competences.AsNoTracking().Where(row => row.Until == null).OrderBy(row => row.Id).ToListAsync(stop);
        return (rows, new CompetenceMap([.. rows.Select(RuleOf)], settings.LastResort));
    }

    /// <summary>One line, in force or not; null when there never was one.</summary>
    public async Task<CompetenceRow?> Find(long id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Competences.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop);
    }

    /// <summary>Lines that are no longer in force, the latest first, at most 100.</summary>
    public async Task<IReadOnlyList<CompetenceRow>> Ended(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Competences.AsNoTracking().Where(row => row.Until != null).OrderByDescending(row => row.Until).Take(100).ToListAsync(stop);
    }

    /// <summary>Writes a line, in the place of another when that is named. False when that one is no longer in force: somebody was first.</summary>
    /// <param name="row">The line.</param>
    /// <param name="instead">Id of the line that it replaces; null for a new one.</param>
    /// <param name="stop">Stops.</param>
    public Task<bool> Write(CompetenceRow row, long? instead, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (instead is { } id && !await EndIn(db, id, row.By, stop))
            return false;
        db.Competences.Add(row);
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>Ends a line. False when it is no longer in force.</summary>
    public Task<bool> End(long id, string by, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (!await EndIn(db, id, by, stop))
            return false;
        await db.SaveChangesAsync(stop);
        return true;
    }, stop);

    /// <summary>The rule that a line states.</summary>
    public static CompetenceRule RuleOf(CompetenceRow row) => new()
    {
        Place = row.Place,
        Phenomenon = row.Phenomenon,
        Regime = row.Regime is null ? null : Enum.Parse<Regime>(row.Regime),
        Body = row.Body,
        Fallback = row.Fallback,
        Answer = TimeSpan.FromMinutes(row.AnswerMinutes),
        Act = TimeSpan.FromHours(row.ActHours),
        Channel = row.Channel,
        Basis = row.Basis,
    };

    async Task<bool> EndIn(FollowUpDb db, long id, string by, CancellationToken stop)
    {
        if (await db.Competences.SingleOrDefaultAsync(row => row.Id == id && row.Until == null, stop) is not { } old)
            return false;
        (old.Until, old.EndedBy) = (clock.GetUtcNow().UnixMicroseconds, by);
        return true;
    }
}
