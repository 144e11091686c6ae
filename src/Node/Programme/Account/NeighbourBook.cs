using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Programme;

/// <summary>What came of taking accounts of other nodes in.</summary>
/// <param name="New">How many were not there; what stands already about the same node and year stays beside it.</param>
/// <param name="Same">How many were there already.</param>
/// <param name="Own">How many were about this node itself, whose account is kept here: they are left out.</param>
readonly record struct YearsTaken(int New, int Same, int Own);

/// <summary>The accounts of the other nodes of the letter, as these gave them. Nothing is changed: of each node and year the latest day holds.</summary>
sealed class NeighbourBook(IDbContextFactory<ProgrammeDb> database, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Of each node and year what holds.</summary>
    public async Task<IReadOnlyList<NodeYear>> Current(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return NodeYear.Current((await db.Neighbours.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop)).Select(row => row.Figure).Where(figure => figure.Node != settings.Node));
    }

    /// <summary>Takes accounts in, all or none.</summary>
    public Task<YearsTaken> Take(IReadOnlyList<NodeYear> years, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var known = (await db.Neighbours.AsNoTracking().ToListAsync(stop)).Select(row => row.Figure).ToHashSet();
        var (added, same, own) = (0, 0, 0);
        foreach (var year in years)
        {
            if (year.Node == settings.Node)
            {
                own++;
                continue;
            }

            if (!known.Add(year))
            {
                same++;
                continue;
            }

            added++;
            db.Neighbours.Add(new NeighbourYearRow { Node = year.Node, Year = year.Year, Allotted = year.Allotted, Committed = year.Committed, Spent = year.Spent, AsOf = year.AsOf.DayNumber, Source = year.Source, At = clock.GetUtcNow().UnixMicroseconds });
        }

        await db.SaveChangesAsync(stop);
        return new YearsTaken(added, same, own);
    }, stop);
}
