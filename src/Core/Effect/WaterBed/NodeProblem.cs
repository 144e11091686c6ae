namespace Knooppunt.Effect.WaterBed;

/// <summary>The barriers and routes of one node, numbered from 0, with what a set of barriers leaves of them.</summary>
sealed class NodeProblem
{
    /// <summary>A set is the bits of one number.</summary>
    public const int MostBarriers = 64;

    public NodeProblem(WaterBedFigures figures, int node, IReadOnlyList<int> costs)
    {
        Node = node;
        Nest = figures.NestOfNode[node];
        int[] routes = [.. Enumerable.Range(0, figures.Pull.Length).Where(route => figures.NodeOfRoute[route] == node)];
        Barriers = [.. Enumerable.Range(0, figures.NodeOfBarrier.Length).Where(barrier => figures.NodeOfBarrier[barrier] == node)];
        Pull = [.. routes.Select(route => figures.Pull[route])];
        Pass = [.. routes.Select(route => figures.Pass[route])];
        Hindrance = [.. Barriers.Select(barrier => figures.Hindrance[barrier])];
        Catch = [.. Barriers.Select(barrier => figures.Catch[barrier])];
        Cost = [.. Barriers.Select(barrier => costs[barrier])];
        Routes = [.. Barriers.Select(barrier => figures.RoutesOfBarrier[barrier].Select(route => Array.IndexOf(routes, route)).ToArray())];
        First = [.. Routes.Select((_, i) => Routes.Take(i).Sum(own => own.Length))];
        Stands = Routes.Sum(own => own.Length);
    }

    public int Node { get; }

    public int Nest { get; }

    /// <summary>Index in the model of each barrier.</summary>
    public int[] Barriers { get; }

    public double[] Pull { get; }

    public double[] Pass { get; }

    public double[] Hindrance { get; }

    public double[] Catch { get; }

    public int[] Cost { get; }

    public int[][] Routes { get; }

    /// <summary>Where the pairs of a barrier and a route that it stands on begin, when all are numbered.</summary>
    public int[] First { get; }

    /// <summary>How many such pairs there are.</summary>
    public int Stands { get; }

    public int CostOf(ulong set)
    {
        var cost = 0;
        for (var i = 0; i < Cost.Length; i++)
            cost += (set >> i & 1) == 1 ? Cost[i] : 0;
        return cost;
    }

    /// <summary>What is still drawn to the node, and what of that gets through.</summary>
    public (double Drawn, double Through) Sums(ulong set)
    {
        var hindered = new double[Pull.Length];
        var caught = new double[Pull.Length];
        for (var i = 0; i < Routes.Length; i++)
        {
            if ((set >> i & 1) == 0)
                continue;
            foreach (var route in Routes[i])
            {
                hindered[route] += Hindrance[i];
                caught[route] += Catch[i];
            }
        }

        double drawn = 0, through = 0;
        for (var route = 0; route < Pull.Length; route++)
        {
            var inner = Pull[route] * Math.Exp(-hindered[route]);
            drawn += inner;
            through += inner * Pass[route] * Math.Exp(-caught[route]);
        }

        return (drawn, through);
    }

    public IEnumerable<int> InModel(ulong set) => Barriers.Where((_, i) => (set >> i & 1) == 1);
}
