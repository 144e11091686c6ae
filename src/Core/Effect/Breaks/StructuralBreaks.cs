namespace Knooppunt.Effect.Breaks;

/// <summary>Structural change: whether by cumulative sums of residuals (Ploberger and Krämer 1992), when by the breaks that leave least unexplained (Bai and Perron 1998, 2003).</summary>
public static class StructuralBreaks
{
    /// <summary>Looks for breaks.</summary>
    /// <param name="study">The series.</param>
    /// <returns>Untested for a series that is too short or too long, that its covariates explain wholly, and when covariates say the same over the whole series or in one of the stretches found.</returns>
    public static Tested<BreakResult> Of(BreakStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Check() is { } untested)
            return untested;
        var rows = Rows(study);
        var whole = Fit(study, rows, 0, study.Figures.Count);
        if (whole.Coefficients() is not { } coefficients)
            return new Untested(Obstacle.NotIdentified, "What one covariate does cannot be told apart from the others, or it never varies: leave it out.");
        // What is left by rounding is nothing.
        if (!(whole.SquaredResiduals > 1e-26 * study.Figures.Sum(figure => figure * figure)))
            return new Untested(Obstacle.ConditionNotMet, "The series does not vary beyond what explains it: there is no chance to hold a change against.");

        var fits = BestStretches.Of(study, rows);
        var best = fits.MinBy(fit => fit.Bic)!;
        var breaks = Breaks(study, rows, best.Firsts);
        if (breaks is null)
            return new Untested(Obstacle.NotIdentified, "In one of the stretches a covariate does not vary by itself: leave it out, or ask for longer stretches.");
        var statistic = Statistic(study, rows, coefficients, whole.SquaredResiduals);
        var p = Bridge(statistic);
        return new BreakResult(breaks, fits, statistic, p, p <= 1 - study.Confidence + 1e-12 ? Verdict.Shown : Verdict.NotShown);
    }

    static StretchFit Fit(BreakStudy study, double[][] rows, int from, int to)
    {
        var fit = new StretchFit(study.Covariates.Count + 1);
        for (var i = from; i < to; i++)
            fit.Take(rows[i], study.Figures[i]);
        return fit;
    }

    static double[][] Rows(BreakStudy study) =>
        [.. Enumerable.Range(0, study.Figures.Count).Select(i => (double[])[1, .. study.Covariates.Select(covariate => covariate[i])])];

    static double Statistic(BreakStudy study, double[][] rows, double[] coefficients, double squares)
    {
        double sum = 0, most = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            sum += study.Figures[i];
            for (var j = 0; j < coefficients.Length; j++)
                sum -= coefficients[j] * rows[i][j];
            most = Math.Max(most, Math.Abs(sum));
        }

        return most / Math.Sqrt(squares / (rows.Length - coefficients.Length) * rows.Length);
    }

    // The chance that a Brownian bridge goes as far from 0 (Kolmogorov 1933).
    static double Bridge(double far)
    {
        // So near to 0 every bridge goes, and the sum would need many terms.
        if (far < .2)
            return 1;
        double sum = 0;
        for (var j = 1; j <= 40; j++)
            sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * j * j * far * far);
        return Math.Clamp(sum, 0, 1);
    }

    static Break[]? Breaks(BreakStudy study, double[][] rows, IReadOnlyList<int> firsts)
    {
        int[] borders = [0, .. firsts, rows.Length];
        StretchFit[] fits = [.. borders.Zip(borders.Skip(1), (from, to) => Fit(study, rows, from, to))];
        double[]?[] coefficients = [.. fits.Select(fit => fit.Coefficients())];
        if (coefficients.Any(one => one is null))
            return null;
        return [.. firsts.Select((first, i) =>
        {
            double[] change = [.. coefficients[i + 1]!.Zip(coefficients[i]!, (after, before) => after - before)];
            Stretch Of(int at) => new(fits[at].SquaredLength(change) / (borders[at + 1] - borders[at]), fits[at].SquaredResiduals / (borders[at + 1] - borders[at]));
            return new Break(first, BreakWhere.Of(first, Of(i), Of(i + 1), study.Confidence), coefficients[i]!, coefficients[i + 1]!);
        })];
    }
}
