using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.SyntheticControl;

/// <summary>The sums over places and periods from which any group of controls can be weighed as if it were treated, without going through the figures again.</summary>
sealed class PanelSums
{
    readonly double[][] _rows;
    readonly double[] _centredPlaces;
    readonly double[] _plainPlaces;
    readonly double[] _periods;
    readonly double[] _means;
    readonly double[] _changes;
    readonly double[] _squaredChanges;
    readonly int _places;
    readonly int _before;
    readonly int _after;
    readonly WeightSearch _search;
    readonly SimplexLeastSquares _placeSolver;
    readonly SimplexLeastSquares _periodSolver;
    readonly double[] _without;
    readonly double[] _gram;
    double[]? _likePeriods;
    double[]? _likePlaces;

    /// <param name="rows">One row per place.</param>
    /// <param name="start">First period with the barrier.</param>
    /// <param name="search">How weights are found.</param>
    public PanelSums(IReadOnlyList<IReadOnlyList<double>> rows, int start, WeightSearch search)
    {
        _search = search;
        _rows = [.. rows.Select(row => row.ToArray())];
        (_places, _before, _after) = (rows.Count, start, _rows[0].Length - start);
        After = [.. _rows.Select(row => row.AsSpan(start).ToArray().Average())];
        _means = [.. _rows.Select(row => row.AsSpan(0, start).ToArray().Average())];
        _plainPlaces = new double[_places * _places];
        _centredPlaces = new double[_places * _places];
        for (var i = 0; i < _places; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double plain = 0, centred = 0;
                double[] one = _rows[i], other = _rows[j];
                for (var t = 0; t < start; t++)
                {
                    plain += one[t] * other[t];
                    centred += (one[t] - _means[i]) * (other[t] - _means[j]);
                }

                _plainPlaces[i * _places + j] = _plainPlaces[j * _places + i] = plain;
                _centredPlaces[i * _places + j] = _centredPlaces[j * _places + i] = centred;
            }
        }

        (_placeSolver, _periodSolver) = (new SimplexLeastSquares(_places), new SimplexLeastSquares(start));
        (_without, _gram) = (new double[(start + 1) * (start + 1)], new double[start * start]);
        // Periods before, and the mean after as one more; sums over all places.
        _periods = new double[(start + 1) * (start + 1)];
        for (var place = 0; place < _places; place++)
            AddPeriods(_periods, place, 1);
        _changes = [.. _rows.Select(row => row[start - 1] - row[0])];
        _squaredChanges = [.. _rows.Select(row => Enumerable.Range(1, start - 1).Sum(t => (row[t] - row[t - 1]) * (row[t] - row[t - 1])))];
    }

    /// <summary>Mean after the start, by place.</summary>
    public double[] After { get; }

    public IReadOnlyList<double> Row(int place) => _rows[place];

    /// <summary>The effect on some places, when all others but those left out are the controls.</summary>
    /// <param name="treated">Places taken as treated.</param>
    /// <param name="leftOut">Places that are neither; null for none.</param>
    /// <param name="method">How.</param>
    public (double Effect, double[] Places, double[] Periods) Weigh(int[] treated, int[]? leftOut, PanelMethod method)
    {
        var excluded = new bool[_places];
        foreach (var place in treated)
            excluded[place] = true;
        foreach (var place in leftOut ?? [])
            excluded[place] = true;
        var donors = excluded.Count(excluded => !excluded);
        if (method == PanelMethod.Difference)
        {
            double[] alike = [.. excluded.Select(excluded => excluded ? 0 : 1.0 / donors)];
            return Outcome(treated, alike, [.. Enumerable.Repeat(1.0 / _before, _before)]);
        }

        var noise = Noise(excluded, donors);
        var penalty = method == PanelMethod.SyntheticControl ? 1e-6 : Math.Pow((double)treated.Length * _after, .25);
        var places = WeighPlaces(treated, excluded, penalty * noise, noise, method == PanelMethod.SyntheticControl ? _plainPlaces : _centredPlaces);
        var periods = method == PanelMethod.SyntheticControl ? new double[_before] : WeighPeriods(excluded, donors, noise);
        return Outcome(treated, places, periods);
    }

    (double Effect, double[] Places, double[] Periods) Outcome(int[] treated, double[] places, double[] periods)
    {
        double Difference(int place) => After[place] - Strips.Dot(periods, _rows[place]);
        var effect = treated.Sum(Difference) / treated.Length;
        for (var place = 0; place < _places; place++)
            effect -= places[place] == 0 ? 0 : places[place] * Difference(place);
        return (effect, places, periods);
    }

    double[] WeighPlaces(int[] treated, bool[] excluded, double zeta, double noise, double[] products)
    {
        var right = new double[_places];
        double square = 0;
        foreach (var own in treated)
        {
            Strips.Add(right, 1.0 / treated.Length, products.AsSpan(own * _places, _places));
            foreach (var other in treated)
                square += products[own * _places + other] / treated.Length / treated.Length;
        }

        return _search == WeightSearch.Exact
            ? _likePlaces = _placeSolver.Solve(products, right, _before * zeta * zeta, excluded, _likePlaces)
            : new FrankWolfe(products, right, square, _before, zeta, 1e-5 * noise).Solve(excluded);
    }

    double[] WeighPeriods(bool[] excluded, int donors, double noise)
    {
        var sums = _without;
        _periods.CopyTo(sums, 0);
        var means = new double[_before + 1];
        for (var place = 0; place < _places; place++)
        {
            if (excluded[place])
            {
                AddPeriods(sums, place, -1);
                continue;
            }

            Strips.Add(means, 1.0 / donors, _rows[place].AsSpan(0, _before));
            means[_before] += After[place] / donors;
        }

        // Centred over the donors: Σ (y - m)(z - n) = Σ y z - N m n.
        var right = new double[_before];
        var width = _before + 1;
        for (var s = 0; s < _before; s++)
        {
            var row = _gram.AsSpan(s * _before, _before);
            sums.AsSpan(s * width, _before).CopyTo(row);
            Strips.Add(row, -donors * means[s], means.AsSpan(0, _before));
            right[s] = sums[_before * width + s] - donors * means[_before] * means[s];
        }

        // Weights of one group are nearly those of another: from there it is a few steps.
        if (_search == WeightSearch.Exact)
            return _likePeriods = _periodSolver.Solve(_gram, right, donors * 1e-12 * noise * noise, null, _likePeriods);
        var square = sums[_before * width + _before] - donors * means[_before] * means[_before];
        return new FrankWolfe(_gram, right, square, donors, 1e-6 * noise, 1e-5 * noise).Solve();
    }

    void AddPeriods(double[] sums, int place, double sign)
    {
        var width = _before + 1;
        var row = _rows[place];
        for (var s = 0; s < _before; s++)
        {
            var figure = sign * row[s];
            Strips.Add(sums.AsSpan(s * width, _before), figure, row.AsSpan(0, _before));
            sums[s * width + _before] += figure * After[place];
            sums[_before * width + s] += figure * After[place];
        }

        sums[_before * width + _before] += sign * After[place] * After[place];
    }

    // Standard deviation of the changes from period to period of the donors, before the start.
    double Noise(bool[] excluded, int donors)
    {
        double sum = 0, squares = 0;
        for (var place = 0; place < _places; place++)
        {
            sum += excluded[place] ? 0 : _changes[place];
            squares += excluded[place] ? 0 : _squaredChanges[place];
        }

        var count = (double)donors * (_before - 1);
        return Math.Sqrt(Math.Max(0, squares - sum * sum / count) / (count - 1));
    }
}
