namespace Knooppunt.Effect.WaterBed;

/// <summary>What a part of the search may still reach, from below: every route may choose the free barriers for itself, and is paid shares that make the choices agree (Lagrangian decomposition, Guignard and Kim 1987).</summary>
/// <remarks>
/// For any shares the sum of what each route reaches, and of what the barriers cost in shares when the budget buys the best of them (the last in part), is a floor. Shares move by Polyak's subgradient steps.
/// </remarks>
sealed class NodeRelaxation
{
    readonly NodeProblem _problem;
    readonly int[] _free;
    readonly RouteChoices[] _routes;
    readonly double _toll;
    readonly double _decided;
    readonly double[] _summed;
    readonly double[] _chosen;
    readonly double[] _slopes;
    readonly int[] _sets;
    readonly int[] _order;
    double _present;
    double _worth;

    /// <param name="problem">The node.</param>
    /// <param name="free">Barriers not yet decided.</param>
    /// <param name="s">Hindrance of each route by what is built.</param>
    /// <param name="t">Catching of each route by what is built.</param>
    /// <param name="price">λ.</param>
    /// <param name="toll">What a euro spent adds to the figure, and what was spent on what is built.</param>
    /// <param name="budget">What may still be spent.</param>
    /// <param name="shares">Shares of each pair of barrier and route to start from; null to find first ones.</param>
    public NodeRelaxation(NodeProblem problem, int[] free, double[] s, double[] t, double price, (double PerEuro, int Spent) toll, int budget, double[]? shares)
    {
        (_problem, _free, _toll, _decided) = (problem, free, toll.PerEuro, toll.PerEuro * toll.Spent);
        var on = new List<(int Free, int Pair)>?[problem.Pull.Length];
        for (var i = 0; i < free.Length; i++)
        {
            for (var at = 0; at < problem.Routes[free[i]].Length; at++)
                (on[problem.Routes[free[i]][at]] ??= []).Add((i, problem.First[free[i]] + at));
        }

        List<RouteChoices> routes = [];
        for (var route = 0; route < on.Length; route++)
        {
            var drawn = problem.Pull[route] * Math.Exp(-s[route]);
            var through = drawn * problem.Pass[route] * Math.Exp(-t[route]);
            if (on[route] is { } own)
                routes.Add(new RouteChoices(problem, own, free, through, price * drawn, budget));
            else
                _decided += through - price * drawn;
        }

        _routes = [.. routes];
        (_sets, _summed, _chosen, Parts, Corner) = (new int[_routes.Length], new double[free.Length], new double[free.Length], new double[free.Length], new double[free.Length]);
        _slopes = new double[problem.Stands];
        _order = [.. Enumerable.Range(0, free.Length)];
        Shares = shares is null ? new double[problem.Stands] : (double[])shares.Clone();
        if (shares is null)
        {
            Array.Fill(Parts, Math.Min(.5, (double)budget / free.Sum(barrier => problem.Cost[barrier])));
            foreach (var route in _routes)
                route.Share(Parts, Shares);
        }
    }

    /// <summary>The shares of the best floor.</summary>
    public double[] Shares { get; private set; }

    /// <summary>On how large a part of its routes each free barrier was chosen, on average over the steps.</summary>
    public double[] Parts { get; }

    /// <summary>What the budget bought at the last step: all whole but one.</summary>
    public double[] Corner { get; }

    /// <summary>The best floor so far.</summary>
    public double Floor { get; private set; } = double.NegativeInfinity;

    /// <summary>Steps until the floor reaches a figure or no longer rises. <paramref name="corner"/> is called at each step and may lower that figure; it gives the present one.</summary>
    public void Ascend(int budget, int most, Func<double> corner)
    {
        var present = (double[])Shares.Clone();
        var (pace, idle) = (1.0, 0);
        for (var step = 0; step < most; step++)
        {
            var floor = Reach(present, budget);
            for (var i = 0; i < _free.Length; i++)
                Parts[i] += (_chosen[i] / Math.Max(1, _problem.Routes[_free[i]].Length) - Parts[i]) / (step + 1);
            if (floor > Floor + 1e-4 * Math.Abs(floor - Floor))
                idle = 0;
            else if (++idle >= 3)
                (pace, idle) = (pace / 2, 0);
            if (floor > Floor)
            {
                Floor = floor;
                Array.Copy(present, Shares, present.Length);
            }

            var goal = corner();
            if (Floor >= goal || pace < .01)
                return;

            var length = Disagreement();
            if (length <= 0)
                return;
            var size = pace * (goal + .05 * Math.Abs(goal - floor) - floor) / length;
            for (var pair = 0; pair < present.Length; pair++)
                present[pair] += size * _slopes[pair];
        }
    }

    /// <summary>Floor at the last step if a free barrier were decided the other way than it was bought.</summary>
    public double FloorAgainst(int free)
    {
        var reduced = _summed[free] + _worth * _problem.Cost[_free[free]];
        return _present + (Corner[free] >= 1 ? Math.Max(0, -reduced) : Corner[free] <= 0 ? Math.Max(0, reduced) : 0);
    }

    double Reach(double[] shares, int budget)
    {
        var floor = _decided;
        Array.Clear(_chosen);
        for (var i = 0; i < _free.Length; i++)
            _summed[i] = _toll * _problem.Cost[_free[i]];
        for (var route = 0; route < _routes.Length; route++)
        {
            var choices = _routes[route];
            floor += choices.Least(shares, out var set);
            _sets[route] = set;
            for (var i = 0; i < choices.Count; i++)
            {
                _summed[choices.Free(i)] += shares[choices.Pair(i)];
                _chosen[choices.Free(i)] += set >> i & 1;
            }
        }

        return _present = floor + Buy(budget);
    }

    // The best shares per euro first, the last in part.
    double Buy(int budget)
    {
        Array.Sort(_order, (one, other) => (_summed[one] / _problem.Cost[_free[one]]).CompareTo(_summed[other] / _problem.Cost[_free[other]]));
        Array.Clear(Corner);
        double left = budget, bought = 0;
        _worth = 0;
        foreach (var i in _order)
        {
            var cost = _problem.Cost[_free[i]];
            if (_summed[i] >= 0)
                break;
            Corner[i] = Math.Min(1, left / cost);
            bought += Corner[i] * _summed[i];
            if (left < cost)
            {
                _worth = -_summed[i] / cost;
                break;
            }

            left -= cost;
        }

        return bought;
    }

    // Where a route chose otherwise than the budget bought: the slope of the floor in each share.
    double Disagreement()
    {
        double length = 0;
        Array.Clear(_slopes);
        for (var route = 0; route < _routes.Length; route++)
        {
            var choices = _routes[route];
            for (var i = 0; i < choices.Count; i++)
            {
                var slope = Corner[choices.Free(i)] - (_sets[route] >> i & 1);
                _slopes[choices.Pair(i)] = slope;
                length += slope * slope;
            }
        }

        return length;
    }
}
