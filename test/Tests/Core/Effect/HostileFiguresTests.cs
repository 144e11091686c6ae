using Knooppunt.Effect;
using Knooppunt.Effect.Detectors;
using Knooppunt.Effect.Monitoring;
using Knooppunt.Effect.Space;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Effect;

/// <summary>What is no figure is the caller's mistake and is refused at once: it may not turn into NaN, or into a loop without end.</summary>
public sealed class HostileFiguresTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_figure_is_refused(double figure)
    {
        double[] series = [.. Enumerable.Repeat(3.0, 299), figure];
        Assert.Throws<ArgumentException>(() => Farrington.Judge(series, 299));
        Assert.Throws<ArgumentException>(() => Ears.Of(series, EarsKind.C2));
        Assert.Throws<ArgumentException>(() => ScoreDrift.Of(series, series));
        Assert.Throws<ArgumentException>(() => AlarmThreshold.Of(series, .05));
        Assert.Throws<ArgumentException>(() => PrecisionAtK.Of([new JudgedAlert(figure, true)], 1));
        Assert.Throws<ArgumentException>(() => NearRepeat.Of([.. Enumerable.Repeat(new PlacedEvent(1, figure, 1), 5)], [10], [10]));
        Assert.Throws<ArgumentException>(() => InterruptedTimeSeries.Of(new InterruptedSeries { Counts = series, Start = 100 }));
        Assert.Throws<ArgumentException>(() => DifferenceInDifferences.WithPlacebos([new PlaceCounts(figure, 1)], []));
    }

    [Fact]
    public void Places_that_all_changed_alike_do_not_make_one_sure() =>
        Assert.Equal(Obstacle.ConditionNotMet, DifferenceInDifferences.Of(Enumerable.Repeat(new PlaceCounts(10, 5), 6).ToArray(), Enumerable.Repeat(new PlaceCounts(20, 20), 6).ToArray()).Untested!.Obstacle);

    [Fact]
    public void An_outcome_without_a_value_says_why()
    {
        Tested<Estimate> none = new Untested(Obstacle.TooFew, "Count longer.");
        Assert.False(none.Ok);
        Assert.Equal("Count longer.", Assert.Throws<InvalidOperationException>(() => none.Value).Message);
        Assert.Equal(Obstacle.TooFew, none.Then<int>(_ => 3).Untested!.Obstacle);
    }
}
