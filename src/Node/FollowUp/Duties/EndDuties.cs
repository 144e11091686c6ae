using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Ends the duties of what is no longer kept, with their history, and what was said and asked about it.</summary>
sealed class EndDuties(IDbContextFactory<FollowUpDb> database, AllMatters matters, ReadLog log, WriteTurn turn) : IDaily
{
    const int AtOnce = 500;

    public Word Ends => new("wat mensen deden en zeiden over wat er niet meer is", "what people did and said about what is no longer there");

    public async Task Run(CancellationToken stop)
    {
        var duties = 0;
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var kind in matters.Kinds)
        {
            for (long from = 0; ;)
            {
                var some = await db.Duties.AsNoTracking().Where(row => row.Kind == kind.Kind && row.Id > from).OrderBy(row => row.Id).Take(AtOnce).Select(row => new { row.Id, row.Object }).ToListAsync(stop);
                if (some.Count == 0)
                    break;
                from = some[^1].Id;
                var ended = await kind.Ended([.. some.Select(row => row.Object)], stop);
                if (ended.Count > 0)
                    duties += await turn.Take(() => End(db, kind.Kind, [.. ended], [.. some.Where(row => ended.Contains(row.Object)).Select(row => row.Id)], stop), stop);
            }
        }

        if (duties > 0)
            await log.RecordEnd("duties", string.Create(CultureInfo.InvariantCulture, $"{duties} taken met wat erover gezegd is / {duties} duties with what was said about them"), stop);
        // What was said about a copy ends with the copy; that it was given stays longer.
        await turn.Take(() => db.Notes.Where(note => note.Kind == Duties.Share && db.Shares.Any(row => row.Id == note.Object && row.Story == "")).ExecuteDeleteAsync(stop), stop);
        await turn.Take(() => db.ActionPoints.Where(point => point.Kind == Duties.Share && db.Shares.Any(row => row.Id == point.Object && row.Story == "")).ExecuteDeleteAsync(stop), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    static async Task<int> End(FollowUpDb db, string kind, string[] things, long[] duties, CancellationToken stop)
    {
        await using var all = await db.Database.BeginTransactionAsync(stop);
        await db.Notes.Where(note => note.Kind == kind && things.Contains(note.Object)).ExecuteDeleteAsync(stop);
        await db.ActionPoints.Where(point => point.Kind == kind && things.Contains(point.Object)).ExecuteDeleteAsync(stop);
        await db.Steps.Where(step => duties.Contains(step.Duty)).ExecuteDeleteAsync(stop);
        var ended = await db.Duties.Where(duty => duties.Contains(duty.Id)).ExecuteDeleteAsync(stop);
        await all.CommitAsync(stop);
        return ended;
    }
}
