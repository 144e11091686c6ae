using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Detectors;

namespace Knooppunt.Tests.Core.Effect.Detectors;

public sealed class DetectorTests
{
    static readonly double[] Earlier = [.61, .29, .06, .59, -1.73, -.74, .51, -.56, .39, 1.64, .05, -.06, .64, -.82, .37, 1.77, 1.09, -1.28, 2.36, 1.31, 1.05, -.32];
    static readonly double[] Recent = [1.1, 1.4, .2, 2.2, 1.9, .8, 2.5, 1.7, 1.2];

    [Fact]
    public void Precision_counts_the_first_and_says_what_ties_may_do()
    {
        JudgedAlert[] alerts = [new(9, true), new(8, false), new(5, true), new(5, false), new(5, true), new(1, true)];
        var three = PrecisionAtK.Of(alerts, 3).Value;
        Assert.Equal((1, 1, 2, 3), (three.Right, three.Fewest, three.Most, three.First));
        var two = PrecisionAtK.Of(alerts, 2).Value;
        // binom.test(1, 2)$conf.int, R 4.2.2.
        Assert.Equal(.0125791170934250, two.Interval.Low, 1e-8);
        Assert.Equal(.987420882906575, two.Interval.High, 1e-8);
        Assert.Equal(Obstacle.TooFew, PrecisionAtK.Of(alerts, 7).Untested!.Obstacle);
    }

    [Fact]
    public void Precision_does_not_depend_on_the_order_or_scale_of_the_scores() =>
        Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Bool, (score, right) => new JudgedAlert(score, right)).Array[1, 40], Gen.Int[1, 40], Gen.Int[0, 1000]).Sample((alerts, first, seed) =>
        {
            if (first > alerts.Length)
                return;

            var found = PrecisionAtK.Of(alerts, first).Value;
            var order = alerts.Select((alert, i) => (alert, key: (i * 7919 + seed) % 1009)).OrderBy(pair => pair.key).Select(pair => new JudgedAlert(Math.Exp(pair.alert.Score), pair.alert.Right)).ToArray();
            Assert.Equal(found, PrecisionAtK.Of(order, first).Value);
            Assert.InRange((double)found.Right / first, found.Interval.Low, found.Interval.High);
        });

    // poisson.test(7, 3)$conf.int, R 4.2.2.
    [Fact]
    public void Alerts_per_day_have_an_exact_interval() => Assert.Equal(.938121017173289, AlertLoad.PerDay(7, 3).Interval.Low, 1e-8);

    // Wilks (1941): 59 cases for 95 % confidence that at most 5 % lie beyond the largest; with 93 the second largest does (R: pbinom(91, 93, .95) = .9500..).
    [Fact]
    public void Threshold_is_the_order_statistic_of_the_literature()
    {
        Assert.Equal(59, AlarmThreshold.Needed(.05));
        Assert.Equal(299, AlarmThreshold.Needed(.01));
        var scores = Enumerable.Range(1, 93).Select(i => (double)i).ToArray();
        Assert.Equal(59, AlarmThreshold.Of(scores[..59], .05).Value.Rank);
        Assert.Equal((92, 92.0), (AlarmThreshold.Of(scores, .05).Value.Rank, AlarmThreshold.Of(scores, .05).Value.Threshold));
        Assert.Equal(Obstacle.TooFew, AlarmThreshold.Of(scores[..58], .05).Untested!.Obstacle);
    }

    [Fact]
    public void Threshold_keeps_its_promise_in_the_long_run() => Gen.Double[0, 1].Array[120].Array[400].Sample(runs =>
    {
        // Uniform scores: the share above a threshold is one less the threshold. 95 % of 400 runs less four standard errors.
        var kept = runs.Count(scores => 1 - AlarmThreshold.Of(scores, .05).Value.Threshold <= .05);
        Assert.True(kept >= 362, $"{kept} of 400");
    }, iter: 1, seed: "0N0XIzNsQ0O2");

    // ks.test(exact = TRUE) and wilcox.test, R 4.2.2.
    [Fact]
    public void Drift_is_that_of_R()
    {
        var drift = ScoreDrift.Of(Earlier, Recent).Value;
        Assert.Equal(.61616161616161613, drift.Distance, 1e-8);
        Assert.Equal(.00900681173061002, drift.P, 1e-8);
        Assert.Equal(.828282828282828, drift.Higher, 1e-8);
        Assert.Equal(Verdict.Shown, drift.Verdict);
    }

    [Fact]
    public void Drift_with_ties_is_that_of_R()
    {
        var drift = ScoreDrift.Of([1, 2, 2, 3, 3, 3, 4, 5, 5, 6], [2, 3, 4, 4, 5, 6, 6, 6, 7, 7, 8, 3]).Value;
        Assert.Equal(.4, drift.Distance);
        Assert.Equal(.153337374699597, drift.P, 1e-8);
        Assert.Equal(.754166666666667, drift.Higher, 1e-8);
        Assert.Equal(Verdict.NotShown, drift.Verdict);
    }

    [Fact]
    public void Drift_is_symmetric_and_blind_to_scale() => Gen.Select(Gen.Double[-3, 3].Array[1, 30], Gen.Double[-3, 3].Array[1, 30]).Sample((one, other) =>
    {
        var drift = ScoreDrift.Of(one, other).Value;
        var back = ScoreDrift.Of(other, one).Value;
        // Times four, which rounds nothing and so makes no ties.
        var scaled = ScoreDrift.Of([.. one.Select(score => 4 * score)], [.. other.Select(score => 4 * score)]).Value;
        Assert.Equal(drift.Distance, back.Distance, 1e-12);
        Assert.Equal(drift.P, back.P, 1e-9);
        Assert.Equal(1, drift.Higher + back.Higher, 1e-9);
        Assert.Equal(drift, scaled);
    });

    [Fact]
    public void Drift_of_nothing_is_untested_and_of_the_same_is_certain_not()
    {
        Assert.Equal(Obstacle.EmptyGroup, ScoreDrift.Of([], Recent).Untested!.Obstacle);
        Assert.Equal(1, ScoreDrift.Of(Recent, Recent).Value.P, 1e-12);
    }
}
