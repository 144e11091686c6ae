namespace Knooppunt.Tests.Core.Effect.SyntheticControl;

/// <summary>The active-set method of Wolfe (1976) over weights that are 0 or more and add up to 1, without rotations and without reading four figures at a time: the judge of the fast one.</summary>
sealed class PlainSimplex
{
    const double Tolerance = 1e-12;

    readonly double[] _gram;
    readonly double[] _right;
    readonly double _ridge;
    readonly double _shift;
    readonly int _size;
    readonly double[] _lower;
    readonly int[] _used;
    readonly double[] _weights;
    readonly double[] _slopes;
    readonly double[] _target;
    readonly double[] _ones;
    int _count;

    /// <param name="gram">A'A, row by row.</param>
    /// <param name="right">A'b.</param>
    /// <param name="ridge">Penalty of unequal weights, 0 or more.</param>
    public PlainSimplex(double[] gram, double[] right, double ridge)
    {
        (_gram, _right, _ridge, _size) = (gram, right, ridge, right.Length);
        for (var i = 0; i < _size; i++)
            _shift = Math.Max(_shift, gram[i * _size + i]);
        _shift = _shift > 0 ? _shift : 1;
        _lower = new double[_size * _size];
        _used = new int[_size];
        (_weights, _slopes, _target, _ones) = (new double[_size], new double[_size], new double[_size], new double[_size]);
    }

    /// <summary>The weights.</summary>
    /// <param name="excluded">Weights that stay 0; null for none.</param>
    public double[] Solve(bool[]? excluded = null)
    {
        Begin(excluded);
        for (var round = 0; round < 20 * _size && Enter(excluded); round++)
            Settle();

        var weights = new double[_size];
        double sum = 0;
        for (var i = 0; i < _count; i++)
            sum += _weights[i];
        for (var i = 0; i < _count; i++)
            weights[_used[i]] = _weights[i] / sum;
        return weights;
    }

    void Begin(bool[]? excluded)
    {
        var best = -1;
        for (var i = 0; i < _size; i++)
        {
            if (excluded?[i] != true && (best < 0 || Gram(i, i) / 2 - _right[i] < Gram(best, best) / 2 - _right[best]))
                best = i;
        }

        _count = 0;
        _ = Append(best);
        _weights[0] = 1;
    }

    /// <summary>Takes in the weight with the lowest slope; false when none is low enough, or it follows from those in use.</summary>
    bool Enter(bool[]? excluded)
    {
        for (var i = 0; i < _size; i++)
            _slopes[i] = -_right[i];
        for (var j = 0; j < _count; j++)
        {
            var weight = _weights[j];
            var row = _gram.AsSpan(_used[j] * _size, _size);
            for (var i = 0; i < row.Length; i++)
                _slopes[i] += weight * row[i];
            _slopes[_used[j]] += weight * _ridge;
        }

        double along = 0, scale = 0;
        for (var j = 0; j < _count; j++)
        {
            along += _weights[j] * _slopes[_used[j]];
            scale = Math.Max(scale, Gram(_used[j], _used[j]));
        }

        var best = -1;
        for (var i = 0; i < _size; i++)
        {
            if (excluded?[i] != true && (best < 0 || _slopes[i] < _slopes[best]))
                best = i;
        }

        if (_slopes[best] >= along - Tolerance * (scale + Math.Abs(along)) || _used.AsSpan(0, _count).Contains(best) || !Append(best))
            return false;
        _weights[_count - 1] = 0;
        return true;
    }

    /// <summary>Goes to the least over the weights in use, or as far as they stay above 0, and drops those at 0.</summary>
    void Settle()
    {
        while (true)
        {
            Least();
            var (part, leaving) = (1.0, -1);
            for (var i = 0; i < _count; i++)
            {
                if (_target[i] > 0)
                    continue;
                var until = _weights[i] <= 0 ? 0 : _weights[i] / (_weights[i] - _target[i]);
                if (leaving < 0 || until < part)
                    (part, leaving) = (until, i);
            }

            if (leaving < 0)
            {
                Array.Copy(_target, _weights, _count);
                return;
            }

            var first = _count;
            var kept = 0;
            for (var i = 0; i < _count; i++)
            {
                var weight = _weights[i] + part * (_target[i] - _weights[i]);
                if (i == leaving || (weight <= 1e-14 && _target[i] <= 0))
                {
                    first = Math.Min(first, i);
                    continue;
                }

                (_weights[kept], _used[kept]) = (weight, _used[i]);
                kept++;
            }

            // Only what came after the first that left must be taken apart again.
            _count = first;
            for (var i = first; i < kept; i++)
            {
                var weight = _weights[i];
                if (Append(_used[i]))
                    _weights[_count - 1] = weight;
            }
        }
    }

    // H y = r - n 1 with n such that y adds up to 1.
    void Least()
    {
        for (var i = 0; i < _count; i++)
            (_target[i], _ones[i]) = (_right[_used[i]], 1);
        Solve(_target);
        Solve(_ones);
        double sum = 0, ones = 0;
        for (var i = 0; i < _count; i++)
            (sum, ones) = (sum + _target[i], ones + _ones[i]);
        for (var i = 0; i < _count; i++)
            _target[i] -= (sum - 1) / ones * _ones[i];
    }

    void Solve(double[] vector)
    {
        for (var i = 0; i < _count; i++)
        {
            var row = _lower.AsSpan(i * _size, i + 1);
            var value = vector[i];
            for (var j = 0; j < i; j++)
                value -= row[j] * vector[j];
            vector[i] = value / row[i];
        }

        for (var i = _count - 1; i >= 0; i--)
        {
            var row = _lower.AsSpan(i * _size, i + 1);
            var value = vector[i] /= row[i];
            for (var j = 0; j < i; j++)
                vector[j] -= row[j] * value;
        }
    }

    /// <summary>One more row of the factor; false when the weight follows from those in use.</summary>
    bool Append(int own)
    {
        var row = _lower.AsSpan(_count * _size, _count + 1);
        var left = Gram(own, own) + _shift;
        for (var i = 0; i < _count; i++)
        {
            var above = _lower.AsSpan(i * _size, i + 1);
            var value = _gram[own * _size + _used[i]] + _shift;
            for (var j = 0; j < i; j++)
                value -= above[j] * row[j];
            row[i] = value / above[i];
            left -= row[i] * row[i];
        }

        if (!(left > 1e-13 * (Gram(own, own) + _shift)))
            return false;
        row[_count] = Math.Sqrt(left);
        _used[_count++] = own;
        return true;
    }

    double Gram(int row, int column) => _gram[row * _size + column] + (row == column ? _ridge : 0);
}
