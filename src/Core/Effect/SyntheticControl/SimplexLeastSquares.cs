using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.SyntheticControl;

/// <summary>Least squares over weights that are 0 or more and add up to 1, exactly: the active-set method of Wolfe (1976), with the Cholesky factor of the weights in use kept as they come and go.</summary>
/// <remarks>
/// Minimises x'Gx / 2 - r'x + ridge · x'x / 2. A weight comes in where the slope is below what the present weights have; those that would fall below 0 go out on the way. Because weights add up to 1, the same
/// number may be added to all of G: then only weights that follow from others by sums to 1 cannot be told apart. A weight that comes in is one more row of the factor; one that goes out is turned out of it by
/// rotations (Golub and Van Loan 2013, 6.5). Both right sides are carried along half-solved, so that each least costs one way back. One object solves one problem after another, of the same size.
/// </remarks>
sealed class SimplexLeastSquares
{
    const double Tolerance = 1e-12;

    readonly int _size;
    readonly FactorInUse _factor;
    readonly double[] _weights;
    readonly double[] _slopes;
    readonly double[] _target;
    double[] _gram = [];
    double[] _right = [];
    double _ridge;

    /// <param name="size">How many weights are sought.</param>
    public SimplexLeastSquares(int size)
    {
        _size = size;
        _factor = new FactorInUse(size);
        (_weights, _slopes, _target) = (new double[size], new double[size], new double[size]);
    }

    /// <summary>The weights.</summary>
    /// <param name="gram">A'A, row by row.</param>
    /// <param name="right">A'b.</param>
    /// <param name="ridge">Penalty of unequal weights, 0 or more.</param>
    /// <param name="excluded">Weights that stay 0; null for none.</param>
    /// <param name="start">Weights of a like problem, of which those above 0 are tried first; null to begin with one.</param>
    public double[] Solve(double[] gram, double[] right, double ridge, bool[]? excluded = null, double[]? start = null)
    {
        (_gram, _right, _ridge) = (gram, right, ridge);
        _factor.Begin(gram, right, ridge);
        if (start is null || !Begin(start, excluded))
            Begin(excluded);
        for (var round = 0; round < 20 * _size && Enter(excluded); round++)
            Settle();

        var weights = new double[_size];
        double sum = 0;
        for (var i = 0; i < _factor.Count; i++)
            sum += _weights[i];
        for (var i = 0; i < _factor.Count; i++)
            weights[_factor.Used[i]] = _weights[i] / sum;
        return weights;
    }

    void Begin(bool[]? excluded)
    {
        double Alone(int i) => (_gram[i * _size + i] + _ridge) / 2 - _right[i];
        var best = -1;
        for (var i = 0; i < _size; i++)
        {
            if (excluded?[i] != true && (best < 0 || Alone(i) < Alone(best)))
                best = i;
        }

        _factor.Begin(_gram, _right, _ridge);
        _ = _factor.Append(best);
        _weights[0] = 1;
    }

    bool Begin(double[] start, bool[]? excluded)
    {
        double sum = 0;
        for (var i = 0; i < _size; i++)
        {
            if (!(start[i] > 0) || excluded?[i] == true)
                continue;
            if (!_factor.Append(i))
                return false;
            sum += _weights[_factor.Count - 1] = start[i];
        }

        if (_factor.Count == 0)
            return false;
        for (var i = 0; i < _factor.Count; i++)
            _weights[i] /= sum;
        Settle();
        return true;
    }

    /// <summary>Takes in the weight with the lowest slope; false when none is low enough, or it follows from those in use.</summary>
    bool Enter(bool[]? excluded)
    {
        for (var i = 0; i < _size; i++)
            _slopes[i] = -_right[i];
        var used = _factor.Used;
        for (var j = 0; j < _factor.Count; j++)
        {
            Strips.Add(_slopes, _weights[j], _gram.AsSpan(used[j] * _size, _size));
            _slopes[used[j]] += _weights[j] * _ridge;
        }

        double along = 0, scale = 0;
        for (var j = 0; j < _factor.Count; j++)
        {
            along += _weights[j] * _slopes[used[j]];
            scale = Math.Max(scale, _gram[used[j] * _size + used[j]] + _ridge);
        }

        var best = -1;
        for (var i = 0; i < _size; i++)
        {
            if (excluded?[i] != true && (best < 0 || _slopes[i] < _slopes[best]))
                best = i;
        }

        if (_slopes[best] >= along - Tolerance * (scale + Math.Abs(along)) || used[.._factor.Count].Contains(best) || !_factor.Append(best))
            return false;
        _weights[_factor.Count - 1] = 0;
        return true;
    }

    /// <summary>Goes to the least over the weights in use, or as far as they stay above 0, and drops those at 0.</summary>
    void Settle()
    {
        while (true)
        {
            _factor.Least(_target);
            var (part, leaving) = (1.0, -1);
            for (var i = 0; i < _factor.Count; i++)
            {
                if (_target[i] > 0)
                    continue;
                var until = _weights[i] <= 0 ? 0 : _weights[i] / (_weights[i] - _target[i]);
                if (leaving < 0 || until < part)
                    (part, leaving) = (until, i);
            }

            if (leaving < 0)
            {
                Array.Copy(_target, _weights, _factor.Count);
                return;
            }

            for (var i = 0; i < _factor.Count; i++)
                _weights[i] += part * (_target[i] - _weights[i]);
            _weights[leaving] = 0;
            // From the last one, so that what is turned out moves none that is still to be looked at.
            for (var i = _factor.Count - 1; i >= 0; i--)
            {
                if (i != leaving && (_weights[i] > 1e-14 || _target[i] > 0))
                    continue;
                _factor.Remove(i);
                Array.Copy(_weights, i + 1, _weights, i, _factor.Count - i);
            }
        }
    }
}
