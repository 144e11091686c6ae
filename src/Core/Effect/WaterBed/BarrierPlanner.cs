namespace Knooppunt.Effect.WaterBed;

/// <summary>Finds the barriers that let least through, under a budget for each node or one for all. It remembers what it found: asked again with other budgets it answers sooner. Not for use from two threads.</summary>
/// <remarks>
/// What gets through is a ratio of sums, N / (not shipping + D). By Dinkelbach (1967) its least value λ is where the least N - λ (not shipping + D) is 0; for given λ the nodes fall apart, and each is solved
/// exactly by branch and bound. One budget for all deals money out over the nodes (a multiple-choice knapsack). With nests N and D are no sums any more: they are taken straight at the present plan, solved, and taken
/// again for as long as less gets through, from several starts; that is not exact and says so.
/// </remarks>
public sealed class BarrierPlanner
{
    const int MostRounds = 60;

    readonly WaterBedModel _model;
    readonly WaterBedFigures _figures;
    readonly NodeProblem[] _nodes;
    readonly SetPool[] _pools;

    /// <summary>A planner for a model.</summary>
    /// <exception cref="ArgumentException">An assumption is out of its range, or a node has more than 64 barriers.</exception>
    public BarrierPlanner(WaterBedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Check();
        _model = model;
        _figures = WaterBedFigures.Of(model, assumption => assumption.Value);
        int[] costs = [.. model.Barriers.Select(barrier => barrier.Cost)];
        _nodes = [.. Enumerable.Range(0, _figures.Nodes.Length).Select(node => new NodeProblem(_figures, node, costs))];
        if (_nodes.Any(node => node.Barriers.Length > NodeProblem.MostBarriers))
            throw new ArgumentException("A node has at most 64 barriers to choose from.", nameof(model));
        _pools = [.. _nodes.Select(node => new SetPool(node))];
    }

    /// <summary>The best plan when each node has a budget of its own.</summary>
    /// <param name="budgets">In thousands of euros, 0 or more, by node; a node that is not there has nothing to spend.</param>
    /// <returns>Untested when the search grows past what is exact in reasonable time.</returns>
    public Tested<BarrierPlan> PerNode(IReadOnlyDictionary<string, int> budgets)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        if (budgets.Values.Any(budget => budget < 0))
            throw new ArgumentOutOfRangeException(nameof(budgets), "A budget is 0 or more.");
        int[] money = [.. _figures.Nodes.Select(node => budgets.GetValueOrDefault(node))];
        return Plan(
            (prices, _) => [.. _pools.Select((pool, node) => pool.Best(prices[node], 0, money[node]).Set)],
            (prices, _) =>
            {
                var sets = new ulong[_nodes.Length];
                for (var node = 0; node < _nodes.Length; node++)
                {
                    if (NodeSearch.Best(_nodes[node], prices[node], 0, money[node], _pools[node].Best(prices[node], 0, money[node]).Set) is not { } found)
                        return null;
                    sets[node] = found.Set;
                    _pools[node].Add(found.Set);
                }

                return sets;
            });
    }

    /// <summary>The best plan when all nodes share one budget.</summary>
    /// <param name="budget">In thousands of euros, 0 or more.</param>
    /// <returns>Untested when the search grows past what is exact in reasonable time, or when costs have no common step and the budget holds more than 5,000 of them.</returns>
    public Tested<BarrierPlan> Joint(int budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        var step = _model.Barriers.Select(barrier => barrier.Cost).Aggregate(0, Divisor);
        var most = Math.Min(budget, _model.Barriers.Sum(barrier => (long)barrier.Cost));
        if (step > 0 && most / step > SharedBudget.MostSteps)
            return new Untested(Obstacle.TooLarge, $"The budget holds {most / step} steps of {step} thousand euros, in which all costs are whole: give costs in rounder figures, so that it holds at most {SharedBudget.MostSteps}.");
        SharedBudget Shared(double[] prices, double[] factors) => new(_nodes, _pools, prices, factors, step == 0 ? 0 : (int)(most / step), Math.Max(1, step));
        return Plan((prices, factors) => Shared(prices, factors).Deal().Sets, (prices, factors) => Shared(prices, factors).Divide());
    }

    /// <summary>Rounds over what is known already, which cost nothing, then exact ones.</summary>
    Tested<BarrierPlan> Plan(Func<double[], double[], ulong[]?> known, Func<double[], double[], ulong[]?> solve)
    {
        var before = _figures.Through([]);
        var nested = _figures.Unlikeness < 1;
        var (best, through) = Descend(new ulong[_nodes.Length], before, before, known)!.Value;
        foreach (var start in nested ? [1, .5, 2] : new[] { 1.0 })
        {
            if (Descend(start == 1 ? best : new ulong[_nodes.Length], start == 1 ? through : before, (start == 1 ? through : before) * start, solve) is not var (plan, reached))
                return new Untested(Obstacle.TooLarge, "There are too many ways to combine these barriers to be sure of the best: take together barriers that are always built together, or lower the budget.");
            (best, through) = reached < through ? (plan, reached) : (best, through);
        }

        return new BarrierPlan(
            [.. _nodes.SelectMany((node, i) => node.InModel(best[i])).Order()], [.. _nodes.Select((node, i) => (_figures.Nodes[node.Node], node.CostOf(best[i])))], through, before, !nested);
    }

    /// <summary>Rounds for as long as less gets through, from a plan and a price; null when a round could not be solved.</summary>
    (ulong[] Plan, double Through)? Descend(ulong[] present, double own, double price, Func<double[], double[], ulong[]?> solve)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (prices, factors) = Prices(present, price);
            if (solve(prices, factors) is not { } next)
                return null;

            var reached = Through(next);
            // It ends where a round at the price of the present plan gains nothing.
            if (reached >= own * (1 - 1e-13) && price == own)
                break;
            (present, own, price) = reached < own ? (next, reached, reached) : (present, own, own);
        }

        return (present, own);
    }

    double Through(ulong[] sets) => _figures.Through(_nodes.SelectMany((node, i) => node.InModel(sets[i])));

    /// <summary>For each node what one unit drawn is worth against one that gets through, and what one that gets through counts.</summary>
    (double[] Prices, double[] Factors) Prices(ulong[] present, double price)
    {
        var mu = _figures.Unlikeness;
        var drawn = new double[_figures.Nests];
        var through = new double[_figures.Nests];
        for (var i = 0; i < _nodes.Length; i++)
        {
            var sums = _nodes[i].Sums(present[i]);
            drawn[_nodes[i].Nest] += sums.Drawn;
            through[_nodes[i].Nest] += sums.Through;
        }

        // Slopes of I^(μ-1) A - λ I^μ in A and I, at the present plan; λ itself without nests.
        double[] prices = [.. _nodes.Select(node => drawn[node.Nest] <= 0 ? price : price * mu + (1 - mu) * through[node.Nest] / drawn[node.Nest])];
        double[] factors = [.. _nodes.Select(node => drawn[node.Nest] <= 0 ? 1 : Math.Pow(drawn[node.Nest], mu - 1))];
        return (prices, factors);
    }

    static int Divisor(int one, int other) => other == 0 ? one : Divisor(other, one % other);
}
