using Knooppunt.Barriers;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Inspections;
using Knooppunt.Tests.Node.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Barriers;

/// <summary>What of its own counts a node does not tell, and that their course has no holes.</summary>
public sealed class OwnCountRulesTests(CaseNode cases) : IClassFixture<CaseNode>
{
    WeekBook Book => cases.Node.Services.GetRequiredService<WeekBook>();

    DateOnly Monday => Book.ThisWeek.AddDays(-7 * 5);

    // Of fewer than five that were looked at, what was not in order may lead to one company: such a week is left out, and effort stays.
    [Fact]
    public async Task What_was_not_in_order_is_told_only_where_five_or_more_were_looked_at()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>().CreateDbContextAsync(stop);
        OwnCountsTests.Held(db, "k0", Monday.AddDays(-1), InspectionState.Closed, ("ect", "company"));
        OwnCountsTests.Held(db, "k1", Monday.AddDays(1), InspectionState.Closed, ("ect", "company"));
        OwnCountsTests.Held(db, "k2", Monday.AddDays(8), InspectionState.Closed, ("ect", "company"));
        db.Answers.AddRange(OwnCountsTests.Counted("k1", "k1a", "ect", "premises", 4, 1), OwnCountsTests.Counted("k2", "k2a", "ect", "premises", 5, 1));
        await db.SaveChangesAsync(stop);
        Assert.Equal([4, 5, 0, 0, 0], await Course("looked-at-premises"));
        Assert.Equal([1, 0, 0, 0], await Course("not-in-order-premises"));
        Assert.DoesNotContain(await Book.Of("not-in-order-premises"), count => count.Place == "ect-delta" && count.Week == Monday);
    }

    // All that was counted ended; the weeks since the last that is kept were counted too, and nothing was in them.
    [Fact]
    public async Task Weeks_after_everything_ended_are_weeks_with_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        await Book.Take([new("ect-delta", Book.ThisWeek.AddDays(-7 * 3), WeeklyCount.Signals, 7, "zelf geteld")], stop);
        Assert.Equal([7, 0, 0], (await Book.Of(WeeklyCount.Signals)).Where(count => count.Place == "ect-delta").OrderBy(count => count.Week).Select(count => count.Count));
        await Book.Run(stop);
        await using var weeks = await cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(stop);
        Assert.Equal(3, await weeks.Weeks.CountAsync(row => row.What == WeeklyCount.Signals && row.Place == "ect-delta", stop));
    }

    async Task<IEnumerable<long>> Course(string what) => (await Book.Of(what)).Where(count => count.Place == "ect-delta" && count.Week >= Monday).OrderBy(count => count.Week).Select(count => count.Count);
}
