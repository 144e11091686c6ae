using System.Globalization;
using Knooppunt.Barriers;
using Knooppunt.Inspections;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Barriers;

/// <summary>What the node counts itself per week and place: what counts, what does not, and that it stays when what it was counted from ends.</summary>
public sealed class OwnCountsTests(CaseNode cases) : IClassFixture<CaseNode>
{
    WeekBook Book => cases.Node.Services.GetRequiredService<WeekBook>();

    DateOnly Monday => Book.ThisWeek.AddDays(-7 * 5);

    [Fact]
    public async Task Inspections_count_by_week_without_people_and_without_what_stands_under_a_closed_regime()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>().CreateDbContextAsync(stop);
        // The first only says since when the node counts.
        Held(db, "a", Monday.AddDays(-3), InspectionState.Closed, ("ect", "company"));
        Held(db, "b", Monday.AddDays(1), InspectionState.Closed, ("ect", "company"), ("rwg", "customs"));
        db.Answers.AddRange(
            Counted("b", "1", "ect", "containers", 40, 2),
            Counted("b", "2", "ect", "containers", 44, 3, "1"),
            Counted("b", "3", "rwg", "containers", 500, 90),
            Counted("b", "4", "ect", "people", 12, 4));
        Held(db, "c", Monday.AddDays(2), InspectionState.Closed, ("rwg", "customs"), ("douane", "police"));
        Held(db, "d", Monday.AddDays(2), InspectionState.Planned, ("ect", "company"));
        await db.SaveChangesAsync(stop);

        Assert.Equal([1, 0, 0, 0, 0], await Course(WeeklyCount.Inspections));
        Assert.Equal([44, 0, 0, 0, 0], await Course("looked-at-containers"));
        Assert.Equal([3, 0, 0, 0, 0], await Course("not-in-order-containers"));
        Assert.Equal(["signals", "inspections-held", "looked-at-containers", "not-in-order-containers"], (await Book.Things(stop)).Where(WeeklyCount.IsOwn).Where(what => what != WeeklyCount.Confirmed));

        // Choosable where counts are chosen, with what a reader must know.
        var id = await BarrierTests.Open(cases.Officer, ("day", Monday.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        foreach (var address in new[] { $"/barriers/{id}?method=series&what=not-in-order-containers", "/barriers/plan?what=not-in-order-containers&place=ect-delta", "/programme/displacement?what=not-in-order-containers" })
        {
            var page = await cases.Officer.Read(address);
            Assert.Contains("bij controles niet in orde: containers</option>", page, StringComparison.Ordinal);
            if (!address.StartsWith("/barriers/" + id, StringComparison.Ordinal))
                Assert.Contains("Wie meer bekijkt vindt meer", page, StringComparison.Ordinal);
        }

        Assert.Contains("Meldingen zijn hier niet te kiezen", await cases.Officer.Read($"/barriers/{id}?method=series"), StringComparison.Ordinal);

        // Kept once; what it was counted from may end.
        await Book.Run(stop);
        await Book.Run(stop);
        await db.Answers.ExecuteDeleteAsync(stop);
        await db.Participants.ExecuteDeleteAsync(stop);
        await db.Inspections.ExecuteDeleteAsync(stop);
        Assert.Equal([44, 0, 0, 0, 0], await Course("looked-at-containers"));
        await using var weeks = await cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(stop);
        Assert.Equal(5, await weeks.Weeks.CountAsync(row => row.What == "looked-at-containers" && row.Place == "ect-delta", stop));
    }

    [Fact]
    public async Task Signals_count_as_confirmed_by_the_verdict_that_stands()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(stop);
        foreach (var (id, day, kinds) in new (string, int, string[])[] { ("w1", -3, []), ("w2", 1, [ActionKinds.Confirmed]), ("w3", 2, [ActionKinds.Confirmed, ActionKinds.Reopened]), ("w4", 3, [ActionKinds.Dismissed, ActionKinds.Confirmed]), ("w5", 4, [ActionKinds.Dismissed]), ("w6", 8, []) })
        {
            db.Signals.Add(Signal(id, Monday.AddDays(day)));
            foreach (var kind in kinds)
            {
                db.Actions.Add(new ActionRow { Signal = id, At = 1, Who = "x", Name = "x", Kind = kind, Reason = "", Comment = "" });
                await db.SaveChangesAsync(stop);
            }
        }

        await db.SaveChangesAsync(stop);
        Assert.Equal([3, 1, 0, 0, 0], await Course(WeeklyCount.Signals));
        Assert.Equal([2, 0, 0, 0, 0], await Course(WeeklyCount.Confirmed));
        Assert.Contains(WeeklyCount.Confirmed, await Book.Things(stop));
    }

    async Task<IEnumerable<long>> Course(string what) => (await Book.Of(what)).Where(count => count.Place == "ect-delta" && count.Week >= Monday).GroupBy(count => count.Week).OrderBy(week => week.Key).Select(week => week.Last().Count);

    internal static void Held(InspectionsDb db, string id, DateOnly day, InspectionState state, params (string Organisation, string Power)[] participants)
    {
        var starts = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero).UnixMicroseconds;
        db.Inspections.Add(new InspectionRow { Id = id, Lead = "ect", Title = "t", Place = "ect-delta/quay", Why = "w", Starts = starts, Ends = starts, State = state, Name = "n", Closed = starts });
        db.Participants.AddRange(participants.Select(one => new ParticipantRow { Inspection = id, Organisation = one.Organisation, Power = one.Power }));
    }

    internal static FieldAnswerRow Counted(string inspection, string id, string organisation, string item, int looked, int found, string replaces = "") =>
        new() { Inspection = inspection, Id = id, Organisation = organisation, Item = item, Verdict = FieldVerdict.Wrong, Looked = looked, Found = found, Note = "", At = 1, Received = 1, Name = "n", Replaces = replaces };

    internal static SignalRow Signal(string id, DateOnly day)
    {
        var at = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero).UnixMicroseconds;
        return new() { Id = id, Journal = "ect", SubjectKind = "container", SubjectValue = id, Severity = 1, First = at, Last = at, LeadPattern = "p", Headline = "h", HeadlineEnglish = "h", Observations = 1, Place = "ect-delta/quay", Label = 1, GapSeconds = 1, Arrived = at, Story = "{}" };
    }
}
