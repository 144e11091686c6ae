using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;

namespace Knooppunt.Tests.Core.Effect.WaterBed;

public sealed class WaterBedSpreadTests
{
    [Fact]
    public void Figures_without_a_range_have_a_band_without_a_width()
    {
        var sure = new WaterBedSpread(Two(1, 1));
        Assert.Equal(new Estimate(new Interval(.4, .4), .4), Rounded(sure.Through([])));
        // As by hand in the tests of the model: half of what is kept out moves.
        Assert.Equal(new Estimate(new Interval(.5, .5), .5), Rounded(sure.Moved([0]).Value));
        var less = .4 - (.75 / 3.5 + .5 / 3.5);
        Assert.Equal(less, sure.Less([], [0]).Value, 1e-12);
        Assert.Equal(-less, sure.Less([0], []).Interval.High, 1e-12);
    }

    [Fact]
    public void Band_holds_what_is_reckoned_and_is_that_of_the_plans()
    {
        var model = Two(.2, 3);
        var spread = new WaterBedSpread(model);
        Assert.Equal(WaterBedOutcome.Of(model, [0]).Through, spread.Through([0]).Value, 1e-12);
        Assert.Equal(WaterBedShare.Of(model, [0]).Value.Moved, spread.Moved([0]).Value.Value, 1e-12);
        foreach (var estimate in new[] { spread.Through([0]), spread.Less([], [0]), spread.Less([0], [1]) })
        {
            Assert.True(estimate.Interval.Width > .01);
            Assert.True(estimate.Interval.Holds(estimate.Value));
        }

        // Without barriers nothing reacts, so that the fall is the same share of .4 in every draw.
        var reduction = WaterBedBand.Of(model, [[0]]).Plans[0].Reduction;
        Assert.Equal(reduction.Interval.High * .4, spread.Less([], [0]).Interval.High, 1e-9);
        Assert.Equal(reduction.Interval.Low * .4, spread.Less([], [0]).Interval.Low, 1e-9);
    }

    [Fact]
    public void Nothing_built_and_nothing_lowered_move_nothing()
    {
        Assert.Equal(Obstacle.ConditionNotMet, new WaterBedSpread(Two(1, 1)).Moved([]).Untested!.Obstacle);
        Assert.Equal(Obstacle.ConditionNotMet, new WaterBedSpread(Two(0, 0)).Moved([0]).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => new WaterBedSpread(Two(1, 1)).Moved([0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaterBedSpread(Two(1, 1), draws: 99));
    }

    // Pulls 3 and 1 beside 1 for not shipping, half passes; the first barrier halves the first at a reaction of 1.
    static WaterBedModel Two(double low, double high) => new()
    {
        Routes = [Route("node 0", 3), Route("node 1", 1)],
        Barriers = [Barrier(0, Math.Log(2), 0), Barrier(1, 0, .4)],
        NotShipping = Sure("not shipping", 1),
        Reaction = new Assumption("reaction", low == high ? low : 1, low, high),
    };

    static SmugglingRoute Route(string node, double pull) => new() { Node = node, Modus = "modus", Concealment = "none", Pull = Sure($"pull {node}", pull), Pass = Sure("pass", .5) };

    static BarrierOption Barrier(int node, double hindrance, double caught) =>
        new() { Name = $"barrier {node}", Node = $"node {node}", Cost = 100, Hindrance = Sure($"hindrance {node}", hindrance), Catch = Sure($"catch {node}", caught), Routes = [node] };

    static Assumption Sure(string name, double value) => new(name, value, value, value);

    static Estimate Rounded(Estimate estimate) => new(new Interval(Math.Round(estimate.Interval.Low, 12), Math.Round(estimate.Interval.High, 12)), Math.Round(estimate.Value, 12));
}
