namespace Knooppunt.Effect.Breaks;

/// <summary>The breaks that leave least unexplained, for each number of them, by dynamic programming over all stretches (Bai and Perron 2003): exact.</summary>
static class BestStretches
{
    public static IReadOnlyList<BreakFit> Of(BreakStudy study, double[][] rows)
    {
        var (length, least) = (rows.Length, study.Least);
        var left = All(study, rows, least);
        var most = Math.Min(study.MostBreaks, length / least - 1);
        // best[m][to]: least that is left of the periods before `to` with m breaks; from[m][to] is where the last stretch begins.
        var best = new double[length + 1];
        Array.Fill(best, double.PositiveInfinity);
        for (var to = least; to <= length; to++)
            best[to] = left[0][to];
        List<int[]> from = [];
        List<BreakFit> fits = [Fit([], best[length], best[length], study)];
        for (var breaks = 1; breaks <= most; breaks++)
        {
            var next = new double[length + 1];
            Array.Fill(next, double.PositiveInfinity);
            var at = new int[length + 1];
            for (var to = (breaks + 1) * least; to <= length; to++)
            {
                for (var start = breaks * least; start <= to - least; start++)
                {
                    if (best[start] + left[start][to - start] < next[to])
                        (next[to], at[to]) = (best[start] + left[start][to - start], start);
                }
            }

            from.Add(at);
            best = next;
            var firsts = new int[breaks];
            for (int i = breaks - 1, to = length; i >= 0; i--)
                to = firsts[i] = from[i][to];
            fits.Add(Fit(firsts, best[length], fits[0].SquaredResiduals, study));
        }

        return fits;
    }

    // What is left unexplained in each stretch, by its first period and its length.
    static double[][] All(BreakStudy study, double[][] rows, int least)
    {
        var left = new double[rows.Length][];
        var fit = new StretchFit(study.Covariates.Count + 1);
        for (var start = 0; start <= rows.Length - least; start++)
        {
            fit.Clear();
            left[start] = new double[rows.Length - start + 1];
            for (var i = start; i < rows.Length; i++)
            {
                fit.Take(rows[i], study.Figures[i]);
                left[start][i - start + 1] = fit.SquaredResiduals;
            }
        }

        return left;
    }

    // Each stretch has its coefficients and its place. What is explained to rounding is not explained better by more breaks.
    static BreakFit Fit(int[] firsts, double squares, double without, BreakStudy study)
    {
        var length = (double)study.Figures.Count;
        var floored = Math.Max(squares, 1e-20 * without);
        return new BreakFit(firsts, squares, length * (Math.Log(floored / length) + 1 + Math.Log(2 * Math.PI)) + Math.Log(length) * (study.Covariates.Count + 2) * (firsts.Length + 1));
    }
}
