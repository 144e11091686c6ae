namespace Knooppunt.Tests.Core.Effect;

/// <summary>Equations with as many unknowns.</summary>
static class LinearSystem
{
    /// <summary>Solves them by elimination with row exchanges; both arguments are used up. Null when some of them say the same.</summary>
    public static double[]? Solve(double[][] matrix, double[] right)
    {
        for (var column = 0; column < right.Length; column++)
        {
            var best = column;
            for (var row = column + 1; row < right.Length; row++)
                best = Math.Abs(matrix[row][column]) > Math.Abs(matrix[best][column]) ? row : best;
            if (!(Math.Abs(matrix[best][column]) > 1e-300))
                return null;
            (matrix[column], matrix[best]) = (matrix[best], matrix[column]);
            (right[column], right[best]) = (right[best], right[column]);
            for (var row = column + 1; row < right.Length; row++)
            {
                var factor = matrix[row][column] / matrix[column][column];
                if (factor == 0)
                    continue;
                for (var i = column; i < right.Length; i++)
                    matrix[row][i] -= factor * matrix[column][i];
                right[row] -= factor * right[column];
            }
        }

        for (var row = right.Length - 1; row >= 0; row--)
        {
            for (var i = row + 1; i < right.Length; i++)
                right[row] -= matrix[row][i] * right[i];
            right[row] /= matrix[row][row];
        }

        return right;
    }
}
