using CsCheck;
using Knooppunt.Concerned;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Concerned;

public sealed class RequestTermsTests
{
    static readonly string[] Grounds = ["", "nonsense", .. RefusalGrounds.All.Select(ground => ground.Code)];

    [Theory]
    [InlineData("2026-01-15", "2026-02-15", "2026-04-15")]
    [InlineData("2026-01-31", "2026-02-28", "2026-04-30")]
    [InlineData("2028-01-31", "2028-02-29", "2028-04-30")]
    [InlineData("2028-01-30", "2028-02-29", "2028-04-30")]
    [InlineData("2026-03-31", "2026-04-30", "2026-06-30")]
    [InlineData("2026-11-30", "2026-12-30", "2027-02-28")]
    [InlineData("2026-12-31", "2027-01-31", "2027-03-31")]
    [InlineData("2028-02-29", "2028-03-29", "2028-05-29")]
    public void Month_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(string received, string first, string extended)
    {
        var terms = new RequestTerms(Day(received), null, null);
        Assert.Equal((Day(first), Day(first)), (terms.FirstDue, terms.Due));
        Assert.Equal(Day(extended), (terms with { Extended = Day(first) }).Due);
    }

    [Fact]
    public void It_is_extended_once_and_before_the_month_is_over()
    {
        var terms = new RequestTerms(Day("2026-01-31"), null, null);
        Assert.True(terms.MayExtend(Day("2026-02-28")));
        Assert.False(terms.MayExtend(Day("2026-03-01")));
        Assert.False((terms with { Extended = Day("2026-02-10") }).MayExtend(Day("2026-02-11")));
        Assert.False((terms with { Answered = Day("2026-02-10") }).MayExtend(Day("2026-02-11")));
    }

    [Fact]
    public void It_is_late_from_the_day_after_and_never_when_answered() => Gen.Select(Gen.Int[730_000, 745_000], Gen.Int[-40, 140], Gen.Bool).Sample((received, after, extended) =>
    {
        var (start, today) = (DateOnly.FromDayNumber(received), DateOnly.FromDayNumber(received + after));
        var terms = new RequestTerms(start, extended ? start.AddDays(3) : null, null);
        Assert.Equal(terms.DaysLeft(today) < 0, terms.IsLate(today));
        Assert.Equal(terms.IsLate(today) ? false : null, terms.InTime(today));
        Assert.InRange(terms.Due.DayNumber - received, extended ? 89 : 28, extended ? 92 : 31);
        Assert.True(terms.FirstDue <= terms.Due);
        var answered = terms with { Answered = today };
        Assert.False(answered.IsLate(today.AddDays(1000)));
        Assert.Equal(today <= terms.Due, answered.InTime(today.AddDays(1000)));
    });

    [Fact]
    public void Every_right_has_grounds_and_those_of_a_closed_regime_are_for_who_has_one()
    {
        Assert.Equal(RefusalGrounds.All.Count, RefusalGrounds.All.DistinctBy(ground => ground.Code).Count());
        Assert.All(Enum.GetValues<ConcernedRight>(), right =>
        {
            Assert.NotEmpty(RefusalGrounds.For(right, closed: false));
            Assert.DoesNotContain(RefusalGrounds.For(right, closed: false), ground => ground.Closed);
            Assert.Contains(RefusalGrounds.For(right, closed: true), ground => ground.Closed);
        });
        Assert.All(Enum.GetValues<Regime>(), regime => Assert.Equal(regime > Regime.Avg, ConcernedLaw.Of(regime).Alone));
    }

    // Whatever is wanted: what stands was searched, is granted to somebody who is known, has a ground where it refuses and changes something where it must.
    [Fact]
    public void No_decision_stands_that_the_rule_should_refuse() =>
        Gen.Select(Gen.Enum<ConcernedRight>(), Gen.Enum<IdentityCheck>(), Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<ConcernedOutcome>()).Select(
            Gen.Int[0, Grounds.Length - 1].Select(index => Grounds[index]), Gen.Bool, Gen.Enum<ConcernedAction>(),
            (one, ground, closed, action) => new WantedDecision(one.Item1, one.Item2, one.Item3, one.Item4, Math.Min(one.Item4, one.Item5), one.Item6, ground, closed, action, "")).Sample(wanted =>
        {
            if (DecisionRule.Weigh(wanted) != DecisionFault.None)
                return;
            var grants = wanted.Outcome is ConcernedOutcome.Granted or ConcernedOutcome.Partly;
            Assert.NotEqual(ConcernedOutcome.Open, wanted.Outcome);
            Assert.True(wanted.Searched || wanted.Outcome == ConcernedOutcome.Refused);
            Assert.True(!grants || (wanted.Found > 0 && wanted.Identity != IdentityCheck.NotYet));
            Assert.True(wanted.Outcome is ConcernedOutcome.Granted or ConcernedOutcome.Nothing || RefusalGrounds.Find(wanted.Ground) is { } ground && ground.Rights.Contains(wanted.Right) && (wanted.Closed || !ground.Closed));
            Assert.True(!grants || wanted.Right == ConcernedRight.Access || wanted.Action == ConcernedAction.TakenBack);
            Assert.True(wanted.Outcome != ConcernedOutcome.Nothing || wanted.Found == 0);
        });

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
