using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Concerned;

/// <summary>Takes back what an organisation gave to others about somebody once it decided to: a line per room, written with the decision, so that a kill in between is finished and counted right.</summary>
sealed class Takings(IDbContextFactory<ConcernedDb> database, IEnumerable<ITakesBack> rooms, PeopleNow people, WriteTurn turn) : IResumes, IDisposable
{
    readonly OneAtATime _one = new();

    /// <summary>The lines of a decision.</summary>
    public IReadOnlyList<TakingRow> Of(PartRow part, string who, string name) => [.. rooms.Select(room => new TakingRow { Part = part.Id, Room = room.Name, Who = who, Name = name })];

    /// <summary>Takes back what is still to be taken back.</summary>
    public async Task Resume(CancellationToken stop)
    {
        using var alone = await _one.Enter(stop);
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Takings.Where(row => row.State != TakingState.Done).OrderBy(row => row.Id).ToListAsync(stop))
            await Take(db, row, stop);
    }

    public void Dispose() => _one.Dispose();

    async Task Take(ConcernedDb db, TakingRow row, CancellationToken stop)
    {
        var part = await db.Parts.SingleAsync(one => one.Id == row.Part, stop);
        var sought = Sought.Read(await db.Requests.AsNoTracking().SingleAsync(request => request.Number == part.Request, stop));
        if (rooms.FirstOrDefault(one => one.Name == row.Room) is { } room)
        {
            if (row.State == TakingState.Waiting)
            {
                // Counted before anything goes: who comes back after a kill finds fewer.
                (row.State, row.Copies) = (TakingState.Counted, await room.Count(part.Organisation, sought, stop));
                await turn.Take(() => db.SaveChangesAsync(stop), stop);
            }

            row.Copies = Math.Max(row.Copies, await room.TakeBack(await people.Find(row.Who) ?? PeopleNow.Gone(row.Who, row.Name), part.Organisation, sought, stop));
        }

        row.State = TakingState.Done;
        if (!await db.Takings.AnyAsync(other => other.Part == row.Part && other.Id != row.Id && other.State != TakingState.Done, stop))
            part.TakenBack = row.Copies + await db.Takings.Where(other => other.Part == row.Part && other.Id != row.Id).SumAsync(other => other.Copies, stop);
        await turn.Take(() => db.SaveChangesAsync(stop), stop);
    }
}
