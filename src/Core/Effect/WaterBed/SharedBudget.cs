namespace Knooppunt.Effect.WaterBed;

/// <summary>One budget dealt out over the nodes: a multiple-choice knapsack, in which each node takes one set of barriers, of which only those are made that may be in the best deal.</summary>
/// <remarks>
/// A toll on money in place of the budget lets the nodes fall apart; the best toll gives a floor under every deal. How far the best known deal lies above the floor is the gap, and a set that by itself loses
/// more than the gap against the best of its node is in no better deal. All others are made, and the knapsack over them is exact (Dyer, Kayal and Walker 1984 for the bound).
/// </remarks>
sealed class SharedBudget(NodeProblem[] nodes, SetPool[] pools, double[] prices, double[] factors, int steps, int step)
{
    public const int MostSteps = 5000;

    const int MostTolls = 60;
    const double Slack = 1e-12;

    int Budget => steps * step;

    /// <summary>The best set of each node; null when a node cannot be solved exactly in reasonable time.</summary>
    public ulong[]? Divide()
    {
        if (Floor() is not var (toll, floor, least))
            return null;

        var (value, sets) = Deal();
        // First a part of it, because a set found there may bring a better deal and so a smaller gap.
        for (var part = .2; ; part = 1)
        {
            var gap = Math.Max(0, value - floor) + Slack * (1 + Math.Abs(value));
            for (var i = 0; i < nodes.Length; i++)
            {
                var pool = pools[i];
                if (!NodeSearch.All(nodes[i], prices[i], toll / factors[i], Budget, least[i] + gap * part / factors[i], pool.Add))
                    return null;
            }

            (var better, sets) = Deal();
            if (part >= 1 || (better - floor) + Slack * (1 + Math.Abs(better)) <= gap * part)
                return sets;
            value = better;
        }
    }

    /// <summary>The toll at which the nodes together want as much as there is, the floor that it gives, and what each node reaches at it.</summary>
    (double Toll, double Floor, double[] Least)? Floor()
    {
        double toll = 0, bestFloor = double.NegativeInfinity, bestToll = 0;
        var bestLeast = new double[nodes.Length];
        for (var round = 0; round < MostTolls; round++)
        {
            toll = Toll();
            var least = new double[nodes.Length];
            var floor = -toll * Budget;
            double known = floor;
            for (var i = 0; i < nodes.Length; i++)
            {
                var start = pools[i].Best(prices[i], toll / factors[i], Budget);
                known += factors[i] * start.Value(prices[i], toll / factors[i]);
                if (NodeSearch.Best(nodes[i], prices[i], toll / factors[i], Budget, start.Set) is not { } found)
                    return null;
                pools[i].Add(found.Set);
                least[i] = found.Value;
                floor += factors[i] * found.Value;
            }

            if (floor > bestFloor)
                (bestFloor, bestToll, bestLeast) = (floor, toll, least);
            // No set is new: no other toll gives a higher floor.
            if (known - floor <= 1e-12 * (1 + Math.Abs(floor)))
                break;
        }

        return (bestToll, bestFloor, bestLeast);
    }

    /// <summary>The toll at which the known sets together cost what there is: a little more, and they cost less.</summary>
    double Toll()
    {
        double Wanted(double toll) => Enumerable.Range(0, nodes.Length).Sum(i => (double)pools[i].Best(prices[i], toll / factors[i], Budget).Cost);
        if (Wanted(0) <= Budget)
            return 0;
        double low = 0, high = 1;
        while (Wanted(high) > Budget)
            high *= 2;
        while (high - low > 1e-9 * high)
        {
            var middle = (low + high) / 2;
            if (Wanted(middle) > Budget)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>The best deal of the known sets, and its value.</summary>
    public (double Value, ulong[] Sets) Deal()
    {
        var least = new double[steps + 1];
        var picks = new SetPool.Known[nodes.Length][];
        for (var i = 0; i < nodes.Length; i++)
        {
            var sets = pools[i].Best(prices[i], Budget);
            var next = new double[steps + 1];
            picks[i] = new SetPool.Known[steps + 1];
            Array.Fill(next, double.PositiveInfinity);
            foreach (var known in sets)
            {
                var cost = known.Cost / step;
                var value = factors[i] * known.Value(prices[i]);
                for (var money = cost; money <= steps; money++)
                {
                    if (least[money - cost] + value < next[money])
                        (next[money], picks[i][money]) = (least[money - cost] + value, known);
                }
            }

            least = next;
        }

        var dealt = new ulong[nodes.Length];
        var left = steps;
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            dealt[i] = picks[i][left].Set;
            left -= picks[i][left].Cost / step;
        }

        return (least[steps], dealt);
    }
}
