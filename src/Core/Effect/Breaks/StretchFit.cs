namespace Knooppunt.Effect.Breaks;

/// <summary>Least squares that takes one period after another in, by Givens rotations: no sum of squares is ever formed, so long series keep their digits.</summary>
sealed class StretchFit(int columns)
{
    readonly double[,] _upper = new double[columns, columns];
    readonly double[] _right = new double[columns];
    readonly double[] _row = new double[columns];

    /// <summary>Sum of the squared residuals of what was taken in.</summary>
    public double SquaredResiduals { get; private set; }

    public void Clear()
    {
        Array.Clear(_upper);
        Array.Clear(_right);
        SquaredResiduals = 0;
    }

    public void Take(ReadOnlySpan<double> row, double figure)
    {
        row.CopyTo(_row);
        for (var i = 0; i < columns; i++)
        {
            if (_row[i] == 0)
                continue;
            var radius = Math.Sqrt(_upper[i, i] * _upper[i, i] + _row[i] * _row[i]);
            var (cosine, sine) = (_upper[i, i] / radius, _row[i] / radius);
            for (var j = i; j < columns; j++)
                (_upper[i, j], _row[j]) = (cosine * _upper[i, j] + sine * _row[j], cosine * _row[j] - sine * _upper[i, j]);
            (_right[i], figure) = (cosine * _right[i] + sine * figure, cosine * figure - sine * _right[i]);
        }

        SquaredResiduals += figure * figure;
    }

    /// <summary>The coefficients; null when one of the columns follows from those before it.</summary>
    public double[]? Coefficients()
    {
        var solved = new double[columns];
        for (var i = columns - 1; i >= 0; i--)
        {
            double length = 0;
            for (var above = 0; above <= i; above++)
                length += _upper[above, i] * _upper[above, i];
            if (!(_upper[i, i] * _upper[i, i] > 1e-20 * length))
                return null;
            solved[i] = _right[i];
            for (var j = i + 1; j < columns; j++)
                solved[i] -= _upper[i, j] * solved[j];
            solved[i] /= _upper[i, i];
        }

        return solved;
    }

    /// <summary>Squared length of X d, by R'R = X'X.</summary>
    public double SquaredLength(ReadOnlySpan<double> direction)
    {
        double length = 0;
        for (var i = 0; i < columns; i++)
        {
            double sum = 0;
            for (var j = i; j < columns; j++)
                sum += _upper[i, j] * direction[j];
            length += sum * sum;
        }

        return length;
    }
}
