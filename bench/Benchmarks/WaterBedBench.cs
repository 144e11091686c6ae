using System.Diagnostics;
using Knooppunt.Chance;
using Knooppunt.Effect.WaterBed;
using Knooppunt.Effect.WaterBed.Paths;
using Knooppunt.Node.Programme.Paths;

namespace Knooppunt.Benchmarks;

/// <summary>How long the water-bed model takes to be solved exactly: 5 nodes, 12 modi, 6 concealments, 30 barriers for each node; and to be solved again when budgets are moved by hand.</summary>
static class WaterBedBench
{
    const int Nodes = 5, Modi = 12, Concealments = 6, Barriers = 30;

    public static int Run(string[] args)
    {
        Machine.Print();
        var seeds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var model = Model((ulong)seed);
            // A third of what all barriers would cost, divided as unevenly as the programme divides its money.
            var all = model.Barriers.Sum(barrier => barrier.Cost);
            int[] parts = [61, 15, 6, 14, 4];
            int Budget(int node, double factor) => (int)(all / 3.0 * parts[node] / 100 * factor) / 50 * 50;
            Dictionary<string, int> Budgets(double factor) => Enumerable.Range(0, Nodes).ToDictionary(node => $"node {node}", node => Budget(node, factor), StringComparer.Ordinal);

            var planner = new BarrierPlanner(model);
            var apart = Time(() => planner.PerNode(Budgets(1)));
            var again = Enumerable.Range(1, 10).Select(i => Time(() => planner.PerNode(Budgets(1 + i * .03))).Milliseconds).Order().ToArray();
            var fresh = new BarrierPlanner(model);
            var joint = Time(() => fresh.Joint(all / 3));
            var jointAgain = Enumerable.Range(1, 10).Select(i => Time(() => fresh.Joint((int)(all / 3 * (1 + i * .03)))).Milliseconds).Order().ToArray();
            Console.WriteLine($"seed {seed}: per node {apart.Milliseconds:F0} ms (falls by {apart.Plan.Reduction:P1}), again {again[5]:F0} ms, slowest {again[^1]:F0}; joint {joint.Milliseconds:F0} ms (by {joint.Plan.Reduction:P1}), again {jointAgain[5]:F0} ms, slowest {jointAgain[^1]:F0}");
        }

        foreach (var side in (int[])[5, 8, 12])
        {
            var (network, budget) = Grid(side, 1);
            var watch = Stopwatch.StartNew();
            var plan = PathHardening.Plan(network, budget, program => CpSat.Solve(program)).Value;
            Console.WriteLine($"ways through {side} x {side} places, {network.Steps.Count} steps, budget {budget}: {watch.Elapsed.TotalMilliseconds:F0} ms, from {plan.Before} to {plan.After} with {plan.Built.Count} barriers{(plan.Exact ? "" : ", not proved")}");
        }

        return 0;
    }

    /// <summary>Places in a square, with steps to the right and up and down; a barrier on every step.</summary>
    static (PathNetwork Network, long Budget) Grid(int side, ulong seed)
    {
        var luck = new Luck(seed);
        List<PathStep> steps = [];
        void Step(int from, int to) => steps.Add(new PathStep(from, to, 1 + luck.Below(9), 1 + luck.Below(9), 1 + luck.Below(4)));
        for (var i = 0; i < side * side; i++)
        {
            if (i % side < side - 1)
                Step(i, i + 1);
            if (i + side < side * side)
                Step(i, i + side);
            if (i >= side)
                Step(i, i - side);
        }

        return (new PathNetwork { Places = side * side, Steps = steps, Source = side / 2 * side, Target = side / 2 * side + side - 1 }, 2L * side);
    }

    static (BarrierPlan Plan, double Milliseconds) Time(Func<Effect.Tested<BarrierPlan>> plan)
    {
        var watch = Stopwatch.StartNew();
        var found = plan().Value;
        return (found, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>A barrier stands on one to three modi, on a concealment, or on a modus in some concealments.</summary>
    static WaterBedModel Model(ulong seed)
    {
        var luck = new Luck(seed);
        Assumption About(string name, double value) => new(name, value, value * .7, value * 1.3);
        List<SmugglingRoute> routes = [];
        List<BarrierOption> barriers = [];
        for (var node = 0; node < Nodes; node++)
        {
            var from = routes.Count;
            for (var modus = 0; modus < Modi; modus++)
                for (var concealment = 0; concealment < Concealments; concealment++)
                    routes.Add(new SmugglingRoute { Node = $"node {node}", Modus = $"modus {modus}", Concealment = $"concealment {concealment}", Pull = About($"pull {routes.Count}", Math.Exp(luck.Between(-2, 2))), Pass = About($"pass {routes.Count}", luck.Between(.5, .75)) });
            for (var i = 0; i < Barriers; i++)
            {
                var kind = luck.Below(3);
                HashSet<int> modi = [luck.Below(Modi), .. kind == 0 ? [luck.Below(Modi), luck.Below(Modi)] : Array.Empty<int>()];
                var concealed = luck.Below(Concealments);
                int[] on = [.. Enumerable.Range(0, Modi * Concealments).Where(route => kind switch { 0 => modi.Contains(route / Concealments), 1 => route % Concealments == concealed, _ => modi.Contains(route / Concealments) && route % Concealments <= concealed }).Select(route => from + route)];
                barriers.Add(new BarrierOption { Name = $"barrier {barriers.Count}", Node = $"node {node}", Cost = 50 * (1 + luck.Below(30)), Hindrance = About($"hindrance {barriers.Count}", luck.Between(.1, 1)), Catch = About($"catch {barriers.Count}", luck.Between(0, .4)), Routes = on });
            }
        }

        return new WaterBedModel { Routes = routes, Barriers = barriers, NotShipping = About("not shipping", 100), Reaction = About("reaction", 1) };
    }
}
