using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Planning;

namespace Knooppunt.Tests.Core.Effect.Planning;

public sealed class PlanningTests
{
    // The double sum over both counts with pbinom and dpois, R 4.2.2.
    [Theory]
    [InlineData(4, 12, 12, .5, .05, .7846597428052)]
    [InlineData(2, 24, 6, .4, .05, .5123330992327)]
    [InlineData(.5, 36, 24, .3, .1, .6842304630394)]
    [InlineData(4, 12, 12, 1, .05, .03926387093317)]
    public void Power_is_that_of_the_double_sum(double rate, double before, double after, double factor, double level, double power) =>
        Assert.Equal(power, CountPower.Of(new CountPlan(rate, before, after), factor, level).Value, 1e-8);

    [Fact]
    public void Smallest_fall_and_months_meet_the_power()
    {
        var plan = new CountPlan(4, 24, 12);
        var fall = CountPower.SmallestFall(plan).Value;
        Assert.True(CountPower.Of(plan, fall).Value >= .8 - 1e-9);
        Assert.True(CountPower.Of(plan, fall + .01).Value < .8);
        var months = CountPower.MonthsNeeded(plan, .6).Value;
        Assert.True(CountPower.Of(plan with { MonthsAfter = months }, .6).Value >= .8);
        Assert.True(CountPower.MonthsNeeded(plan, .4).Value < months);
        Assert.True(CountPower.MonthsNeeded(plan with { Dispersion = 2 }, .6) is { Ok: false } or { Value: > 12 });
    }

    [Fact]
    public void What_could_never_be_seen_is_said()
    {
        Assert.Equal(Obstacle.TooFew, CountPower.SmallestFall(new CountPlan(.1, 12, 12)).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, CountPower.MonthsNeeded(new CountPlan(.2, 12, 1), .9).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooLarge, CountPower.Of(new CountPlan(1e6, 12, 12), .9).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => CountPower.Of(new CountPlan(0, 12, 12), .9));
    }

    [Fact]
    public void More_counts_see_more_and_the_level_is_kept() => Gen.Select(Gen.Double[.2, 20], Gen.Double[3, 48], Gen.Double[3, 48]).Sample((rate, before, after) =>
    {
        Assert.True(CountPower.Of(new CountPlan(rate, before, after), 1).Value <= .05 + 1e-9);
        Assert.True(CountPower.Of(new CountPlan(4 * rate, before, after), .5).Value >= CountPower.Of(new CountPlan(rate, before, after), .5).Value - .02);
    }, iter: 15);

    // Hussey and Hughes (2007), Contemp. Clin. Trials 28:182, formula 8: I places, T periods, U, V, W of the design.
    [Fact]
    public void Variance_is_that_of_Hussey_and_Hughes() => Gen.Select(Gen.Int[2, 6], Gen.Int[1, 4], Gen.Double[.5, 20], Gen.Double[0, 1]).Sample((steps, perStep, rate, between) =>
    {
        var question = new WedgeQuestion { Rates = [.. Enumerable.Repeat(rate, steps * perStep)], Steps = steps, MonthsPerStep = 3, Between = between };
        var proposal = SteppedWedge.Propose(question).Value;
        double places = steps * perStep, periods = steps + 1, noise = 1 / (rate * 3);
        double u = 0, v = 0, w = 0;
        for (var period = 0; period < periods; period++)
        {
            var treated = (double)proposal.StepOf.Count(step => period >= step);
            (u, w) = (u + treated, w + treated * treated);
        }

        v = proposal.StepOf.Sum(step => (periods - step) * (periods - step));
        var variance = places * noise * (noise + periods * between) / ((places * u - w) * noise + (u * u + places * periods * u - periods * w - places * v) * between);
        Assert.Equal(variance, proposal.StandardError * proposal.StandardError, 1e-8 * variance);
    }, iter: 60);

    [Fact]
    public void Proposal_spreads_large_places_and_is_drawn_by_its_seed()
    {
        var question = new WedgeQuestion { Rates = [9, 8, 7, 3, 2, 1], Steps = 3, MonthsPerStep = 4 };
        var proposal = SteppedWedge.Propose(question).Value;
        Assert.Equal([1, 2, 3], proposal.StepOf.Take(3).Order());
        Assert.Equal([1, 2, 3], proposal.StepOf.Skip(3).Order());
        Assert.Equal(proposal.StepOf, SteppedWedge.Propose(question).Value.StepOf);
        Assert.InRange(proposal.SmallestFall, .1, .9);
        Assert.True(SteppedWedge.Propose(question with { MonthsPerStep = 12 }).Value.SmallestFall > proposal.SmallestFall);
        Assert.Equal(Obstacle.TooFew, SteppedWedge.Propose(question with { Steps = 1 }).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => SteppedWedge.Propose(question with { Steps = 7 }));
    }
}
