using Knooppunt.Node.Programme.Paths;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Node.Programme.Paths;

/// <summary>The way of a smuggling line through the example: the plan against every set of barriers, the figures against the model.</summary>
public sealed class ShortestLineTests
{
    static ShortestLine Of(int budget, string? only = null) => ShortestLine.Of(budget, only is null ? null : LetterNode.Find(only), program => CpSat.Solve(program)).Value;

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(9_000, null)]
    [InlineData(16_500, "rotterdam")]
    [InlineData(400_000, null)]
    public void No_set_of_barriers_within_the_budget_leaves_a_less_attractive_way(int budget, string? only)
    {
        var line = Of(budget, only);
        Assert.True(line.Exact && line.Cost <= budget && line.Built.Sum(barrier => ExampleBarrier.All[barrier].Cost) == line.Cost);
        // Lengths are rounded to thousandths on each step.
        Assert.InRange(Math.Log(line.After.Value / Best(budget, only)), -1e-9, .01);
        Assert.Equal(line.FirstLeft.Left.Value, line.After.Value, 12);
        Assert.Equal(line.FirstNow.Now.Value, line.Before.Value, 12);
        Assert.Equal(line.Before.Value - line.After.Value, line.Eased.Value, 12);
        Assert.Equal(line.Swings.OrderByDescending(swing => swing.Width).Select(swing => swing.Assumption.Name), line.Swings.Select(swing => swing.Assumption.Name));
        Assert.All(line.Ways, way => Assert.True(way.Left.Value <= way.Now.Value && way.Left.Interval.Holds(way.Left.Value)));
    }

    [Fact]
    public void More_money_never_leaves_a_more_attractive_way_and_no_money_gets_a_sentence()
    {
        double before = 1;
        foreach (var budget in new[] { 500, 3_000, 7_000, 12_000, 30_000 })
        {
            var after = Of(budget).After.Value;
            Assert.True(after <= before * 1.01);
            before = after;
        }

        Assert.StartsWith("A budget of 100 pays for no barrier", ShortestLine.Of(100, null, program => CpSat.Solve(program)).Untested!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_node_alone_cannot_close_a_way_that_goes_elsewhere()
    {
        var model = WaterBedExample.Model;
        var alone = Of(100_000, "rotterdam");
        Assert.All(alone.Built, barrier => Assert.Equal("rotterdam", model.Barriers[barrier].Node));
        Assert.All(alone.Ways.Where(way => model.Routes[way.Route].Node != "rotterdam"), way => Assert.Equal(way.Now.Value, way.Left.Value, 12));
    }

    // Every set of barriers; pulls are multiplied out from the figures of the example, beside the model.
    static double Best(int budget, string? only)
    {
        int[] open = [.. Enumerable.Range(0, ExampleBarrier.All.Count).Where(barrier => only is null || ExampleBarrier.All[barrier].Node == only)];
        var model = WaterBedExample.Model;
        var all = model.Routes.Sum(route => route.Pull.Value) + model.NotShipping.Value;
        var best = double.MaxValue;
        for (var set = 0; set < 1 << open.Length; set++)
        {
            var left = model.Routes.Select(route => route.Pull.Value / all).ToArray();
            var cost = 0;
            for (var i = 0; i < open.Length && cost <= budget; i++)
            {
                if ((set >> i & 1) == 0)
                    continue;
                cost += ExampleBarrier.All[open[i]].Cost;
                foreach (var route in model.Barriers[open[i]].Routes)
                    left[route] *= Math.Exp(-ExampleBarrier.All[open[i]].Hindrance.Value);
            }

            if (cost <= budget)
                best = Math.Min(best, left.Max());
        }

        return best;
    }
}
