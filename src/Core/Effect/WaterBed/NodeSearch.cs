namespace Knooppunt.Effect.WaterBed;

/// <summary>Sets of barriers of one node by Σ w e^-s (p e^-t - λ) + toll · cost: the one for which it is least within a budget, or all for which it is small enough. Branch and bound, exact.</summary>
sealed class NodeSearch
{
    const int MostParts = 100_000;
    const int First = 150, Later = 25;
    const double Slack = 1e-11;

    readonly NodeProblem _problem;
    readonly double _price;
    readonly double _toll;
    readonly Action<ulong>? _take;
    double _best;
    ulong _set;
    int _parts;

    NodeSearch(NodeProblem problem, double price, double toll, Action<ulong>? take) => (_problem, _price, _toll, _take) = (problem, price, toll, take);

    /// <summary>The best set; null when the search grew past what is exact in reasonable time.</summary>
    /// <param name="problem">The node.</param>
    /// <param name="price">λ, 0 or more.</param>
    /// <param name="toll">What a euro spent adds, 0 or more.</param>
    /// <param name="budget">Money.</param>
    /// <param name="start">A set within the budget from which to improve.</param>
    public static (double Value, ulong Set)? Best(NodeProblem problem, double price, double toll, int budget, ulong start)
    {
        var search = new NodeSearch(problem, price, toll, null) { _set = start };
        search._best = search.Value(start);
        search.Improve(budget);
        return search.Begin(budget) ? (search._best, search._set) : null;
    }

    /// <summary>All sets within the budget whose figure is at most <paramref name="most"/>, each given at least once; false when the search grew past what is exact in reasonable time.</summary>
    public static bool All(NodeProblem problem, double price, double toll, int budget, double most, Action<ulong> take) =>
        new NodeSearch(problem, price, toll, take) { _best = most }.Begin(budget);

    bool Begin(int budget) =>
        Branch(0, [.. Enumerable.Range(0, _problem.Cost.Length)], new double[_problem.Pull.Length], new double[_problem.Pull.Length], budget, null);

    /// <summary>One barrier more or less for as long as that helps: a good first set makes the rest quick.</summary>
    void Improve(int budget)
    {
        ulong from;
        do
        {
            from = _set;
            for (var i = 0; i < _problem.Cost.Length; i++)
            {
                if (_problem.CostOf(from ^ 1UL << i) <= budget)
                    Offer(from ^ 1UL << i);
            }
        }
        while (_set != from);
    }

    double Value(ulong set)
    {
        var (drawn, through) = _problem.Sums(set);
        return through - _price * drawn + _toll * _problem.CostOf(set);
    }

    // Floors are sums of other terms than values are. What differs by rounding alone is no gain; where all are asked for it is one.
    double Goal => _best + (_take is null ? -Slack : Slack) * (1 + Math.Abs(_best));

    void Offer(ulong set)
    {
        var value = Value(set);
        if (_take is null && value < _best)
            (_best, _set) = (value, set);
        else if (_take is not null && value <= Goal)
            _take(set);
    }

    bool Branch(ulong built, int[] free, double[] s, double[] t, int budget, double[]? shares)
    {
        if (++_parts > MostParts)
            return false;
        Offer(built);
        while (true)
        {
            free = [.. free.Where(barrier => _problem.Cost[barrier] <= budget)];
            if (free.Length == 0)
                return true;

            var (within, money, from) = (free, budget, built);
            var relaxation = new NodeRelaxation(_problem, within, s, t, _price, (_toll, _problem.CostOf(from)), money, shares);
            relaxation.Ascend(money, shares is null ? First : Later, () =>
            {
                Offer(Round(from, within, relaxation.Corner, money));
                return Goal;
            });
            if (relaxation.Floor >= Goal)
                return true;

            // What cannot be otherwise in anything sought is decided at once.
            var decided = Enumerable.Range(0, free.Length).Where(i => relaxation.Corner[i] is >= 1 or <= 0 && relaxation.FloorAgainst(i) >= Goal).ToList();
            if (decided.Count == 0)
                return Split(built, free, relaxation, s, t, budget);
            shares = relaxation.Shares;
            (s, t) = ((double[])s.Clone(), (double[])t.Clone());
            foreach (var i in decided.Where(i => relaxation.Corner[i] >= 1))
            {
                Build(free[i], s, t);
                built |= 1UL << free[i];
                budget -= _problem.Cost[free[i]];
            }

            Offer(built);
            free = [.. free.Where((_, i) => !decided.Contains(i))];
        }
    }

    bool Split(ulong built, int[] free, NodeRelaxation relaxation, double[] s, double[] t, int budget)
    {
        // The barrier that is least decided, and decides most.
        var at = Enumerable.Range(0, free.Length).MaxBy(i => Math.Min(relaxation.Parts[i], 1 - relaxation.Parts[i]) * _problem.Cost[free[i]]);
        int[] rest = [.. free.Where((_, i) => i != at)];
        var (builtS, builtT) = ((double[])s.Clone(), (double[])t.Clone());
        Build(free[at], builtS, builtT);
        return Branch(built | 1UL << free[at], rest, builtS, builtT, budget - _problem.Cost[free[at]], relaxation.Shares) && Branch(built, rest, s, t, budget, relaxation.Shares);
    }

    void Build(int barrier, double[] s, double[] t)
    {
        foreach (var route in _problem.Routes[barrier])
        {
            s[route] += _problem.Hindrance[barrier];
            t[route] += _problem.Catch[barrier];
        }
    }

    /// <summary>The whole barriers of a corner, and then the one in part when it fits.</summary>
    ulong Round(ulong built, int[] free, double[] corner, int budget)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < free.Length; i++)
            {
                if ((pass == 0 ? corner[i] >= 1 : corner[i] is > 0 and < 1) && _problem.Cost[free[i]] <= budget)
                {
                    built |= 1UL << free[i];
                    budget -= _problem.Cost[free[i]];
                }
            }
        }

        return built;
    }
}
