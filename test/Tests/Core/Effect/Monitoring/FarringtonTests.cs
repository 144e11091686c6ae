using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Monitoring;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Effect.Monitoring;

public sealed class FarringtonTests
{
    static readonly int[] Periods = [289, 299, 304, 311];

    static double[] Agona => EffectData.Column("salmonella_agona.csv", "observed");

    // farringtonFlexible of surveillance 1.20.3 (glm with epsilon = 1e-13), R 4.2.2: b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, alpha = .05. That version writes the weights of the periods
    // over the working weights of the fit before it asks for errors; the figures are those without that line ("model$weights <- omega").
    public static TheoryData<FarringtonBound, double[], double[]> OfSurveillance => new()
    {
        { FarringtonBound.TwoThirds, [8.803014634621, 7.865491064571, 6.170098068662, 6.139284351206], [.7824856022190, .3671142361961, .5368184445181, .2060775868576] },
        { FarringtonBound.NegativeBinomial, [9, 8, 6, 6], [.8218269252550, .3712940508245, .5594925352161, .2122309186534] },
        { FarringtonBound.CautiousNegativeBinomial, [10, 9, 7, 7], [.8887386248958, .5331166481654, .7029954601440, .3143034813766] },
    };

    [Theory]
    [MemberData(nameof(OfSurveillance), DisableDiscoveryEnumeration = true)]
    public void Bounds_and_chances_are_those_of_surveillance(FarringtonBound bound, double[] bounds, double[] chances)
    {
        var counts = Agona;
        var found = Periods.Select(period => Farrington.Judge(counts, period, new FarringtonSettings { Bound = bound }).Value).ToList();
        Near(bounds, found.Select(period => period.Watched.Bound));
        Near(chances, found.Select(period => period.P));
        Near([3.831667420490, 3.144964802077, 2.181256667732, 2.2], found.Select(period => period.Watched.Expected));
        Near([1.699420922003, 1.768833846831, 1.741565474017, 1.716253317171], found.Select(period => period.Dispersion));
        Assert.Equal([null, -.0018798, -.0022534, null], found.Select(period => period.Trend is { } trend ? Math.Round(trend, 7) : default(double?)));
    }

    // The same with b = 4, w = 2, noPeriods = 1, pastWeeksNotIncluded = 3, weightsThreshold = 1, pThresholdTrend = 1, alpha = .01: the method of 1996. At week 300 the dispersion is below 1, which
    // we take for 1 in the errors too.
    [Fact]
    public void The_older_method_is_a_choice_of_settings()
    {
        var counts = Agona;
        var by = new FarringtonSettings { Years = 4, HalfWindow = 2, Seasons = 1, Recent = 3, Outlier = 1, TrendLevel = 1, Level = .01, Bound = FarringtonBound.TwoThirds };
        var found = Periods.Where(period => period != 299).Select(period => Farrington.Judge(counts, period, by).Value).ToList();
        Near([4.005777084255, 5.094878834894, 14.457623304432], found.Select(period => period.Watched.Bound));
        Near([.6316863710263, 1.1479458765688, 5.5582831436871], found.Select(period => period.Watched.Expected));
        Near([1.413682840942, 1.162252464960, 1.076518832494], found.Select(period => period.Dispersion));
    }

    // surveillance: alarms in weeks 264 and 284 of 264 to 312, and week 280 not judged because too few were counted of late.
    [Fact]
    public void Alarms_are_those_of_surveillance()
    {
        var counts = Agona;
        var judged = Enumerable.Range(263, 49).Select(period => Farrington.Judge(counts, period).Value.Watched).ToList();
        Assert.Equal([263, 283], judged.Where(watched => watched.Alarm).Select(watched => watched.Period));
        Assert.True(double.IsPositiveInfinity(judged.Single(watched => watched.Period == 279).Bound));
    }

    [Fact]
    public void What_has_no_past_is_untested()
    {
        Assert.Equal(Obstacle.TooFew, Farrington.Judge(new double[200], 199).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, Farrington.Judge([.. new double[299], 7], 299).Untested!.Obstacle);
        // One count in five years: whole seasons are zero.
        var lonely = new double[300];
        lonely[60] = 3;
        Assert.Equal(Obstacle.NotConverged, Farrington.Judge(lonely, 299).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, Farrington.Judge(lonely, 299, new FarringtonSettings { Seasons = 1, Recent = 3 }).Untested!.Obstacle);
    }

    [Fact]
    public void Seasons_and_trend_are_those_of_the_general_regression() => Gen.Select(Gen.Int[0, 9].Array[60], Gen.Double[.2, 3].Array[60], Gen.Int[1, 5], Gen.Bool).Sample((drawn, weights, seasons, trend) =>
    {
        double[] counts = [.. drawn.Select((count, i) => count + (i < seasons ? 1.0 : 0))], times = [.. Enumerable.Range(0, 60).Select(i => (i - 60) / 25.0)];
        int[] own = [.. Enumerable.Range(0, 60).Select(i => i % seasons)];
        var fit = SeasonalFit.Of(counts, times, own, seasons, weights, trend)!;
        List<Regressor> regressors = [.. Enumerable.Range(1, seasons - 1).Select(season => new Regressor($"s{season}", [.. own.Select(each => each == season ? 1.0 : 0)]))];
        if (trend)
            regressors.Add(new Regressor("trend", times));
        var plain = CountRegression.Fit(new CountModel { Counts = counts, Regressors = regressors, Weights = weights, Family = CountFamily.Poisson }).Value;
        Assert.All(plain.Fitted.Zip(fit.Fitted), pair => Assert.Equal(pair.First, pair.Second, 1e-8 * (1 + pair.First)));
        Assert.All(plain.Leverage, (leverage, i) => Assert.Equal(leverage, fit.Leverage(i), 1e-8));
        Assert.Equal(plain.Dispersion, fit.Pearson() / fit.Free, 1e-8 * plain.Dispersion);
        if (trend)
            Assert.Equal((plain.Of("trend").Estimate.Value, plain.Of("trend").StandardError), (fit.Slope, Math.Sqrt(fit.SlopeVariance)), Near());
    }, iter: 60);

    static EqualityComparer<(double, double)> Near() =>
        EqualityComparer<(double, double)>.Create((one, other) => Math.Abs(one.Item1 - other.Item1) < 1e-8 && Math.Abs(one.Item2 - other.Item2) < 1e-8);

    [Fact]
    public void The_future_does_not_matter_and_a_higher_count_is_rarer() => Gen.Int[0, 12].Array[300].Sample(counts =>
    {
        double[] series = [.. counts.Select(count => (double)count)];
        var found = Farrington.Judge(series, 280);
        double[] later = [.. series[..281], .. series[281..].Select(count => count + 50)];
        Assert.Equal(found.Value, Farrington.Judge(later, 280).Value);
        series[280] += 5;
        var higher = Farrington.Judge(series, 280).Value;
        Assert.True(higher.P < found.Value.P + 1e-12);
        Assert.Equal(found.Value.Watched.Expected, higher.Watched.Expected, 1e-9);
    }, iter: 20);

    static void Near(double[] expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
}
