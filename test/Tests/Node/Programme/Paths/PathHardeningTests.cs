using System.Text;
using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed.Paths;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Programme.Paths;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Programme;
using Microsoft.AspNetCore.Http;

namespace Knooppunt.Tests.Node.Programme.Paths;

/// <summary>The path version of the water bed against a published optimum and against every set of barriers.</summary>
public sealed class PathHardeningTests
{
    static Tested<PathPlan> Plan(PathNetwork network, long budget) => PathHardening.Plan(network, budget, program => CpSat.Solve(program));

    [Fact]
    public void The_public_instance_has_its_published_optimum()
    {
        var read = PathNetworkFile.Read("SPI_5_5.dat", File.ReadAllBytes(SharedData.Path("data", "effect", "SPI_5_5.dat")));
        Assert.True(read.Ok, read.Complaint?.ToString());
        Assert.Equal(2, read.Value.Budget);
        var plan = Plan(read.Value.Network, read.Value.Budget).Value;
        Assert.Equal((12, 16, true), (plan.Before, plan.After, plan.Exact));
        Assert.True(plan.Cost <= 2);
        Assert.Equal(16, plan.Way.Sum(step => read.Value.Network.Steps[step].Length + (plan.Built.Contains(step) ? read.Value.Network.Steps[step].Added : 0)));
    }

    // Native code that is not there fails by itself, or while a type is made ready.
    [Fact]
    public void Without_a_solver_on_this_system_there_is_a_sentence_and_no_crash()
    {
        PathNetwork network = new() { Places = 2, Source = 0, Target = 1, Steps = [new(0, 1, 3, 2, 1)] };
        foreach (var missing in new Exception[] { new DllNotFoundException("google-ortools-native"), new TypeInitializationException("x", new DllNotFoundException("y")) })
        {
            var plan = PathHardening.Plan(network, 5, _ => CpSat.OrNone(() => throw missing));
            Assert.Equal(Obstacle.NoSolver, plan.Untested!.Obstacle);
            Assert.Contains("musl", plan.Untested.Sentence, StringComparison.Ordinal);
            Assert.Contains("draait niet op dit systeem", WaysWords.Not(plan.Untested, new Language(new HttpContextAccessor())), StringComparison.Ordinal);
        }

        Assert.Throws<InvalidOperationException>(() => PathHardening.Plan(network, 5, _ => CpSat.OrNone(() => throw new InvalidOperationException("x"))));
    }

    static readonly Gen<PathNetwork> Networks =
        Gen.Select(Gen.Int[2, 6], Gen.Int[1, 9]).SelectMany((places, steps) =>
            Gen.Select(Gen.Int[0, places - 1], Gen.Int[0, places - 1], Gen.Long[0, 9], Gen.Long[0, 6], Gen.Long[0, 4], (from, to, length, added, cost) => new PathStep(from, to, length, added, cost)).Array[steps]
                // Of the steps, each with the number of a set; those with 0 stand alone.
                .SelectMany(drawn => Gen.Int[0, 3].Array[steps].Select(set => new PathNetwork
                {
                    Places = places,
                    Steps = drawn,
                    Source = 0,
                    Target = places - 1,
                    Together = [.. Enumerable.Range(0, steps).Where(step => set[step] > 0).GroupBy(step => set[step]).Select(steps => (IReadOnlyList<int>)[.. steps])],
                })));

    [Fact]
    public void It_does_as_well_as_the_best_of_all_sets_and_no_cheaper_set_does() =>
        Gen.Select(Networks, Gen.Long[0, 9]).Sample((network, budget) =>
        {
            var plan = Plan(network, budget);
            var best = Best(network, budget);
            if (best is null || !plan.Ok)
            {
                // Where it is not tested nothing can be gained: no way, or no barrier that can be paid.
                Assert.False(plan.Ok);
                Assert.True(best is null || best.Value.After == best.Value.Before);
                Assert.EndsWith(".", plan.Untested!.Sentence, StringComparison.Ordinal);
                return;
            }

            Assert.True(plan.Value.Exact);
            Assert.Equal(best.Value, (plan.Value.Before, plan.Value.After, plan.Value.Cost));
        }, iter: 150, seed: "0N0XIzNsQ0O2", threads: 1);

    [Fact]
    public void More_money_never_makes_the_way_shorter() =>
        Networks.Sample(network =>
        {
            long before = 0;
            for (var budget = 0; budget <= 8; budget += 2)
            {
                if (Plan(network, budget) is not { Ok: true, Value: var plan })
                    continue;
                Assert.True(plan.After >= before && plan.After >= plan.Before);
                before = plan.After;
            }
        }, iter: 20, seed: "0N0XIzNsQ0O2", threads: 1);

    [Fact]
    public void A_question_without_an_answer_gets_a_sentence()
    {
        PathStep far = new(0, 1, 4, 2, 3), other = new(2, 3, 1, 1, 1);
        Tested<PathPlan> Of(long budget, params PathStep[] steps) => Plan(new PathNetwork { Places = 4, Steps = steps, Source = 0, Target = 1 }, budget);
        Assert.Equal("No way leads from the source to the target: there is nothing to lengthen.", Of(5, other).Untested!.Sentence);
        Assert.Equal("A budget of 0 pays for no barrier: the cheapest on a way from the source to the target costs 3.", Of(0, far, other).Untested!.Sentence);
        Assert.Equal("No step on a way from the source to the target can get a barrier.", Of(5, far with { Added = 0 }, other).Untested!.Sentence);
        Assert.Equal(Obstacle.TooLarge, Of(5, far with { Length = long.MaxValue }).Untested!.Obstacle);
        // Also where the product does not fit in 128 bits.
        Assert.Equal(Obstacle.TooLarge, Of(long.MaxValue, [.. Enumerable.Repeat(new PathStep(0, 1, 1L << 62, 0, long.MaxValue), 8)]).Untested!.Obstacle);
        Assert.Equal(Obstacle.NotConverged, PathHardening.Plan(new PathNetwork { Places = 2, Steps = [far], Source = 0, Target = 1 }, 5, _ => new WholeAnswer(null, false)).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => Of(5, far with { From = 9 }));
        Assert.Throws<ArgumentException>(() => Plan(new PathNetwork { Places = 2, Steps = [far], Source = 0, Target = 1, Together = [[0], [0]] }, 5));
        Assert.Equal(6, Of(5, far, other).Value.After);
    }

    [Fact]
    public void A_solver_that_spends_too_much_is_caught() =>
        Assert.Throws<InvalidOperationException>(() => PathHardening.Plan(
            new PathNetwork { Places = 2, Steps = [new(0, 1, 1, 1, 2), new(0, 1, 1, 1, 2)], Source = 0, Target = 1 }, 3, program => new WholeAnswer([.. program.Variables.Select(_ => 1L)], true)));

    [Theory]
    [InlineData("param N_Nodes := two;", "x.dat(1): \"two\" is not a whole number.")]
    [InlineData("# only a comment", "x.dat: \"param N_Nodes := number;\" is missing.")]
    [InlineData("param N_Nodes := 2;\nparam N_Nodes := 2;", "x.dat(2): \"N_Nodes\" is given twice.")]
    [InlineData("param N_Nodes:=2; param N_Arcs:=1; param Budget:=1; param Source_Node:=1; param Dest_Node:=2;\nparam Node_Arc: 1 2 :=\n1 0 1;", "x.dat: Arc 1 has no -1 or no 1 in Node_Arc: where does it begin and end?")]
    [InlineData("param N_Nodes:=2; param N_Arcs:=1; param Budget:=1; param Source_Node:=1; param Dest_Node:=2;\nparam Node_Arc: 1 2 :=\n1 -1", "x.dat(3): Row 1 has 1 figures; 2 whole numbers are needed.")]
    [InlineData("param N_Nodes:=2; param N_Arcs:=1; param Budget:=1; param Source_Node:=1; param Dest_Node:=1;", "x.dat: Source_Node and Dest_Node are two different nodes from 1 to 2, and the budget is 0 or more.")]
    public void A_bad_file_gets_a_sentence_with_its_place(string text, string expected) =>
        Assert.Equal(expected, PathNetworkFile.Read("x.dat", Encoding.UTF8.GetBytes(text)).Complaint!.ToString());

    // Every set of barriers; null when no way leads there.
    static (long Before, long After, long Cost)? Best(PathNetwork network, long budget)
    {
        (long Before, long After, long Cost)? best = null;
        for (var set = 0; set < 1 << network.Steps.Count; set++)
        {
            if (network.Together.Any(steps => steps.Select(step => set >> step & 1).Distinct().Count() > 1))
                continue;
            var cost = network.Steps.Where((_, i) => (set >> i & 1) == 1).Sum(step => step.Cost);
            if (cost > budget)
                continue;
            if (Shortest(network, set) is not { } length)
                return null;
            if (best is null || length > best.Value.After || (length == best.Value.After && cost < best.Value.Cost))
                best = (best?.Before ?? length, length, cost);
        }

        return best;
    }

    // Bellman and Ford: as many rounds as there are places.
    static long? Shortest(PathNetwork network, int set)
    {
        var lengths = new long?[network.Places];
        lengths[network.Source] = 0;
        for (var round = 0; round < network.Places; round++)
        {
            for (var i = 0; i < network.Steps.Count; i++)
            {
                var step = network.Steps[i];
                if (lengths[step.From] + step.Length + (set >> i & 1) * step.Added is { } along && !(lengths[step.To] <= along))
                    lengths[step.To] = along;
            }
        }

        return lengths[network.Target];
    }
}
