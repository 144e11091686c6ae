using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.TimeSeries;

/// <summary>Covariances of coefficients: bread times meat times bread (Zeileis 2006), on the scaled columns.</summary>
static class RobustCovariance
{
    /// <summary>The covariance; null when there are too few places or periods for the errors asked for.</summary>
    public static double[,]? Of(StandardErrors errors, ScaledDesign design, ReweightedFit fit, double theta, double dispersion)
    {
        var bread = fit.Information.Inverse();
        var small = (double)design.Rows / (design.Rows - design.Columns);
        return errors switch
        {
            StandardErrors.Model => Scale(bread, dispersion),
            StandardErrors.RobustErrors robust => Sandwich(bread, Outer(Scores(design, fit, theta, Shrink(robust.Kind, fit, theta)), design.Columns), robust.Kind == RobustKind.HC1 ? small : 1),
            StandardErrors.NeweyWestErrors lagged => lagged.Lag >= design.Rows ? null
                : Sandwich(bread, Lagged(Scores(design, fit, theta, null), design.Columns, lagged.Lag), lagged.Adjust ? small : 1),
            StandardErrors.ClusteredErrors clustered => Clustered(bread, Scores(design, fit, theta, null), design.Columns, clustered.Groups),
            _ => throw new ArgumentOutOfRangeException(nameof(errors), errors, "There are no such errors."),
        };
    }

    static double[]? Shrink(RobustKind kind, ReweightedFit fit, double theta) => kind switch
    {
        RobustKind.HC2 => [.. fit.Leverage(theta).Select(leverage => 1 / Math.Sqrt(Rest(leverage)))],
        RobustKind.HC3 => [.. fit.Leverage(theta).Select(leverage => 1 / Rest(leverage))],
        _ => null,
    };

    // A period that alone decides a coefficient is fitted without residual: what remains of it is as good as nothing.
    static double Rest(double leverage) => Math.Max(1 - leverage, 1e-8);

    static double[][] Scores(ScaledDesign design, ReweightedFit fit, double theta, double[]? factor)
    {
        var scores = new double[design.Rows][];
        for (var row = 0; row < design.Rows; row++)
        {
            var push = fit.Push(row, theta) * (factor?[row] ?? 1);
            scores[row] = design.Row(row).ToArray();
            for (var i = 0; i < design.Columns; i++)
                scores[row][i] *= push;
        }

        return scores;
    }

    static double[,] Outer(double[][] scores, int columns)
    {
        var meat = new double[columns, columns];
        foreach (var score in scores)
            Add(meat, score, score, 1);
        return meat;
    }

    // For each period the weighted sum of the scores before it: then one product stands for all lags. Bartlett's weights fall by the same step from lag to lag, so that the sum of the next period
    // is this one, less a step times the plain sum of the last periods, with the newest let in.
    static double[,] Lagged(double[][] scores, int columns, int most)
    {
        var half = new double[columns * columns];
        var (before, last, both) = (new double[columns], new double[columns], new double[columns]);
        var step = 1 / (most + 1.0);
        for (var row = 0; row < scores.Length; row++)
        {
            var own = scores[row];
            for (var i = 0; i < columns; i++)
                both[i] = own[i] / 2 + before[i];
            for (var i = 0; i < columns; i++)
                Strips.Add(half.AsSpan(i * columns, columns), own[i], both);

            var leaving = row >= most ? scores[row - most] : null;
            for (var i = 0; i < columns; i++)
            {
                before[i] += most * step * own[i] - step * last[i];
                last[i] += own[i] - (leaving?[i] ?? 0);
            }
        }

        var meat = new double[columns, columns];
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < columns; j++)
                meat[i, j] = half[i * columns + j] + half[j * columns + i];
        return meat;
    }

    static double[,]? Clustered(double[,] bread, double[][] scores, int columns, IReadOnlyList<int> groups)
    {
        var sums = scores.Select((score, row) => (score, group: groups[row])).GroupBy(pair => pair.group)
            .Select(group => group.Aggregate(new double[columns], (sum, pair) => [.. sum.Select((value, i) => value + pair.score[i])])).ToArray();
        return sums.Length < 2 ? null : Sandwich(bread, Outer(sums, columns), sums.Length / (sums.Length - 1.0));
    }

    static void Add(double[,] meat, double[] left, double[] right, double weight)
    {
        for (var i = 0; i < left.Length; i++)
            for (var j = 0; j < right.Length; j++)
                meat[i, j] += weight * left[i] * right[j];
    }

    static double[,] Sandwich(double[,] bread, double[,] meat, double factor) => Scale(Times(Times(bread, meat), bread), factor);

    static double[,] Times(double[,] left, double[,] right)
    {
        var size = left.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var k = 0; k < size; k++)
                for (var j = 0; j < size; j++)
                    product[i, j] += left[i, k] * right[k, j];
        return product;
    }

    static double[,] Scale(double[,] matrix, double factor)
    {
        var scaled = (double[,])matrix.Clone();
        for (var i = 0; i < scaled.GetLength(0); i++)
            for (var j = 0; j < scaled.GetLength(1); j++)
                scaled[i, j] *= factor;
        return scaled;
    }
}
