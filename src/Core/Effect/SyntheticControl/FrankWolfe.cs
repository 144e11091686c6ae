namespace Knooppunt.Effect.SyntheticControl;

/// <summary>Least squares over weights that are 0 or more and add up to 1, by the steps of Frank and Wolfe (1956), as synthetic difference in differences is published.</summary>
/// <remarks>
/// Minimises ζ² |x|² + |A x - b|² / n. It never sees A: only A'A, A'b and b'b, so a step costs as much as there are weights, however many rows were summed.
/// </remarks>
sealed class FrankWolfe
{
    readonly double[] _gram;
    readonly double[] _right;
    readonly double _square;
    readonly double _rows;
    readonly double _zeta;
    readonly double _least;
    readonly int _size;
    readonly double[] _image;

    /// <param name="gram">A'A, row by row.</param>
    /// <param name="right">A'b.</param>
    /// <param name="square">b'b.</param>
    /// <param name="rows">How many rows A has.</param>
    /// <param name="zeta">Penalty of unequal weights.</param>
    /// <param name="leastDecrease">It ends when a step gains no more than the square of this.</param>
    public FrankWolfe(double[] gram, double[] right, double square, int rows, double zeta, double leastDecrease)
    {
        (_gram, _right, _square, _rows, _zeta, _least) = (gram, right, square, rows, zeta, leastDecrease * leastDecrease);
        _size = right.Length;
        _image = new double[_size];
    }

    /// <summary>Equal weights, a hundred steps, all below a quarter of the largest dropped, then steps until they gain nothing.</summary>
    /// <param name="excluded">Weights that stay 0; null for none.</param>
    public double[] Solve(bool[]? excluded = null)
    {
        var free = excluded is null ? _size : excluded.Count(excluded => !excluded);
        var weights = new double[_size];
        for (var i = 0; i < _size; i++)
            weights[i] = excluded?[i] == true ? 0 : 1.0 / free;

        Descend(weights, 100, excluded);
        var border = weights.Max() / 4;
        double sum = 0;
        for (var i = 0; i < _size; i++)
        {
            weights[i] = weights[i] <= border ? 0 : weights[i];
            sum += weights[i];
        }

        for (var i = 0; i < _size; i++)
            weights[i] /= sum;
        Descend(weights, 10_000, excluded);
        return weights;
    }

    void Descend(double[] x, int most, bool[]? excluded)
    {
        var eta = _rows * _zeta * _zeta;
        Array.Clear(_image);
        for (var i = 0; i < _size; i++)
        {
            if (x[i] == 0)
                continue;
            for (var j = 0; j < _size; j++)
                _image[j] += x[i] * _gram[i * _size + j];
        }

        double before = double.PositiveInfinity;
        for (var step = 0; step < most; step++)
        {
            var best = -1;
            double least = double.PositiveInfinity, along = 0, length = 0, energy = 0;
            for (var i = 0; i < _size; i++)
            {
                var slope = _image[i] - _right[i] + eta * x[i];
                along += slope * x[i];
                length += x[i] * x[i];
                energy += x[i] * _image[i];
                if (slope < least && excluded?[i] != true)
                    (least, best) = (slope, i);
            }

            // Towards the weight with the steepest slope, as far as gains most.
            var curve = _gram[best * _size + best] - 2 * _image[best] + energy + eta * (1 - 2 * x[best] + length);
            var move = curve > 0 ? Math.Clamp((along - least) / curve, 0, 1) : 0;
            double square = 0, fit = 0, penalty = 0;
            var column = best * _size;
            for (var i = 0; i < _size; i++)
            {
                x[i] *= 1 - move;
                _image[i] += move * (_gram[column + i] - _image[i]);
            }

            x[best] += move;
            for (var i = 0; i < _size; i++)
            {
                square += x[i] * _image[i];
                fit += x[i] * _right[i];
                penalty += x[i] * x[i];
            }

            var value = _zeta * _zeta * penalty + (square - 2 * fit + _square) / _rows;
            if (step > 0 && before - value <= _least)
                return;
            before = value;
        }
    }
}
