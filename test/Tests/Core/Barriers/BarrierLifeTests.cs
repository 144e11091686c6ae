using CsCheck;
using Knooppunt.Barriers;

namespace Knooppunt.Tests.Core.Barriers;

public sealed class BarrierLifeTests
{
    static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public void Says_how_it_stood_how_long_it_worked_and_what_it_cost()
    {
        var life = new BarrierLife([new(First, BarrierState.Built), new(First.AddDays(10), BarrierState.Working), new(First.AddDays(40), BarrierState.Broken), new(First.AddDays(50), BarrierState.Working)]);
        Assert.Equal([null, BarrierState.Built, BarrierState.Working, BarrierState.Broken, BarrierState.Working], new[] { -1, 5, 10, 49, 50 }.Select(day => life.On(First.AddDays(day))));
        Assert.Equal(First.AddDays(10), life.FirstWorked);
        Assert.Equal(30 + 11, life.DaysWorked(First.AddDays(60)));
        Assert.Equal(0, life.DaysWorked(First.AddDays(9)));
        Assert.Equal((0, 1000, 1000 + 14), (life.CostUntil(1000, 100, First.AddDays(-1)), life.CostUntil(1000, 100, First.AddDays(5)), life.CostUntil(1000, 100, First.AddDays(60))));
    }

    [Fact]
    public void Days_worked_are_those_on_which_it_works_one_by_one() =>
        Gen.Select(Gen.Int[0, 60], Gen.Enum<BarrierState>()).Select(pair => new BarrierChange(First.AddDays(pair.Item1), pair.Item2)).List[0, 12].Select(Gen.Int[0, 80]).Sample((changes, until) =>
        {
            var life = new BarrierLife(changes);
            Assert.Equal(Enumerable.Range(0, until + 1).Count(day => life.On(First.AddDays(day)) == BarrierState.Working), life.DaysWorked(First.AddDays(until)));
        });
}
