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
        Assert.Equal(["signals", "inspections-held", "looked-at-containers", "not-in-order-containers"], (await Book.Things(stop)).Where(what => WeeklyCount.IsOwn(what) && !WeeklyCount.IsSplit(what) && what != WeeklyCount.Confirmed));

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

    // A signal is in one good and in one modus, so that these add up to all.
    [Fact]
    public async Task Signals_split_by_what_they_are_about_and_by_the_method_of_their_gravest_pattern()
    {
        var stop = TestContext.Current.CancellationToken;
        var pattern = cases.Node.Services.GetRequiredService<PatternShelf>().All.First(one => one.Document.Card?.Script?.StartsWith("MO-03/", StringComparison.Ordinal) == true).Document.Id;
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(stop))
        {
            // At a place of its own, so that other tests do not count here. The first says since when the node counts.
            foreach (var (id, day, kind, lead) in new[] { ("s0", -10, "pass", "gone"), ("s1", 1, "container", pattern), ("s2", 2, "vessel", "gone"), ("s3", 8, "container", "gone"), ("s4", 9, "pass", pattern) })
            {
                var row = OwnCountsTests.Signal(id, Monday.AddDays(day));
                (row.SubjectKind, row.LeadPattern, row.Place) = (kind, lead, "rwg/quay");
                db.Signals.Add(row);
            }

            db.Actions.Add(new ActionRow { Signal = "s5", At = 1, Who = "x", Name = "x", Kind = ActionKinds.Dismissed, Reason = "", Comment = "" });
            var dismissed = OwnCountsTests.Signal("s5", Monday.AddDays(9));
            (dismissed.SubjectKind, dismissed.Place) = ("drone", "rwg/quay");
            db.Signals.Add(dismissed);
            await db.SaveChangesAsync(stop);
        }

        Assert.Equal([1, 1, 0, 0, 0], await Course("signals-about-container", "rwg"));
        Assert.Equal([1, 0, 0, 0, 0], await Course("signals-about-vessel", "rwg"));
        Assert.Equal([0, 1, 0, 0, 0], await Course("signals-about-other", "rwg"));
        Assert.Equal([1, 1, 0, 0, 0], await Course("signals-fit-MO-03", "rwg"));
        Assert.Equal([1, 1, 0, 0, 0], await Course("signals-fit-other", "rwg"));
        var things = (await Book.Things(stop)).Where(WeeklyCount.IsSplit).ToList();
        Assert.Equal(["signals-about-container", "signals-about-vessel", "signals-about-other", "signals-fit-MO-03", "signals-fit-other"], things);

        // Choosable where counts are chosen, and kept for when the signals end.
        foreach (var address in new[] { "/barriers/plan", "/programme/displacement" })
            Assert.Contains("signalen die passen bij ophalen met een gestolen code (MO-03)</option>", await cases.Officer.Read(address), StringComparison.Ordinal);
        Assert.Contains("signalen: alle methoden naast elkaar</option>", await cases.Officer.Read("/programme/displacement"), StringComparison.Ordinal);
        await Book.Run(stop);
        await using var weeks = await cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(stop);
        Assert.Equal(2, await weeks.Weeks.Where(row => row.What == "signals-fit-MO-03" && row.Place == "rwg" && row.Week >= Monday.DayNumber).SumAsync(row => row.Count, stop));
    }

    async Task<IEnumerable<long>> Course(string what, string place = "ect-delta") => (await Book.Of(what)).Where(count => count.Place == place && count.Week >= Monday).GroupBy(count => count.Week).OrderBy(week => week.Key).Select(week => week.Last().Count);

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
