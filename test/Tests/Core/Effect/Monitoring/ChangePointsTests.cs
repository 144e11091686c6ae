using CsCheck;
using Knooppunt.Effect.Monitoring;
using MathNet.Numerics;

namespace Knooppunt.Tests.Core.Effect.Monitoring;

public sealed class ChangePointsTests
{
    // Every way in which up to seven periods can be cut, weighed by prior and by likelihood.
    [Fact]
    public void Beliefs_are_those_of_all_segmentations() => Gen.Select(Gen.Long[0, 15].Array[1, 7], Gen.Double[.2, 4], Gen.Double[.2, 4], Gen.Double[1.5, 40], Gen.Int[1, 3]).Sample((counts, shape, rate, between, recent) =>
    {
        var n = counts.Length;
        var weights = new double[n];
        for (var cuts = 0; cuts < 1 << (n - 1); cuts++)
        {
            double log = 0;
            var start = 0;
            for (var i = 0; i < n; i++)
            {
                var ends = i == n - 1 || (cuts >> i & 1) == 1;
                if (i < n - 1)
                    log += Math.Log(ends ? 1 / between : 1 - 1 / between);
                if (!ends)
                    continue;
                log += Marginal(counts[start..(i + 1)], shape, rate);
                if (i == n - 1)
                    weights[start] += Math.Exp(log);
                start = i + 1;
            }
        }

        var found = ChangePoints.Of(counts, between, shape, rate, recent)[^1];
        var total = weights.Sum();
        Assert.Equal(weights.Where((_, start) => start > 0 && start > n - 1 - recent).Sum() / total, found.Recent, 1e-9);
        Assert.Equal(weights.Max(), weights[found.Since], 1e-9 * weights.Max());
        Assert.Equal(weights.Select((weight, start) => weight / total * (shape + counts[start..].Sum()) / (rate + n - start)).Sum(), found.Mean, 1e-8);
    }, iter: 200);

    [Fact]
    public void A_change_is_found_where_it_was()
    {
        long[] counts = [.. SequentialTests.Draws(3, 60, 1), .. SequentialTests.Draws(9, 20, 2)];
        ChangeBelief[] beliefs = [.. ChangePoints.Of(counts, 100)];
        Assert.InRange(beliefs[^1].Since, 58, 62);
        Assert.True(beliefs[60..68].Max(belief => belief.Recent) > .5);
        Assert.True(beliefs[30..58].Max(belief => belief.Recent) < .3);
        Assert.All(beliefs, belief => Assert.InRange(belief.Recent, 0, 1));
        Assert.Empty(ChangePoints.Of([], 100));
    }

    static double Marginal(long[] counts, double shape, double rate)
    {
        var sum = counts.Sum();
        return SpecialFunctions.GammaLn(shape + sum) - SpecialFunctions.GammaLn(shape) + shape * Math.Log(rate) - (shape + sum) * Math.Log(rate + counts.Length) - counts.Sum(count => SpecialFunctions.GammaLn(count + 1.0));
    }
}
