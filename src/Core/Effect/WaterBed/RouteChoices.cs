namespace Knooppunt.Effect.WaterBed;

/// <summary>What one route adds under every combination of the free barriers on it: w (p e^-t e^-s - λ e^-s).</summary>
/// <remarks>
/// At most ten barriers are told apart. Of the others only this is used: they leave some part of what is drawn, and of that some part gets through, so the route adds no less than with the best of both.
/// </remarks>
sealed class RouteChoices
{
    const int Most = 10;

    readonly double[] _values;
    readonly double[] _shares;
    readonly int[] _pairs;
    readonly int[] _free;

    /// <param name="problem">The node.</param>
    /// <param name="on">Free barriers on it: their place among the free ones and the number of the pair.</param>
    /// <param name="free">The free barriers.</param>
    /// <param name="through">w p e^-(s + t) by what is built.</param>
    /// <param name="priced">λ w e^-s by what is built.</param>
    /// <param name="budget">A combination that costs more is none.</param>
    public RouteChoices(NodeProblem problem, List<(int Free, int Pair)> on, int[] free, double through, double priced, int budget)
    {
        var told = on.OrderByDescending(pair => problem.Hindrance[free[pair.Free]] + problem.Catch[free[pair.Free]]).Take(Most).ToArray();
        double hindered = 0, caught = 0;
        foreach (var (other, _) in on.Except(told))
            (hindered, caught) = (hindered + problem.Hindrance[free[other]], caught + problem.Catch[free[other]]);
        var (drawnAtLeast, throughAtLeast) = (Math.Exp(-hindered), Math.Exp(-caught));

        (_pairs, _free) = ([.. told.Select(pair => pair.Pair)], [.. told.Select(pair => pair.Free)]);
        _values = new double[1 << told.Length];
        _shares = new double[_values.Length];
        var (sum, price, cost) = (new double[_values.Length], new double[_values.Length], new int[_values.Length]);
        (sum[0], price[0]) = (through, priced);
        for (var i = 0; i < told.Length; i++)
        {
            var barrier = free[told[i].Free];
            var (kept, left) = (Math.Exp(-problem.Hindrance[barrier]), Math.Exp(-problem.Hindrance[barrier] - problem.Catch[barrier]));
            for (var set = 0; set < 1 << i; set++)
            {
                var with = set | 1 << i;
                (sum[with], price[with], cost[with]) = (sum[set] * left, price[set] * kept, cost[set] + problem.Cost[barrier]);
            }
        }

        for (var set = 0; set < _values.Length; set++)
        {
            var least = sum[set] * throughAtLeast - price[set];
            _values[set] = cost[set] > budget ? double.PositiveInfinity : least < 0 ? least : least * drawnAtLeast;
        }
    }

    /// <summary>The combination that adds least when each barrier is paid its share, and what it adds less those shares.</summary>
    public double Least(double[] shares, out int set)
    {
        for (var i = 0; i < _pairs.Length; i++)
        {
            var share = shares[_pairs[i]];
            for (var other = 0; other < 1 << i; other++)
                _shares[other | 1 << i] = _shares[other] + share;
        }

        var least = double.PositiveInfinity;
        set = 0;
        for (var other = 0; other < _values.Length; other++)
        {
            if (_values[other] - _shares[other] < least)
                (least, set) = (_values[other] - _shares[other], other);
        }

        return least;
    }

    /// <summary>How many barriers are told apart.</summary>
    public int Count => _pairs.Length;

    public int Pair(int i) => _pairs[i];

    public int Free(int i) => _free[i];

    /// <summary>What each barrier adds on average when each of the others is built by its part: a good first share.</summary>
    public void Share(double[] parts, double[] shares)
    {
        for (var i = 0; i < _pairs.Length; i++)
        {
            double sum = 0, weight = 0;
            for (var set = 0; set < _values.Length; set++)
            {
                if ((set >> i & 1) == 1 || double.IsInfinity(_values[set | 1 << i]))
                    continue;
                double chance = 1;
                for (var other = 0; other < _pairs.Length; other++)
                    chance *= other == i ? 1 : (set >> other & 1) == 1 ? parts[_free[other]] : 1 - parts[_free[other]];
                (sum, weight) = (sum + chance * (_values[set | 1 << i] - _values[set]), weight + chance);
            }

            shares[_pairs[i]] = weight > 0 ? sum / weight : 0;
        }
    }
}
