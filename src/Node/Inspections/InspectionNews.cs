using Knooppunt.Node.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>What participants must hear of: that they are on a plan, that time or place changed, that it is over.</summary>
sealed class InspectionNews(IDbContextFactory<InspectionsDb> database) : INews
{
    public string Name => "inspection-news";

    public async Task<IReadOnlyList<News>> After(long number, int most, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.News.AsNoTracking().Where(row => row.Id > number).OrderBy(row => row.Id).Take(most)
            .Select(row => new News(row.Id, row.At, row.Deed, InspectionMatters.Inspection, row.Inspection, row.Organisation, row.By)).ToListAsync(stop);
    }
}
