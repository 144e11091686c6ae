using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Effect.TimeSeries;

public sealed class DifferenceInDifferencesTests
{
    static readonly PlaceCounts[] Places =
    [
        new(151, 64), new(189, 72), new(227, 89), new(121, 48), new(159, 98), new(197, 127), new(218, 156), new(129, 89), new(150, 101), new(188, 130), new(226, 159), new(120, 75),
    ];

    // The same counts by week (12 places, 20 weeks): glm(y ~ place + week + treated:after, poisson) and vcovCL(type = "HC0") of sandwich 3.0.2, R 4.2.2.
    [Fact]
    public void Closed_form_is_that_of_the_regression_with_effects_of_place_and_period()
    {
        var found = DifferenceInDifferences.Of(Places[..5], Places[5..]).Value;
        Assert.Equal(-.442180593827, Math.Log(found.Ratio.Value), 1e-8);
        Assert.Equal(.09315957446329, found.StandardError, 1e-8);
        Assert.Equal(Verdict.Shown, found.Verdict);
    }

    [Fact]
    public void Placebos_of_one_treated_place_are_all_the_others()
    {
        var found = DifferenceInDifferences.WithPlacebos([new PlaceCounts(200, 60)], [.. Enumerable.Range(0, 40).Select(i => new PlaceCounts(180 + i, 150 + i * 17 % 40))]).Value;
        Assert.Equal((40, 1 / 41.0, Verdict.Shown), (found.Placebos, found.P, found.Verdict));
        Assert.InRange(found.Ratio, found.Interval.Low, found.Interval.High);
        Assert.True(found.Interval.High < 1);
    }

    [Fact]
    public void Too_few_places_and_nothing_counted_are_untested()
    {
        Assert.Equal(Obstacle.TooFew, DifferenceInDifferences.Of(Places[..4], Places[4..]).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, DifferenceInDifferences.Of([.. Places[..5].Select(place => place with { After = 0 })], Places[5..]).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, DifferenceInDifferences.WithPlacebos(Places[..1], Places[1..]).Untested!.Obstacle);
        Assert.Equal(Obstacle.EmptyGroup, DifferenceInDifferences.WithPlacebos([], Places).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, DifferenceInDifferences.WithPlacebos(Places[..1], []).Untested!.Obstacle);
    }

    [Fact]
    public void Zeros_everywhere_are_no_effect_and_no_NaN()
    {
        var found = DifferenceInDifferences.WithPlacebos([new PlaceCounts(0, 0)], new PlaceCounts[30]).Value;
        Assert.Equal((1.0, 1.0, Verdict.NotShown), (found.Ratio, found.P, found.Verdict));
    }

    [Fact]
    public void Seed_decides_the_placebos_and_size_of_a_place_does_not_matter() => Gen.Select(Gen.Int[1, 300].Array[24], Gen.Int[1, 300].Array[24], Gen.ULong).Sample((before, after, seed) =>
    {
        PlaceCounts[] places = [.. before.Zip(after, (one, other) => new PlaceCounts(one, other))];
        var found = DifferenceInDifferences.WithPlacebos(places[..4], places[4..], 99, seed).Value;
        Assert.Equal(found, DifferenceInDifferences.WithPlacebos(places[..4], places[4..], 99, seed).Value);
        Assert.InRange(found.P, .01, 1);

        var ratio = DifferenceInDifferences.Of(places[..8], places[8..]).Value;
        var inverse = DifferenceInDifferences.Of(places[8..], places[..8]).Value;
        Assert.Equal(1, ratio.Ratio.Value * inverse.Ratio.Value, 1e-8);
        Assert.Equal(ratio.StandardError, inverse.StandardError, 1e-10);
    }, iter: 50);
}
