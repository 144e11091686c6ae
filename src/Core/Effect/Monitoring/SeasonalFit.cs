namespace Knooppunt.Effect.Monitoring;

/// <summary>A Poisson regression on a level for each season and, if asked, one trend, with weights: what the flexible method of Farrington fits.</summary>
/// <remarks>
/// Given the trend, the level of a season is counted over expected, so only the trend is sought, by Newton's steps on a likelihood that is concave in it. The information of levels and trend is a diagonal with
/// one row beside it, so errors and leverages are sums over seasons. Equal to reweighted least squares on a column for each season.
/// </remarks>
sealed class SeasonalFit
{
    const int Most = 100;

    readonly double[] _counts;
    readonly double[] _times;
    readonly int[] _seasons;
    readonly double[] _weights;
    readonly double[] _levels;
    readonly double[] _sums;
    readonly double[] _centres;
    readonly bool _trend;
    double _slope;
    double _spread;

    SeasonalFit(double[] counts, double[] times, int[] seasons, int number, double[] weights, bool trend)
    {
        (_counts, _times, _seasons, _weights, _trend) = (counts, times, seasons, weights, trend);
        (_levels, _sums, _centres, Fitted) = (new double[number], new double[number], new double[number], new double[counts.Length]);
    }

    /// <summary>Expected counts.</summary>
    public double[] Fitted { get; }

    /// <summary>Of the trend, per unit of time on the log scale.</summary>
    public double Slope => _slope;

    /// <summary>Variance of the slope, without dispersion.</summary>
    public double SlopeVariance => 1 / _spread;

    /// <summary>Counts less what was fitted to them.</summary>
    public int Free => _counts.Length - _levels.Length - (_trend ? 1 : 0);

    /// <summary>Fits it; null when there are not more counts than coefficients, when a season is without a count (its level has no end), or when the trend does not settle.</summary>
    /// <param name="counts">0 or more.</param>
    /// <param name="times">Of each count; best small and around 0.</param>
    /// <param name="seasons">Of each count, from 0 on; each season occurs.</param>
    /// <param name="number">How many seasons.</param>
    /// <param name="weights">Above 0.</param>
    /// <param name="trend">Whether there is one.</param>
    /// <param name="start">A trend to begin with.</param>
    public static SeasonalFit? Of(double[] counts, double[] times, int[] seasons, int number, double[] weights, bool trend, double start = 0)
    {
        var fit = new SeasonalFit(counts, times, seasons, number, weights, trend) { _slope = trend ? start : 0 };
        return fit.Free > 0 && fit.Settle() ? fit : null;
    }

    /// <summary>Log of what is expected in a season at a time.</summary>
    public double Log(int season, double time) => Math.Log(_levels[season]) + _slope * time;

    /// <summary>Variance of that, without dispersion.</summary>
    public double Variance(int season, double time)
    {
        var off = time - _centres[season];
        return 1 / _sums[season] + (_trend ? off * off / _spread : 0);
    }

    /// <summary>Sum of Pearson's squared residuals.</summary>
    public double Pearson()
    {
        double sum = 0;
        for (var i = 0; i < _counts.Length; i++)
            sum += _weights[i] * (_counts[i] - Fitted[i]) * (_counts[i] - Fitted[i]) / Fitted[i];
        return sum;
    }

    /// <summary>Leverage of a count.</summary>
    public double Leverage(int i) => _weights[i] * Fitted[i] * Variance(_seasons[i], _times[i]);

    bool Settle()
    {
        var counted = new double[_levels.Length];
        double moment = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            counted[_seasons[i]] += _weights[i] * _counts[i];
            moment += _weights[i] * _counts[i] * _times[i];
        }

        if (counted.Any(count => count <= 0))
            return false;
        var likelihood = Expect(counted, moment);
        for (var round = 0; _trend && round < Most; round++)
        {
            if (!(_spread > 1e-12 * _counts.Length))
                return false;
            double score = moment;
            for (var season = 0; season < _levels.Length; season++)
                score -= _sums[season] * _centres[season];
            var (from, step, before) = (_slope, score / _spread, likelihood);
            // Half the way as long as it makes things worse.
            for (var halved = 0; halved < 40; halved++, step /= 2)
            {
                _slope = from + step;
                likelihood = Expect(counted, moment);
                if (likelihood >= before - 1e-10 * (1 + Math.Abs(before)))
                    break;
            }

            if (Math.Abs(step) < 1e-11)
                return Array.TrueForAll(Fitted, fitted => fitted is > 1e-12 and < double.PositiveInfinity);
        }

        return !_trend;
    }

    /// <summary>Levels and expected counts at the present slope, and the likelihood of it.</summary>
    double Expect(double[] counted, double moment)
    {
        Array.Clear(_sums);
        Array.Clear(_centres);
        for (var i = 0; i < _counts.Length; i++)
        {
            Fitted[i] = _trend ? Math.Exp(Math.Clamp(_slope * _times[i], -700, 700)) : 1;
            _sums[_seasons[i]] += _weights[i] * Fitted[i];
        }

        var likelihood = _slope * moment;
        for (var season = 0; season < _levels.Length; season++)
        {
            _levels[season] = counted[season] / _sums[season];
            likelihood += counted[season] * Math.Log(_levels[season]);
            _sums[season] = counted[season];
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            Fitted[i] *= _levels[_seasons[i]];
            _centres[_seasons[i]] += _weights[i] * Fitted[i] * _times[i];
        }

        for (var season = 0; season < _levels.Length; season++)
            _centres[season] /= _sums[season];
        _spread = 0;
        for (var i = 0; _trend && i < _counts.Length; i++)
        {
            var off = _times[i] - _centres[_seasons[i]];
            _spread += _weights[i] * Fitted[i] * off * off;
        }

        return likelihood;
    }
}
