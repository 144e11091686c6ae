using Knooppunt.Node.Shell;

namespace Knooppunt.Tests.Node.Shell;

public sealed class DrawnSeriesTests
{
    [Fact]
    public void Runs_break_at_each_gap() =>
        Assert.Equal([[1, 2], [4]], DrawnSeries.Runs([null, 3, 4, null, 5, null]));

    [Theory]
    [InlineData(10.0, null, 12.0, 12)]
    [InlineData(10.0, 11.0, double.PositiveInfinity, 17.6)]
    [InlineData(0.0, null, null, 1)]
    [InlineData(null, null, 80.0, 80)]
    [InlineData(null, null, double.PositiveInfinity, 1.6)]
    [InlineData(null, null, null, 1)]
    public void Top_fits_what_is_drawn_and_no_band_without_bound(double? point, double? line, double? high, double top) =>
        Assert.Equal(top, DrawnSeries.Top([point], [line], [null, high]), 9);
}
