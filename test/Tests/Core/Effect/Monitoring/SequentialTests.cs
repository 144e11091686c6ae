using CsCheck;
using Knooppunt.Chance;
using Knooppunt.Effect;
using Knooppunt.Effect.Monitoring;

namespace Knooppunt.Tests.Core.Effect.Monitoring;

public sealed class SequentialTests
{
    // pois.cusum.arl(mu, km, hm, m) of spc 0.6.7, R 4.2.2, whose alarm is a sum above hm: its 11 steps are our threshold of 12, its 71 our 72.
    [Theory]
    [InlineData(4, 5, 12, 1, 1015.763863669)]
    [InlineData(4, 5, 11, 1, 655.4751807051)]
    [InlineData(4, 5, 10, 1, 421.6500984861)]
    [InlineData(2, 2.9, 7.2, .1, 873.1869089848)]
    [InlineData(2, 2.9, 7.1, .1, 849.7356765784)]
    public void Run_length_is_that_of_spc(double mean, double reference, double threshold, double step, double length) =>
        Assert.Equal(length, new PoissonCusum(reference, threshold, step, 0, 0).AverageRunLength(mean), length * 1e-8);

    [Fact]
    public void Run_length_is_that_of_all_equations_at_once() => Gen.Select(Gen.Double[.05, 9], Gen.Int[1, 60], Gen.Int[1, 90], Gen.Int[1, 12]).Sample((mean, reference, threshold, steps) =>
    {
        var plain = PlainRunLength.Of(mean, reference, threshold, steps);
        // Beyond it the plain one has no digits left, and may even fall below 0.
        if (plain is > 0 and < 1e6)
            Assert.Equal(plain, CusumRunLength.Of(mean, reference, threshold, steps), plain * 1e-8);
        else
            Assert.True(CusumRunLength.Of(mean, reference, threshold, steps) > 9e5);
    }, iter: 200);

    // One count alone reaches the threshold: the run length is one over its chance, however rare.
    [Theory]
    [InlineData(.01, 12)]
    [InlineData(.5, 30)]
    public void A_very_rare_alarm_keeps_its_digits(double mean, int counts)
    {
        double chance = 0, term = Math.Exp(-mean);
        for (var count = 1; count < counts + 40; count++)
        {
            term *= mean / count;
            chance += count >= counts ? term : 0;
        }

        Assert.Equal(1, CusumRunLength.Of(mean, counts - 1, 1, 1) * chance, 1e-10);
    }

    // Also where the chance of every count below the threshold is too small to be a number.
    [Theory]
    [InlineData(900)]
    [InlineData(1e5)]
    [InlineData(1e12)]
    public void A_count_far_above_the_threshold_alarms_at_once(double mean) => Assert.Equal(1, CusumRunLength.Of(mean, 3, 5, 1), 1e-12);

    [Fact]
    public void Design_keeps_its_promise_and_sees_a_larger_rise_sooner() => Gen.Select(Gen.Double[.3, 6], Gen.Double[1.3, 4], Gen.Double[20, 600]).Sample((mean, factor, length) =>
    {
        var chart = PoissonCusum.Design(mean, mean * factor, length, 5).Value;
        Assert.True(chart.RunLength >= length);
        Assert.True(new PoissonCusum(chart.Reference, chart.Threshold - chart.Step, chart.Step, 0, 0).AverageRunLength(mean) < length);
        Assert.True(chart.Delay < chart.RunLength);
        Assert.True(chart.AverageRunLength(mean * factor * 1.5) <= chart.Delay);
    }, iter: 30);

    [Fact]
    public void Chart_of_simulated_counts_runs_as_long_as_it_says()
    {
        var chart = PoissonCusum.Design(2, 4, 50).Value;
        var counts = Draws(2, 100_000, 7);
        var alarms = chart.Watch(counts).Count(point => point.Alarm);
        // 100,000 periods give about 2,000 alarms: within four standard errors.
        Assert.InRange(counts.Count / (double)alarms, chart.RunLength * .91, chart.RunLength * 1.09);
    }

    [Fact]
    public void Too_fine_a_chart_is_untested() => Assert.Equal(Obstacle.TooLarge, PoissonCusum.Design(40, 41, 1e6, 40).Untested!.Obstacle);

    // The integral of the likelihood ratio over the cut-off gamma prior by integrate() to 1e-12, R 4.2.2.
    [Theory]
    [InlineData(7, 3, Direction.Rise, -.04292772287104)]
    [InlineData(30, 10, Direction.Rise, 4.675961023133)]
    [InlineData(2, 10, Direction.Fall, 7.882631211166)]
    public void Evidence_is_the_integral(long sum, int periods, Direction direction, double log)
    {
        long[] counts = [sum, .. new long[periods - 1]];
        Assert.Equal(log, Evidence.Of(counts, 1.5, direction).Value.LogValues[^1], 1e-6);
    }

    [Fact]
    public void Evidence_does_not_depend_on_how_periods_are_cut() => Gen.Select(Gen.Long[0, 20].Array[1, 30], Gen.Double[.5, 8], Gen.Enum<Direction>()).Sample((counts, usual, direction) =>
    {
        var apart = Evidence.Of(counts, usual, direction).Value.LogValues[^1];
        var whole = Evidence.Of([counts.Sum()], usual, direction, [counts.Length]).Value.LogValues[^1];
        Assert.Equal(apart, whole, 1e-6);
        Assert.True(double.IsFinite(apart));
    });

    [Fact]
    public void Evidence_seldom_deceives_and_sees_a_fall()
    {
        var deceived = Enumerable.Range(0, 1000).Count(i => Evidence.Of(Draws(3, 200, (ulong)i), 3, Direction.Rise).Value.Shown is not null);
        Assert.True(deceived <= 50, $"{deceived} of 1,000");
        var fall = Evidence.Of(Draws(1.5, 60, 5), 3, Direction.Fall).Value;
        Assert.Equal(Verdict.Shown, fall.Verdict);
        Assert.Equal(Obstacle.TooFew, Evidence.Of([], 3, Direction.Fall).Untested!.Obstacle);
        // Ten thousand periods without a count: no overflow.
        Assert.True(double.IsFinite(Evidence.Of(new long[10_000], 3, Direction.Fall).Value.LogValues[^1]));
        Assert.True(double.IsFinite(Evidence.Of(new long[10_000], 3, Direction.Rise).Value.LogValues[^1]));
    }

    [Fact]
    public void Detector_runs_at_least_as_long_as_it_promises_and_sees_a_rise()
    {
        var quiet = EvidenceDetector.Of(Draws(2, 100_000, 3), 2, 100);
        Assert.True(quiet.Alarms.Count <= 1000, $"{quiet.Alarms.Count}");
        Assert.NotEmpty(quiet.Alarms);
        var risen = EvidenceDetector.Of([.. Draws(2, 50, 3), .. Draws(6, 50, 4)], 2, 1000);
        Assert.InRange(risen.Alarms[0], 50, 60);
    }

    // The recursion by hand for one factor: e = 2^y e^-m, M = e (M + 1).
    [Fact]
    public void Detector_follows_the_recursion()
    {
        double m = 0;
        long[] counts = [1, 4, 0, 3];
        var found = EvidenceDetector.Of(counts, 1, 1e9, factors: [2]);
        for (var i = 0; i < counts.Length; i++)
        {
            m = Math.Pow(2, counts[i]) * Math.Exp(-1) * (m + 1);
            Assert.Equal(Math.Log(m), found.LogValues[i], 1e-12);
        }
    }

    // By hand for one factor: e = f^y / (1 + s (f - 1))^n.
    [Fact]
    public void Share_follows_the_binomial_ratio()
    {
        (long, long)[] counts = [(1, 4), (4, 5), (0, 0), (3, 9)];
        double m = 0, product = 1;
        var (watched, evidence) = (ShareEvidence.Watch(counts, .3, 1e9, [2]), ShareEvidence.Of(counts, .3, [2]).Value);
        for (var i = 0; i < counts.Length; i++)
        {
            var e = Math.Pow(2, counts[i].Item1) / Math.Pow(1.3, counts[i].Item2);
            (m, product) = (e * (m + 1), product * e);
            Assert.Equal(Math.Log(m), watched.LogValues[i], 1e-12);
            Assert.Equal(Math.Log(product), evidence.LogValues[i], 1e-12);
        }

        Assert.Equal(Obstacle.TooFew, ShareEvidence.Of([], .3).Untested!.Obstacle);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareEvidence.Of(counts, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShareEvidence.Watch([(3, 2)], .3, 100));
    }

    [Fact]
    public void Share_keeps_its_promise_beside_one_other_place_and_sees_a_rise()
    {
        static (long, long)[] Both(IReadOnlyList<long> own, IReadOnlyList<long> other) => [.. own.Zip(other, (one, rest) => (one, one + rest))];
        var quiet = ShareEvidence.Watch(Both(Draws(5, 40_000, 3), Draws(5, 40_000, 4)), .5, 208);
        Assert.InRange(quiet.Alarms.Count, 1, 40_000 / 208);
        // The count elsewhere taken for a known exposure, as if it did not vary: the promise is broken.
        Assert.True(EvidenceDetector.Of(Draws(5, 40_000, 3), 1, 208, [.. Draws(5, 40_000, 4).Select(count => Math.Max(count, .5))]).Alarms.Count > 2 * 40_000 / 208);
        Assert.InRange(ShareEvidence.Watch(Both([.. Draws(5, 50, 5), .. Draws(12, 50, 6)], Draws(5, 100, 7)), .5, 208).Alarms[0], 50, 60);
        var deceived = Enumerable.Range(0, 400).Count(i => ShareEvidence.Of(Both(Draws(5, 200, (ulong)i), Draws(5, 200, (ulong)i + 1000)), .5).Value.Shown is not null);
        Assert.True(deceived <= 20, $"{deceived} of 400");
    }

    internal static IReadOnlyList<long> Draws(double mean, int periods, ulong seed)
    {
        var luck = new Luck(seed);
        return [.. Enumerable.Range(0, periods).Select(_ =>
        {
            // Knuth's product of fractions.
            var (limit, product, count) = (Math.Exp(-mean), luck.Fraction(), 0L);
            while (product > limit)
                (product, count) = (product * luck.Fraction(), count + 1);
            return count;
        })];
    }
}
