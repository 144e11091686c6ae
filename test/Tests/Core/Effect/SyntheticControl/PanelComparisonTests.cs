using System.Globalization;
using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.SyntheticControl;

namespace Knooppunt.Tests.Core.Effect.SyntheticControl;

public sealed class PanelComparisonTests
{
    static readonly Gen<double[][]> Panels = Gen.Select(Gen.Int[5, 9], Gen.Int[6, 10]).SelectMany((places, periods) => Gen.Double[0, 50].Array[periods].Array[places]);

    // Arkhangelsky and others (2021), table 1: -15.604, -19.620, -27.349; more digits by the published algorithm written out in R 4.2.2.
    [Theory]
    [InlineData(PanelMethod.SyntheticDifference, -15.604, -15.6038278727)]
    [InlineData(PanelMethod.SyntheticControl, -19.620, -19.6196634709)]
    [InlineData(PanelMethod.Difference, -27.349, -27.3491110836)]
    public void California_is_that_of_the_literature(PanelMethod method, double published, double digits)
    {
        var found = PanelComparison.Of(California(), method).Value;
        Assert.Equal(published, Math.Round(found.Effect, 3));
        Assert.Equal(digits, found.Effect, 1e-6);
        Assert.Equal(1, found.PlaceWeights.Sum(), 1e-9);
        Assert.Equal(31, found.Expected.Count);
        Assert.Equal(method == PanelMethod.SyntheticControl ? 0 : 1, found.PeriodWeights.Sum(), 1e-9);
    }

    // The same algorithm with each of the 38 other states in turn, R 4.2.2.
    [Theory]
    [InlineData(PanelMethod.SyntheticDifference, 9.36882809277, 2.0 / 39)]
    [InlineData(PanelMethod.SyntheticControl, 10.6195452134, 3.0 / 39)]
    public void Placebos_are_all_other_states(PanelMethod method, double error, double p)
    {
        var found = PanelComparison.WithPlacebos(California(), method).Value;
        Assert.Equal(38, found.Placebos);
        Assert.Equal(error, found.StandardError, 1e-5);
        Assert.Equal(p, found.P, 1e-12);
        Assert.Equal(Verdict.NotShown, found.Verdict);
    }

    // The same objectives by solve.QP of quadprog 1.5-8, R 4.2.2.
    [Theory]
    [InlineData(PanelMethod.SyntheticDifference, -15.6053979163, 9.36841609475, 2.0 / 39)]
    [InlineData(PanelMethod.SyntheticControl, -19.5136297633, 10.6330457466, 3.0 / 39)]
    public void Exact_weights_are_those_of_quadratic_programming(PanelMethod method, double effect, double error, double p)
    {
        var found = PanelComparison.WithPlacebos(California() with { Search = WeightSearch.Exact }, method).Value;
        Assert.Equal(effect, found.Effect.Effect, 1e-5);
        Assert.Equal(error, found.StandardError, 1e-5);
        Assert.Equal(p, found.P, 1e-12);
    }

    [Fact]
    public void No_other_weights_are_better_than_the_exact_ones() => Gen.Int[2, 12].SelectMany(size => Gen.Select(Gen.Double[-3, 3].Array[size].Array[1, 9], Gen.Double[-3, 3].Array[9], Gen.Double[0, .5], Gen.Double[.01, 1].Array[size])).Sample((rows, goal, ridge, other) =>
    {
        var size = rows[0].Length;
        double[] gram = [.. from i in Enumerable.Range(0, size) from j in Enumerable.Range(0, size) select rows.Sum(row => row[i] * row[j])];
        double[] right = [.. Enumerable.Range(0, size).Select(i => rows.Select((row, k) => row[i] * goal[k]).Sum())];
        double Value(double[] x) => rows.Select((row, k) => Math.Pow(row.Zip(x, (a, w) => a * w).Sum() - goal[k], 2)).Sum() + ridge * x.Sum(w => w * w);
        var weights = new SimplexLeastSquares(size).Solve(gram, right, ridge);
        Assert.Equal(1, weights.Sum(), 1e-9);
        Assert.All(weights, weight => Assert.True(weight >= 0));
        double[] rival = [.. other.Select(weight => weight / other.Sum())];
        // Between the two nothing is better either: the slope towards the rival is not downward.
        double[] between = [.. weights.Zip(rival, (one, two) => one + 1e-3 * (two - one))];
        Assert.True(Value(weights) <= Value(rival) + 1e-9 && Value(weights) <= Value(between) + 1e-9);
        for (var i = 0; i < size; i++)
            Assert.True(Value(weights) <= Value([.. weights.Select((weight, k) => weight * .999 + (k == i ? .001 : 0))]) + 1e-9);
        Assert.Equal(Value(weights), Value(new SimplexLeastSquares(size).Solve(gram, right, ridge, null, rival)), 1e-8);
    });

    // The plain one takes the factor apart anew at every step; here it is kept, turned and carried from problem to problem.
    [Fact]
    public void Weights_are_those_of_the_plain_search_also_one_problem_after_another() => Gen.Int[2, 40].SelectMany(size => Gen.Select(Gen.Double[-3, 3].Array[size].Array[3, 60], Gen.Double[-3, 3].Array[60], Gen.Double[1e-3, 5], Gen.Bool.Array[size])).Sample((rows, goal, ridge, left) =>
    {
        var size = rows[0].Length;
        left[0] = false;
        double[] gram = [.. from i in Enumerable.Range(0, size) from j in Enumerable.Range(0, size) select rows.Sum(row => row[i] * row[j])];
        double[] right = [.. Enumerable.Range(0, size).Select(i => rows.Select((row, k) => row[i] * goal[k]).Sum())];
        var solver = new SimplexLeastSquares(size);
        double[]? like = null;
        for (var problem = 0; problem < 3; problem++)
        {
            var excluded = problem == 1 ? left : null;
            var (found, plain) = (solver.Solve(gram, right, ridge * (problem + 1), excluded, like), new PlainSimplex(gram, right, ridge * (problem + 1)).Solve(excluded));
            Assert.All(plain.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
            like = found;
        }
    }, iter: 60);

    [Fact]
    public void Effect_moves_with_the_treated_and_not_with_levels_and_order() => Gen.Select(Panels, Gen.Double[-20, 20], Gen.Double[-100, 100]).Sample((rows, effect, level) =>
    {
        PanelStudy Study(IEnumerable<double[]> controls, double[] treated) => new() { Treated = [treated], Controls = [.. controls], Start = rows[0].Length - 2 };
        var plain = PanelComparison.Of(Study(rows[1..], rows[0]), PanelMethod.SyntheticDifference).Value.Effect;
        double[] moved = [.. rows[0].Select((figure, t) => figure + level + (t >= rows[0].Length - 2 ? effect : 0))];
        Assert.Equal(plain + effect, PanelComparison.Of(Study(rows[1..], moved), PanelMethod.SyntheticDifference).Value.Effect, 1e-3);
        Assert.Equal(plain, PanelComparison.Of(Study(rows[1..].Reverse(), rows[0]), PanelMethod.SyntheticDifference).Value.Effect, 1e-3);
    }, iter: 12);

    [Fact]
    public void A_place_that_is_a_mix_of_others_is_expected_to_stay_one()
    {
        double[][] controls = [.. Enumerable.Range(0, 8).Select(place => Enumerable.Range(0, 20).Select(t => 10 * Math.Sin(1 + place * 1.7 + t * .31 * (1 + place % 3)) + 20).ToArray())];
        double[] treated = [.. Enumerable.Range(0, 20).Select(t => .3 * controls[2][t] + .7 * controls[5][t] - (t >= 14 ? 4 : 0))];
        var found = PanelComparison.Of(new PanelStudy { Treated = [treated], Controls = controls, Start = 14 }, PanelMethod.SyntheticControl).Value;
        Assert.Equal(-4, found.Effect, 1e-2);
        Assert.True(found.Misfit < 1e-2);
    }

    [Fact]
    public void What_has_nothing_to_compare_with_is_untested()
    {
        double[] row = [1, 2, 3, 4, 5];
        PanelStudy Study(int treated, int controls, int start) => new() { Treated = [.. Enumerable.Repeat(row, treated)], Controls = [.. Enumerable.Repeat(row, controls)], Start = start };
        Obstacle Why(PanelStudy study) => PanelComparison.WithPlacebos(study, PanelMethod.SyntheticDifference).Untested!.Obstacle;
        Assert.Equal(Obstacle.EmptyGroup, Why(Study(0, 5, 3)));
        Assert.Equal(Obstacle.EmptyGroup, Why(Study(1, 1, 3)));
        Assert.Equal(Obstacle.TooFew, Why(Study(1, 30, 2)));
        Assert.Equal(Obstacle.TooFew, Why(Study(1, 30, 5)));
        Assert.Equal(Obstacle.TooFew, Why(Study(1, 10, 3)));
        // Places that are all the same: no noise, no effect, and a number all the same.
        var same = PanelComparison.WithPlacebos(Study(1, 30, 3), PanelMethod.SyntheticDifference).Value;
        Assert.Equal((0.0, Verdict.NotShown), (Math.Round(same.Effect.Effect, 9), same.Verdict));
        Assert.Throws<ArgumentException>(() => PanelComparison.Of(Study(1, 5, 3) with { Treated = [[1, 2]] }, PanelMethod.Difference));
    }

    static PanelStudy California()
    {
        var states = EffectData.Rows("california_prop99.csv").Skip(1).GroupBy(row => row[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (double[])[.. group.OrderBy(row => row[1], StringComparer.Ordinal).Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))], StringComparer.Ordinal);
        return new PanelStudy { Treated = [states["California"]], Controls = [.. states.Where(state => state.Key != "California").OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => state.Value)], Start = 19 };
    }
}
