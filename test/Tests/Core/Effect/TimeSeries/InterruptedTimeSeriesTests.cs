using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Effect.TimeSeries;

public sealed class InterruptedTimeSeriesTests
{
    static InterruptedSeries Sicily => new()
    {
        Counts = EffectData.Column("sicily.csv", "aces"),
        Exposure = EffectData.Column("sicily.csv", "stdpop"),
        Start = Array.FindIndex(EffectData.Column("sicily.csv", "smokban"), ban => ban == 1),
    };

    [Fact]
    public void Step_is_that_of_the_tutorial()
    {
        var found = InterruptedTimeSeries.Of(Sicily with { Family = CountFamily.Poisson }).Value;
        Assert.Equal((.8944, .8647, .9251), (Math.Round(found.Step.Value, 4), Math.Round(found.Step.Interval.Low, 4), Math.Round(found.Step.Interval.High, 4)));
        Assert.Equal(3.5592, Math.Round(found.Model.Dispersion, 4));
        Assert.Equal(Verdict.Shown, found.Verdict);
        Assert.Null(found.Slope);
    }

    // glm with step, time, slope and one harmonic, quasi-Poisson, t quantile; R 4.2.2.
    [Fact]
    public void Step_slope_and_what_was_expected_are_those_of_R()
    {
        var found = InterruptedTimeSeries.Of(Sicily with { Year = 12, Harmonics = 1, SlopeChanges = true }).Value;
        Assert.Equal(.8692747371006, found.Step.Value, 1e-8);
        Assert.Equal(.8190701722383, found.Step.Interval.Low, 1e-8);
        Assert.Equal(.9225565698435, found.Step.Interval.High, 1e-8);
        Assert.Equal(1.0016600692481, found.Slope!.Value.Value, 1e-8);
        Assert.Equal(-.1588533729264, found.Lingering, 1e-8);
        Assert.Equal(22270.41133384, found.Expected.Sum(), 1e-4);
        Assert.Equal(23, found.Expected.Count);
    }

    [Fact]
    public void Too_short_a_series_is_untested()
    {
        InterruptedSeries Series(int start) => new() { Counts = [4, 5, 3, 6, 4, 5, 2, 3], Start = start };
        Assert.Equal(Obstacle.TooFew, InterruptedTimeSeries.Of(Series(2)).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, InterruptedTimeSeries.Of(Series(7)).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, InterruptedTimeSeries.Of(Series(8)).Untested!.Obstacle);
        Assert.True(InterruptedTimeSeries.Of(Series(4)).Ok);
        Assert.Equal(Obstacle.TooFew, InterruptedTimeSeries.Of(new InterruptedSeries { Counts = [3], Start = 0 }).Untested!.Obstacle);
        Assert.Throws<ArgumentOutOfRangeException>(() => InterruptedTimeSeries.Of(Series(4) with { Year = 4, Harmonics = 2 }));
    }
}
