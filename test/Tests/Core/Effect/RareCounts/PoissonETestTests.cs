using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Tests.Core.Effect.RareCounts;

public sealed class PoissonETestTests
{
    // The double sum over 401 by 401 counts written out in R 4.2.2; the first is also published (Krishnamoorthy and Thomson's program: .1749).
    [Theory]
    [InlineData(6, 1, 2, 1, .174874820943708)]
    [InlineData(20, 1, 10, 1, .0688317821081095)]
    [InlineData(41, 29.010, 23, 19.017, .543815702960005)]
    [InlineData(3, 2, 11, 1.5, .0136286558061855)]
    [InlineData(0, 1, 4, 1, .0412585960654455)]
    public void P_is_that_of_the_double_sum(long first, double firstOver, long second, double secondOver, double p) =>
        Assert.Equal(p, PoissonETest.Of(new CountOver(first, firstOver), new CountOver(second, secondOver)).Value.P, 1e-8);

    [Fact]
    public void Verdict_follows_the_level()
    {
        var (first, second) = (new CountOver(20), new CountOver(10));
        Assert.Equal(Verdict.NotShown, PoissonETest.Of(first, second).Value.Verdict);
        Assert.Equal(Verdict.Shown, PoissonETest.Of(first, second, .1).Value.Verdict);
    }

    [Fact]
    public void Nothing_counted_is_untested_and_equal_rates_never_differ()
    {
        Assert.Equal(Obstacle.NothingCounted, PoissonETest.Of(new CountOver(0), new CountOver(0)).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooLarge, PoissonETest.Of(new CountOver(10_000_000), new CountOver(1)).Untested!.Obstacle);
        Assert.Equal(1, PoissonETest.Of(new CountOver(6, 3), new CountOver(4, 2)).Value.P);
        // The same rates in another unit, in which they differ by a last digit.
        Assert.Equal(1, PoissonETest.Of(new CountOver(51, 3 * 8.95695801822353), new CountOver(34, 2 * 8.95695801822353)).Value.P);
    }

    [Fact]
    public void Order_and_unit_do_not_matter_and_further_apart_is_rarer() => Gen.Select(Gen.Int[0, 120], Gen.Int[1, 120], Gen.Double[.2, 5], Gen.Double[.2, 5], Gen.Double[.1, 10]).Sample((one, other, over, otherOver, unit) =>
    {
        var p = PoissonETest.Of(new CountOver(one, over), new CountOver(other, otherOver)).Value.P;
        Assert.InRange(p, 0, 1);
        Assert.Equal(p, PoissonETest.Of(new CountOver(other, otherOver), new CountOver(one, over)).Value.P, 1e-8);
        Assert.Equal(p, PoissonETest.Of(new CountOver(one, over * unit), new CountOver(other, otherOver * unit)).Value.P, 1e-8);
        if (one / over > other / otherOver)
            Assert.True(PoissonETest.Of(new CountOver(one + 40, over), new CountOver(other, otherOver)).Value.P < p + 1e-9);
    });

    // At large counts the test is the normal one.
    [Fact]
    public void Large_counts_come_to_the_normal_test() =>
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -1000 / Math.Sqrt(1_001_000)), PoissonETest.Of(new CountOver(501_000), new CountOver(500_000)).Value.P, 1e-4);
}
