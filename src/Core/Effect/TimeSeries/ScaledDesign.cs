using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.TimeSeries;

/// <summary>The regressors of a model as a matrix whose columns are centred and scaled, so that years and shares solve equally well.</summary>
sealed class ScaledDesign
{
    readonly double[] _cells;
    // The same by column: sums over all rows read one after another.
    readonly double[][] _columns;
    readonly double[] _centre;
    readonly double[] _scale;

    public ScaledDesign(IReadOnlyList<Regressor> regressors, int rows)
    {
        (Rows, Columns) = (rows, regressors.Count + 1);
        _cells = new double[Rows * Columns];
        _centre = new double[Columns];
        _scale = new double[Columns];
        for (var row = 0; row < Rows; row++)
            _cells[row * Columns] = 1;
        _scale[0] = 1;
        _columns = new double[Columns][];
        _columns[0] = new double[Rows];
        Array.Fill(_columns[0], 1);
        for (var column = 1; column < Columns; column++)
        {
            double[] values = [.. regressors[column - 1].Values];
            double centre = 0, squares = 0;
            foreach (var value in values)
                centre += value;
            centre /= Rows;
            foreach (var value in values)
                squares += (value - centre) * (value - centre);
            var scale = Math.Sqrt(squares / Rows);
            // A column that does not vary stays one of zeros and is found to depend on the intercept.
            var varies = scale > 1e-12 * (1 + Math.Abs(centre));
            (_centre[column], _scale[column]) = (centre, varies ? scale : 1);
            for (var row = 0; row < Rows; row++)
                _cells[row * Columns + column] = values[row] = varies ? (values[row] - centre) / scale : 0;
            _columns[column] = values;
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public ReadOnlySpan<double> Row(int row) => _cells.AsSpan(row * Columns, Columns);

    public double Dot(int row, ReadOnlySpan<double> vector)
    {
        var cells = Row(row);
        double sum = 0;
        for (var i = 0; i < cells.Length; i++)
            sum += cells[i] * vector[i];
        return sum;
    }

    /// <summary>X'WX, lower triangle.</summary>
    public double[,] Information(ReadOnlySpan<double> weights)
    {
        var information = new double[Columns, Columns];
        var weighted = new double[Rows];
        for (var i = 0; i < Columns; i++)
        {
            var own = _columns[i];
            for (var row = 0; row < own.Length; row++)
                weighted[row] = weights[row] * own[row];
            for (var j = 0; j <= i; j++)
                information[i, j] = Strips.Dot(weighted, _columns[j]);
        }

        return information;
    }

    /// <summary>X'v.</summary>
    public double[] Moment(ReadOnlySpan<double> vector)
    {
        var moment = new double[Columns];
        for (var i = 0; i < Columns; i++)
            moment[i] = Strips.Dot(vector, _columns[i]);
        return moment;
    }

    /// <summary>The first column that those before it explain; -1 when there is none.</summary>
    public int Dependent()
    {
        Cholesky.Of(Information(Enumerable.Repeat(1.0, Rows).ToArray()), out var dependent);
        return dependent;
    }

    /// <summary>Coefficients of the regressors as they were given.</summary>
    public double[] Unscale(ReadOnlySpan<double> scaled)
    {
        var coefficients = scaled.ToArray();
        for (var i = 1; i < Columns; i++)
        {
            coefficients[i] /= _scale[i];
            coefficients[0] -= coefficients[i] * _centre[i];
        }

        return coefficients;
    }

    /// <summary>A row as the matrix would hold it.</summary>
    public double[] Scale(IReadOnlyList<double> regressors) =>
        [1, .. regressors.Select((value, i) => (value - _centre[i + 1]) / _scale[i + 1])];

    /// <summary>Their covariance: T C T' with T the (lower triangular) way back.</summary>
    public double[,] Unscale(double[,] scaled)
    {
        var back = new double[Columns, Columns];
        back[0, 0] = 1;
        for (var i = 1; i < Columns; i++)
        {
            back[i, i] = 1 / _scale[i];
            back[0, i] = -_centre[i] / _scale[i];
        }

        var half = new double[Columns, Columns];
        var covariance = new double[Columns, Columns];
        for (var i = 0; i < Columns; i++)
            for (var j = 0; j < Columns; j++)
                for (var k = 0; k < Columns; k++)
                    half[i, j] += back[i, k] * scaled[k, j];
        for (var i = 0; i < Columns; i++)
            for (var j = 0; j < Columns; j++)
                for (var k = 0; k < Columns; k++)
                    covariance[i, j] += half[i, k] * back[j, k];
        return covariance;
    }
}
