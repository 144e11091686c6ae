namespace Knooppunt.Effect.Algebra;

/// <summary>A symmetric positive definite matrix taken apart into a lower triangle and its transpose, small and without copies.</summary>
sealed class Cholesky
{
    readonly double[,] _lower;

    Cholesky(double[,] lower) => _lower = lower;

    public int Size => _lower.GetLength(0);

    /// <summary>Logarithm of the determinant.</summary>
    public double LogDeterminant => 2 * Enumerable.Range(0, Size).Sum(i => Math.Log(_lower[i, i]));

    /// <summary>Takes a matrix apart, of which only the lower triangle is read.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="dependent">The first row that the rows above it explain but for a share of <paramref name="tolerance"/>; -1 when there is none.</param>
    /// <param name="tolerance">How little may be left of a row, as a share of its own size.</param>
    public static Cholesky? Of(double[,] matrix, out int dependent, double tolerance = 1e-11)
    {
        var size = matrix.GetLength(0);
        var lower = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                if (i != j)
                {
                    lower[i, j] = sum / lower[j, j];
                }
                else if (sum > tolerance * matrix[i, i] && double.IsFinite(sum))
                {
                    lower[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    dependent = i;
                    return null;
                }
            }
        }

        dependent = -1;
        return new Cholesky(lower);
    }

    /// <summary>The vector that the matrix turns into the right side.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var solution = right.ToArray();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++)
                solution[i] -= _lower[i, j] * solution[j];
            solution[i] /= _lower[i, i];
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < Size; j++)
                solution[i] -= _lower[j, i] * solution[j];
            solution[i] /= _lower[i, i];
        }

        return solution;
    }

    /// <summary>The inverse.</summary>
    public double[,] Inverse()
    {
        var inverse = new double[Size, Size];
        var unit = new double[Size];
        for (var column = 0; column < Size; column++)
        {
            Array.Clear(unit);
            unit[column] = 1;
            var solved = Solve(unit);
            for (var row = 0; row < Size; row++)
                inverse[row, column] = solved[row];
        }

        return inverse;
    }
}
