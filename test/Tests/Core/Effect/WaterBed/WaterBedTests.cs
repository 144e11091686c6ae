using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.WaterBed;

namespace Knooppunt.Tests.Core.Effect.WaterBed;

public sealed class WaterBedTests
{
    static readonly Gen<WaterBedModel> Models = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 3]).SelectMany((nodes, routes, barriers) => Model(nodes, routes, barriers));

    // So many barriers on a route that the search tells only some of them apart.
    static readonly Gen<WaterBedModel> Crowded = Model(1, 3, 13);

    static Gen<WaterBedModel> Model(int nodes, int routes, int barriers) => Gen.Select(
        Gen.Double[0, 5].Array[nodes * routes], Gen.Double[.05, 1].Array[nodes * routes],
        Gen.Select(Gen.Int[1, 8], Gen.Double[0, 2], Gen.Double[0, .8], Gen.Int[1, (1 << routes) - 1]).Array[nodes * barriers], Gen.Double[.2, 5], Gen.Double[.3, 2],
        (pulls, passes, options, notShipping, reaction) => new WaterBedModel
        {
            Routes = [.. pulls.Select((pull, i) => Route($"node {i / routes}", $"modus {i % routes}", pull, passes[i]))],
            Barriers = [.. options.Select((option, i) => Barrier(i, $"node {i / barriers}", option.Item1 * 50, option.Item2, option.Item3, [.. Enumerable.Range(0, routes).Where(route => (option.Item4 >> route & 1) == 1).Select(route => i / barriers * routes + route)]))],
            NotShipping = Sure("not shipping", notShipping),
            Reaction = Sure("reaction", reaction),
        });

    // By hand: pulls 3 and 1 beside 1 for not shipping, half passes: shares .6, .2, .2. One barrier with ln 2 of hindrance on the first: 1.5 : 1 : 1.
    [Fact]
    public void Shares_are_pulls_and_a_barrier_moves_them()
    {
        var before = WaterBedOutcome.Of(Two(), []);
        Assert.Equal(.4, before.Through, 1e-12);
        Assert.Equal(.2, before.NotShipped, 1e-12);
        Assert.Equal(1, before.Through + before.Caught + before.NotShipped, 1e-12);
        var after = WaterBedOutcome.Of(Two(), [0]);
        Assert.Equal([1.5 / 3.5, 1 / 3.5], after.Nodes.Select(node => Math.Round(node.Chosen, 15)), (one, other) => Math.Abs(one - other) < 1e-12);
        // Through the first .3 -> .2142857, through the other .1 -> .1428571: half of what is kept out moves.
        var moved = WaterBedShare.Of(Two(), [0]).Value;
        Assert.Equal(.3 - .75 / 3.5, moved.Fall, 1e-12);
        Assert.Equal(.5 / 3.5 - .1, moved.Rise, 1e-12);
        Assert.Equal(.5, moved.Moved, 1e-12);
        Assert.Equal(Obstacle.ConditionNotMet, WaterBedShare.Of(Two() with { Reaction = Sure("reaction", 0) }, [0]).Untested!.Obstacle);
    }

    // Daly and Zachary: the share of a nest goes by its sum to the power μ. With both nodes in a nest of μ = ½: inner pulls 3·4 and 1·4; after the barrier (hindrance doubled) 3 and 4: nest √7, shares 3/7 and 4/7 of √7/(1 + √7).
    [Fact]
    public void Nest_moves_more_to_the_substitute()
    {
        var nested = Two() with { Nests = new Dictionary<string, string> { ["node 0"] = "delta", ["node 1"] = "delta" }, Unlikeness = Sure("unlikeness", .5) };
        Assert.Equal(.4, WaterBedOutcome.Of(nested, []).Through, 1e-12);
        var after = WaterBedOutcome.Of(nested, [0]);
        Assert.Equal(Math.Sqrt(7) / (1 + Math.Sqrt(7)) * 3 / 7, after.Nodes[0].Chosen, 1e-12);
        Assert.Equal(Math.Sqrt(7) / (1 + Math.Sqrt(7)) * 4 / 7, after.Nodes[1].Chosen, 1e-12);
        Assert.True(WaterBedShare.Of(nested, [0]).Value.Moved > WaterBedShare.Of(Two(), [0]).Value.Moved);
    }

    [Fact]
    public void Plan_per_node_is_that_of_all_portfolios() => Gen.Select(Models, Gen.Int[0, 1200], Gen.Int[0, 1200]).Sample((model, first, second) =>
    {
        var budgets = new Dictionary<string, int> { ["node 0"] = first, ["node 1"] = second, ["node 2"] = first / 2 };
        var plan = new BarrierPlanner(model).PerNode(budgets).Value;
        var best = Sets(model).Where(set => set.GroupBy(barrier => model.Barriers[barrier].Node).All(group => group.Sum(barrier => model.Barriers[barrier].Cost) <= budgets[group.Key])).Min(set => WaterBedOutcome.Of(model, set).Through);
        Assert.Equal(best, plan.Through, 1e-10);
        Assert.Equal(best, WaterBedOutcome.Of(model, [.. plan.Built]).Through, 1e-10);
        Assert.All(plan.Spent, spent => Assert.True(spent.Cost <= budgets[spent.Node]));
        Assert.True(plan.Exact);
    }, iter: 60, threads: 1);

    [Fact]
    public void Joint_plan_is_that_of_all_portfolios_and_never_worse_than_apart() => Gen.Select(Models, Gen.Int[0, 2000]).Sample((model, budget) =>
    {
        var planner = new BarrierPlanner(model);
        var plan = planner.Joint(budget).Value;
        var best = Sets(model).Where(set => set.Sum(barrier => model.Barriers[barrier].Cost) <= budget).Min(set => WaterBedOutcome.Of(model, set).Through);
        Assert.Equal(best, plan.Through, 1e-10);
        Assert.True(plan.Spent.Sum(spent => spent.Cost) <= budget);
        var apart = planner.PerNode(new Dictionary<string, int> { ["node 0"] = budget / 2, ["node 1"] = budget - budget / 2 }).Value;
        Assert.True(plan.Through <= apart.Through + 1e-10);
        // Asked again, and by a planner that has seen nothing: the same.
        Assert.Equal(plan.Through, planner.Joint(budget).Value.Through, 1e-10);
    }, iter: 60, threads: 1);

    [Fact]
    public void Plan_of_many_barriers_on_few_routes_is_that_of_all_portfolios() => Gen.Select(Crowded, Gen.Int[200, 2500]).Sample((model, budget) =>
    {
        var best = Sets(model).Where(set => set.Sum(barrier => model.Barriers[barrier].Cost) <= budget).Min(set => WaterBedOutcome.Of(model, set).Through);
        Assert.Equal(best, new BarrierPlanner(model).Joint(budget).Value.Through, 1e-10);
        Assert.Equal(best, new BarrierPlanner(model).PerNode(new Dictionary<string, int> { ["node 0"] = budget }).Value.Through, 1e-10);
    }, iter: 4, threads: 1);

    [Fact]
    public void More_money_never_lets_more_through_and_the_unit_of_pull_does_not_matter() => Gen.Select(Models, Gen.Int[0, 1000], Gen.Double[.1, 10]).Sample((model, budget, unit) =>
    {
        var planner = new BarrierPlanner(model);
        Assert.True(planner.Joint(budget + 300).Value.Through <= planner.Joint(budget).Value.Through + 1e-10);
        var scaled = model with
        {
            Routes = [.. model.Routes.Select(route => route with { Pull = Sure(route.Pull.Name, route.Pull.Value * unit) })],
            NotShipping = Sure("not shipping", model.NotShipping.Value * unit),
        };
        Assert.Equal(planner.Joint(budget).Value.Through, new BarrierPlanner(scaled).Joint(budget).Value.Through, 1e-10);
    }, iter: 25, threads: 1);

    [Fact]
    public void Plan_with_nests_says_that_it_is_not_proved_and_is_seldom_far_off()
    {
        var (asked, missed) = (0, 0);
        Gen.Select(Models, Gen.Int[100, 1200], Gen.Double[.2, .9]).Sample((model, budget, unlikeness) =>
        {
            var nested = model with { Nests = new Dictionary<string, string> { ["node 0"] = "delta", ["node 1"] = "delta" }, Unlikeness = Sure("unlikeness", unlikeness) };
            var plan = new BarrierPlanner(nested).Joint(budget).Value;
            var best = Sets(nested).Where(set => set.Sum(barrier => nested.Barriers[barrier].Cost) <= budget).Min(set => WaterBedOutcome.Of(nested, set).Through);
            // Several routes of one node are a nest too.
            Assert.Equal(nested.Routes.GroupBy(route => nested.Nests!.GetValueOrDefault(route.Node, route.Node)).All(nest => nest.Count() == 1), plan.Exact);
            Assert.True(plan.Through >= best - 1e-10 && plan.Through <= plan.Before + 1e-12);
            if (plan.Exact)
                Assert.Equal(best, plan.Through, 1e-10);
            asked++;
            missed += plan.Through > best * 1.001 ? 1 : 0;
        }, iter: 60, threads: 1);
        Assert.True(missed <= asked / 10, $"{missed} of {asked}");
    }

    [Fact]
    public void Bands_rank_only_what_is_apart_and_name_what_to_measure()
    {
        var model = Two() with { Reaction = new Assumption("reaction", 1, .2, 3), NotShipping = new Assumption("not shipping", 1, .9, 1.1, "survey") };
        var band = WaterBedBand.Of(model, [[], [0], [1]]);
        Assert.Equal("reaction", band.MeasureFirst!.Name);
        Assert.True(band.MeasureFirst.IsAssumed);
        Assert.Equal((0.0, 0.0), (band.Plans[0].Reduction.Interval.Low, band.Plans[0].Reduction.Interval.High));
        Assert.All(band.Plans, plan => Assert.True(plan.Reduction.Interval.Holds(plan.Reduction.Value)));
        // The plans with a barrier overlap; doing nothing is apart from both and last.
        Assert.Equal([3, null, null], band.Plans.Select(plan => plan.Rank));
        var sure = WaterBedBand.Of(Two(), [[], [0], [1]]);
        Assert.Equal([3, 1, 2], sure.Plans.Select(plan => plan.Rank));
        Assert.Null(sure.MeasureFirst);
        Assert.Equal(band.Plans, WaterBedBand.Of(model, [[], [0], [1]]).Plans);
    }

    [Fact]
    public void A_model_that_cannot_be_is_refused()
    {
        var two = Two();
        Assert.Throws<ArgumentException>(() => WaterBedOutcome.Of(two with { Routes = [] }, []));
        Assert.Throws<ArgumentException>(() => new BarrierPlanner(two with { NotShipping = Sure("not shipping", 0) }));
        Assert.Throws<ArgumentException>(() => new BarrierPlanner(two with { Barriers = [two.Barriers[0] with { Routes = [1] }] }));
        Assert.Throws<ArgumentException>(() => new BarrierPlanner(two with { Barriers = [two.Barriers[0] with { Catch = Sure("certain", 1) }] }));
        Assert.Throws<ArgumentException>(() => new BarrierPlanner(two with { Reaction = new Assumption("reaction", 2, 3, 4) }));
        var prime = two with { Barriers = [two.Barriers[0] with { Cost = 7001 }, two.Barriers[1] with { Cost = 7000 }] };
        Assert.Equal(Obstacle.TooLarge, new BarrierPlanner(prime).Joint(20_000).Untested!.Obstacle);
        Assert.Empty(new BarrierPlanner(two with { Barriers = [] }).Joint(100).Value.Built);
    }

    static WaterBedModel Two() => new()
    {
        Routes = [Route("node 0", "modus", 3, .5), Route("node 1", "modus", 1, .5)],
        Barriers = [Barrier(0, "node 0", 100, Math.Log(2), 0, [0]), Barrier(1, "node 1", 100, 0, .4, [1])],
        NotShipping = Sure("not shipping", 1),
        Reaction = Sure("reaction", 1),
    };

    static SmugglingRoute Route(string node, string modus, double pull, double pass) =>
        new() { Node = node, Modus = modus, Concealment = "none", Pull = Sure($"pull {node} {modus}", pull), Pass = Sure($"pass {node} {modus}", pass) };

    static BarrierOption Barrier(int number, string node, int cost, double hindrance, double caught, int[] routes) =>
        new() { Name = $"barrier {number}", Node = node, Cost = cost, Hindrance = Sure($"hindrance {number}", hindrance), Catch = Sure($"catch {number}", caught), Routes = routes };

    static Assumption Sure(string name, double value) => new(name, value, value, value);

    static IEnumerable<int[]> Sets(WaterBedModel model) =>
        Enumerable.Range(0, 1 << model.Barriers.Count).Select(bits => Enumerable.Range(0, model.Barriers.Count).Where(barrier => (bits >> barrier & 1) == 1).ToArray());
}
