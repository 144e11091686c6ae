using Knooppunt.Barriers;
using Knooppunt.Effect;

namespace Knooppunt.Tests.Core.Barriers;

public sealed class ExpectedFallTests
{
    [Theory]
    [InlineData(40, .5, .7, ExpectedVerdict.Fits)]
    [InlineData(40, .6, .9, ExpectedVerdict.Fits)]
    [InlineData(60, .5, .7, ExpectedVerdict.Less)]
    [InlineData(20, .5, .7, ExpectedVerdict.More)]
    [InlineData(100, 0, .2, ExpectedVerdict.Fits)]
    [InlineData(10, .2, double.PositiveInfinity, ExpectedVerdict.Fits)]
    public void What_was_expected_fits_when_it_lies_in_the_interval(int percent, double low, double high, ExpectedVerdict verdict) =>
        Assert.Equal(verdict, ExpectedFall.Of(percent, new Interval(low, high)));
}
