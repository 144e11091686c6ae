using CsCheck;
using Knooppunt.Effect;

namespace Knooppunt.Tests.Core.Effect;

public sealed class ShareTests
{
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3 (score), 95 %.
    [Theory]
    [InlineData(81, 263, .2553, .3662)]
    [InlineData(15, 148, .0624, .1605)]
    [InlineData(0, 20, 0, .1611)]
    [InlineData(1, 29, .0061, .1718)]
    public void Interval_is_that_of_the_literature(int part, int whole, double low, double high)
    {
        var share = new Share(part, whole);
        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Fact]
    public void Nothing_counted_says_nothing() => Assert.Equal((0, 1), (new Share(0, 0).Low, new Share(0, 0).High));

    [Fact]
    public void Interval_holds_the_observed_share_and_stays_between_none_and_all() =>
        Gen.Int[1, 5000].SelectMany(whole => Gen.Int[0, whole].Select(part => new Share(part, whole))).Sample(share =>
        {
            var observed = (double)share.Part / share.Whole;
            Assert.InRange(observed, share.Low, share.High);
            Assert.InRange(share.Low, 0, 1);
            Assert.InRange(share.High, 0, 1);
        });
}
