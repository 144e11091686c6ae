using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Tests.Core.Effect.RareCounts;

public sealed class RateTests
{
    static readonly Gen<CountOver> Counted = Gen.Select(Gen.Int[0, 200], Gen.Double[.1, 50], (count, exposure) => new CountOver(count, exposure));

    // poisson.test(...)$conf.int, R 4.2.2.
    [Theory]
    [InlineData(0, 2, .95, 0, 1.84443972705697)]
    [InlineData(7, 3, .95, .938121017173289, 4.807558453900793)]
    [InlineData(4321, 10, .9, 421.344816796307, 443.070135777787)]
    public void Rate_is_that_of_R(long count, double exposure, double confidence, double low, double high) =>
        Near(low, high, CountRate.Of(new CountOver(count, exposure), confidence).Interval);

    // binom.test(...)$conf.int, R 4.2.2.
    [Theory]
    [InlineData(81, 263, .95, .252736745585271, .367621922601351)]
    [InlineData(3, 20, .99, .0176426379541947, .4494654067394860)]
    [InlineData(999, 1000, .95, .994441075720173, .999974682512509)]
    [InlineData(0, 0, .95, 0, 1)]
    public void Exact_share_is_that_of_R(long part, long whole, double confidence, double low, double high) =>
        Near(low, high, ExactShare.ClopperPearson(part, whole, confidence));

    // prop.test(..., correct = FALSE)$conf.int, R 4.2.2.
    [Theory]
    [InlineData(81, 263, .255288519878274, .366209576982800)]
    [InlineData(6, 8, .409275430310169, .928520787247891)]
    public void Score_share_is_that_of_R_and_that_of_a_record(int part, int whole, double low, double high)
    {
        Near(low, high, ExactShare.Wilson(part, whole));
        Assert.Equal(new Share(part, whole).Low, ExactShare.Wilson(part, whole).Low, 1e-7);
    }

    // poisson.test(c(first, second), c(exposures))$conf.int, R 4.2.2.
    [Theory]
    [InlineData(6, 1, 2, 1, .536438652900309, 30.393205749045606)]
    [InlineData(13, 2, 4, 1.5, .753026273647803, 10.261964208236009)]
    public void Exact_ratio_is_that_of_R(long first, double firstOver, long second, double secondOver, double low, double high) =>
        Near(low, high, RateRatio.Exact(new CountOver(first, firstOver), new CountOver(second, secondOver)).Value.Interval);

    // The score interval of the share 6 of 8 (R, above), turned into a ratio.
    [Fact]
    public void Score_ratio_follows_from_the_share() =>
        Near(.409275430310169 / (1 - .409275430310169), .928520787247891 / (1 - .928520787247891), RateRatio.Wilson(new CountOver(6), new CountOver(2)).Value.Interval);

    [Fact]
    public void A_ratio_to_none_is_without_end_and_to_nothing_at_all_untested()
    {
        var ratio = RateRatio.Exact(new CountOver(3), new CountOver(0)).Value;
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (ratio.Value, ratio.Interval.High));
        Assert.InRange(ratio.Interval.Low, .1, 1);
        Assert.Equal(Obstacle.NothingCounted, RateRatio.Exact(new CountOver(0), new CountOver(0)).Untested!.Obstacle);
    }

    [Fact]
    public void A_ratio_turned_over_is_its_inverse_and_the_unit_does_not_matter() => Gen.Select(Counted, Counted, Gen.Double[.1, 10]).Sample((first, second, unit) =>
    {
        if (first.Count == 0 || second.Count == 0)
            return;

        var (ratio, inverse) = (RateRatio.Exact(first, second).Value, RateRatio.Exact(second, first).Value);
        Assert.Equal(1, ratio.Interval.Low * inverse.Interval.High, 1e-8);
        var other = RateRatio.Exact(first with { }, second with { }).Value;
        var scaled = RateRatio.Exact(new CountOver(first.Count, first.Exposure * unit), new CountOver(second.Count, second.Exposure * unit)).Value;
        Assert.Equal(1, other.Interval.High / scaled.Interval.High, 1e-8);
        Assert.True(ratio.Interval.Holds(ratio.Value));
    });

    [Fact]
    public void More_confidence_is_a_wider_interval() => Counted.Sample(counted =>
        Assert.True(CountRate.Of(counted, .99).Interval.Width > CountRate.Of(counted, .9).Interval.Width));

    static void Near(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, 1e-8 * (1 + low));
        Assert.Equal(high, interval.High, 1e-8 * (1 + high));
    }
}
