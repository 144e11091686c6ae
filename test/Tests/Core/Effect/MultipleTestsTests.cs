using CsCheck;
using Knooppunt.Effect;

namespace Knooppunt.Tests.Core.Effect;

public sealed class MultipleTestsTests
{
    // p.adjust, R 4.2.2.
    [Fact]
    public void Adjusted_chances_are_those_of_R()
    {
        double[] chances = [.01, .04, .03, .005, .5, .2, .04];
        Assert.Equal([.06, .16, .15, .035, .5, .4, .16], MultipleTests.Holm(chances).Select(chance => Math.Round(chance, 12)));
        Assert.Equal([.035, .056, .056, .035, .5, .233333333333, .056], MultipleTests.BenjaminiHochberg(chances).Select(chance => Math.Round(chance, 12)));
    }

    [Fact]
    public void Adjusting_keeps_the_order_and_never_makes_a_chance_smaller() => Gen.Double[0, 1].Array[0, 30].Sample(chances =>
    {
        var (holm, hochberg) = (MultipleTests.Holm(chances), MultipleTests.BenjaminiHochberg(chances));
        for (var i = 0; i < chances.Length; i++)
        {
            Assert.True(chances[i] <= hochberg[i] + 1e-15 && hochberg[i] <= holm[i] + 1e-12 && holm[i] <= 1);
            for (var j = 0; j < i; j++)
                Assert.True(chances[i] > chances[j] ? holm[i] >= holm[j] : holm[i] <= holm[j] || chances[i] == chances[j]);
        }
    });

    [Fact]
    public void What_is_no_chance_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTests.Holm([.1, double.NaN]));
}
