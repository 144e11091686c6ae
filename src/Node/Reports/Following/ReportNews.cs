using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports.Following;

/// <summary>How a report stands. What it says is for its owner alone.</summary>
/// <param name="Number">Where to go on from.</param>
/// <param name="Id">Id of the report.</param>
/// <param name="Owner">Short name of the organisation that answers for it.</param>
/// <param name="Confirmed">Whether somebody there, not only who had it before, answered the reporter.</param>
/// <param name="Answered">Whether it was closed and told.</param>
sealed record ReportStanding(long Number, string Id, string Owner, bool Confirmed, bool Answered);

/// <summary>A part of the page of a report that another room draws; it gets the report's <c>Id</c>, which the person may read.</summary>
/// <param name="Component">The component.</param>
sealed record ReportPart(Type Component)
{
    /// <summary>Names one.</summary>
    public static ReportPart Of<TComponent>() where TComponent : IComponent => new(typeof(TComponent));
}

/// <summary>What other rooms follow: each report once, in order, from the number where they were.</summary>
sealed class ReportNews(IDbContextFactory<ReportsDb> database)
{
    const int AtOnce = 200;

    /// <summary>Reports after a number, at most 200.</summary>
    public Task<IReadOnlyList<ReportStanding>> After(long number, CancellationToken stop) => Read(rows => rows.Where(row => row.Number > number).OrderBy(row => row.Number).Take(AtOnce), stop);

    /// <summary>How some reports stand; those that are no longer kept are not among them.</summary>
    public Task<IReadOnlyList<ReportStanding>> Of(IReadOnlyCollection<string> ids, CancellationToken stop) => Read(rows => rows.Where(row => ids.Contains(row.Id)), stop);

    async Task<IReadOnlyList<ReportStanding>> Read(Func<IQueryable<ReportRow>, IQueryable<ReportRow>> choose, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await choose(db.Reports.AsNoTracking()).Select(row => new ReportStanding(row.Number, row.Id, row.Owner, row.Confirmed != null && row.HandedOn == null, row.Answered != null)).ToListAsync(stop);
    }
}
