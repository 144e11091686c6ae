namespace Knooppunt.Effect.WaterBed;

/// <summary>The sets of barriers of a node that were made so far, from which a search starts.</summary>
sealed class SetPool
{
    readonly NodeProblem _problem;
    readonly Dictionary<ulong, Known> _sets = [];

    public SetPool(NodeProblem problem)
    {
        _problem = problem;
        Add(0);
    }

    public void Add(ulong set)
    {
        if (_sets.ContainsKey(set))
            return;
        var (drawn, through) = _problem.Sums(set);
        _sets.Add(set, new Known(set, _problem.CostOf(set), drawn, through));
    }

    /// <summary>The best set within a budget, with a toll on money.</summary>
    public Known Best(double price, double toll, int budget)
    {
        var (best, least) = (default(Known), double.PositiveInfinity);
        foreach (var known in _sets.Values)
        {
            if (known.Cost <= budget && known.Value(price, toll) is var value && (value < least || (value == least && known.Cost < best.Cost)))
                (best, least) = (known, value);
        }

        return best;
    }

    /// <summary>The sets that no cheaper set beats, cheapest first.</summary>
    public List<Known> Best(double price, int budget)
    {
        List<Known> best = [];
        var least = double.PositiveInfinity;
        foreach (var known in _sets.Values.Where(known => known.Cost <= budget).OrderBy(known => known.Cost).ThenBy(known => known.Value(price)))
        {
            if (known.Value(price) >= least)
                continue;
            least = known.Value(price);
            best.Add(known);
        }

        return best;
    }

    /// <summary>A set with what it costs and leaves.</summary>
    public readonly record struct Known(ulong Set, int Cost, double Drawn, double Through)
    {
        public double Value(double price, double toll = 0) => Through - price * Drawn + toll * Cost;
    }
}
