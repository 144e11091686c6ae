namespace Knooppunt.Effect.WaterBed;

/// <summary>A model with each assumption at one value, laid out for computing.</summary>
/// <remarks>
/// A route has inner pull b = w · W^(1/μ - 1) · e^(-hindrance/μ), with W the pull of its nest beforehand, so that beforehand shares are the pulls whatever μ. A nest has pull I^μ with I the sum of its
/// inner pulls; a route's share is I^(μ-1) · b over that of not shipping and all nests.
/// </remarks>
sealed class WaterBedFigures
{
    public required double[] Pull { get; init; }

    public required double[] Pass { get; init; }

    public required int[] NodeOfRoute { get; init; }

    public required int[] NestOfNode { get; init; }

    public required int[] NodeOfBarrier { get; init; }

    /// <summary>Hindrance over μ, per barrier.</summary>
    public required double[] Hindrance { get; init; }

    /// <summary>-ln(1 - catch), per barrier.</summary>
    public required double[] Catch { get; init; }

    public required int[][] RoutesOfBarrier { get; init; }

    public required double NotShipping { get; init; }

    public required double Unlikeness { get; init; }

    public required string[] Nodes { get; init; }

    public int Nests => NestOfNode.Max() + 1;

    public static WaterBedFigures Of(WaterBedModel model, Func<Assumption, double> pick)
    {
        string[] nodes = [.. model.Routes.Select(route => route.Node).Distinct(StringComparer.Ordinal)];
        string[] nests = [.. nodes.Select(node => model.Nests?.GetValueOrDefault(node) is { } nest ? $"nest {nest}" : $"node {node}").Distinct(StringComparer.Ordinal)];
        int[] nestOfNode = [.. nodes.Select(node => Array.IndexOf(nests, model.Nests?.GetValueOrDefault(node) is { } nest ? $"nest {nest}" : $"node {node}"))];
        int[] nodeOfRoute = [.. model.Routes.Select(route => Array.IndexOf(nodes, route.Node))];
        // A nest of one route is the route itself: with none of more the logit is plain, and its plans are exact.
        var mu = model.Nests is null || nodeOfRoute.GroupBy(node => nestOfNode[node]).All(nest => nest.Count() == 1) ? 1 : pick(model.Unlikeness);
        double[] pull = [.. model.Routes.Select(route => pick(route.Pull))];
        var ofNest = new double[nests.Length];
        for (var route = 0; route < pull.Length; route++)
            ofNest[nestOfNode[nodeOfRoute[route]]] += pull[route];

        var reaction = pick(model.Reaction);
        return new WaterBedFigures
        {
            Pull = [.. pull.Select((own, route) => own == 0 ? 0 : own * Math.Pow(ofNest[nestOfNode[nodeOfRoute[route]]], 1 / mu - 1))],
            Pass = [.. model.Routes.Select(route => pick(route.Pass))],
            NodeOfRoute = nodeOfRoute,
            NestOfNode = nestOfNode,
            NodeOfBarrier = [.. model.Barriers.Select(barrier => Array.IndexOf(nodes, barrier.Node))],
            Hindrance = [.. model.Barriers.Select(barrier => reaction * pick(barrier.Hindrance) / mu)],
            Catch = [.. model.Barriers.Select(barrier => -double.LogP1(-pick(barrier.Catch)))],
            RoutesOfBarrier = [.. model.Barriers.Select(barrier => barrier.Routes.ToArray())],
            NotShipping = pick(model.NotShipping),
            Unlikeness = mu,
            Nodes = nodes,
        };
    }

    /// <summary>Share of each route that is chosen, and that gets through.</summary>
    public (double Chosen, double Through)[] Choose(IEnumerable<int> built)
    {
        var inner = (double[])Pull.Clone();
        var pass = (double[])Pass.Clone();
        foreach (var barrier in built)
        {
            foreach (var route in RoutesOfBarrier[barrier])
            {
                inner[route] *= Math.Exp(-Hindrance[barrier]);
                pass[route] *= Math.Exp(-Catch[barrier]);
            }
        }

        var sums = new double[Nests];
        for (var route = 0; route < inner.Length; route++)
            sums[NestOfNode[NodeOfRoute[route]]] += inner[route];
        var all = NotShipping + sums.Sum(sum => sum <= 0 ? 0 : Math.Pow(sum, Unlikeness));
        return [.. inner.Select((own, route) =>
        {
            var chosen = own <= 0 ? 0 : Math.Pow(sums[NestOfNode[NodeOfRoute[route]]], Unlikeness - 1) * own / all;
            return (chosen, chosen * pass[route]);
        })];
    }

    /// <summary>Pull that is left of each route, over all pulls beforehand; without nests.</summary>
    public double[] Left(IEnumerable<int> built)
    {
        var left = (double[])Pull.Clone();
        foreach (var barrier in built)
        {
            foreach (var route in RoutesOfBarrier[barrier])
                left[route] *= Math.Exp(-Hindrance[barrier]);
        }

        var all = NotShipping + Pull.Sum();
        return [.. left.Select(pull => pull / all)];
    }

    public double Through(IEnumerable<int> built) => Choose(built).Sum(route => route.Through);
}
