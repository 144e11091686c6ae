namespace Knooppunt.Effect.Monitoring;

/// <summary>How the bound of an alarm follows from what is expected. The names are stored.</summary>
public enum FarringtonBound : byte
{
    /// <summary>Normal after the power 2/3 (Farrington and others 1996), with the uncertainty of what is expected.</summary>
    TwoThirds,
    /// <summary>Quantile of a negative binomial at what is expected (Noufaily and others 2013).</summary>
    NegativeBinomial,
    /// <summary>The same at the upper quantile of what is expected (Salmon, Schumacher and Höhle 2016).</summary>
    CautiousNegativeBinomial,
}

/// <summary>How a series is watched by the flexible method of Farrington.</summary>
public sealed record FarringtonSettings
{
    /// <summary>Periods in a year; 52 by default.</summary>
    public int Year { get; init; } = 52;

    /// <summary>How many years back, 1 or more; 5 by default.</summary>
    public int Years { get; init; } = 5;

    /// <summary>Periods on each side of the same week of earlier years that belong to it, 0 or more; 3 by default.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Parts of the year with a level of their own; 1 looks only at the same weeks of earlier years; 10 by default.</summary>
    public int Seasons { get; init; } = 10;

    /// <summary>Last periods left out, so that a rise does not hide itself; 26 by default.</summary>
    public int Recent { get; init; } = 26;

    /// <summary>Standardised residuals above this lose weight, so that past outbreaks do not raise the bound; 2.58 by default.</summary>
    public double Outlier { get; init; } = 2.58;

    /// <summary>A trend stays in the model when its p is below this and it does not run beyond what was ever seen; 0.05 by default; 0 for never. With fewer than 3 years there is none.</summary>
    public double TrendLevel { get; init; } = .05;

    /// <summary>Chance of a false alarm per period; 0.05 by default.</summary>
    public double Level { get; init; } = .05;

    /// <summary>Fewer than this in the last four periods is no alarm; 5 by default.</summary>
    public double FewestOfFour { get; init; } = 5;

    /// <summary>How the bound follows; <see cref="FarringtonBound.NegativeBinomial"/> by default.</summary>
    public FarringtonBound Bound { get; init; } = FarringtonBound.NegativeBinomial;

    /// <summary>The first period that can be judged.</summary>
    internal int First => Year * Years + HalfWindow;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Years, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Year, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(HalfWindow);
        ArgumentOutOfRangeException.ThrowIfLessThan(Seasons, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Recent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Outlier);
        Confidence.Check(Level);
        if (Year < 2 * HalfWindow + Seasons)
            throw new ArgumentOutOfRangeException(nameof(Seasons), Seasons, "A year has room for the window and a period for each other season.");
    }
}

/// <summary>What the flexible method of Farrington says of one period.</summary>
/// <param name="Watched">Count, what was expected, and the bound; an infinite bound where too few were counted of late.</param>
/// <param name="P">The chance of a count at least as high when nothing is wrong.</param>
/// <param name="Dispersion">1 or more.</param>
/// <param name="Trend">Change per period on the log scale; null when the model has none.</param>
public sealed record FarringtonPeriod(Watched Watched, double P, double Dispersion, double? Trend);

/// <summary>The flexible method of Farrington (Noufaily and others 2013): regression on the same weeks of earlier years, seasons and trend, in which past outbreaks weigh less.</summary>
public static class Farrington
{
    /// <summary>Judges one period.</summary>
    /// <param name="counts">Oldest first, 0 or more; those after the period are not looked at.</param>
    /// <param name="period">Index of the period.</param>
    /// <param name="settings">How; the defaults are those of public health in England and the Netherlands but for the level.</param>
    /// <returns>Untested when there are too few years before, when nothing was counted in them, or when the regression does not settle.</returns>
    public static Tested<FarringtonPeriod> Judge(IReadOnlyList<double> counts, int period, FarringtonSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(period, counts.Count);
        var by = settings ?? new FarringtonSettings();
        by.Check();
        if (counts.Any(count => !(count >= 0 && double.IsFinite(count))))
            throw new ArgumentException("A count is 0 or more.", nameof(counts));
        if (period < by.First)
            return new Untested(Obstacle.TooFew, $"{period} periods before this one are too few: {by.Years} years need {by.First}.");

        var reference = FarringtonReference.Of(counts, period, by);
        if (reference.Counts.All(count => count == 0))
            return new Untested(Obstacle.NothingCounted, "Nothing was counted in the years before: any count is new, and no bound follows from it.");

        var model = by.TrendLevel > 0 && by.Years >= 3 ? Fit(reference, by, trend: true) : null;
        if (model is null || !(model.TrendP < by.TrendLevel && model.Expected <= reference.Counts.Max()))
            model = Fit(reference, by, trend: false);
        return model is null
            ? new Untested(Obstacle.NotConverged, "The regression on earlier years did not settle, as happens where whole seasons are without a count: ask for fewer seasons.")
            : Judge(counts, period, model, by);
    }

    static FarringtonPeriod Judge(IReadOnlyList<double> counts, int period, Model model, FarringtonSettings by)
    {
        var (bound, p) = FarringtonBounds.Of(by.Bound, counts[period], model.Expected, model.LogError, model.Dispersion, by.Level);
        var enough = counts.Skip(Math.Max(0, period - 3)).Take(Math.Min(4, period + 1)).Sum() >= by.FewestOfFour;
        return new FarringtonPeriod(new Watched(period, counts[period], model.Expected, enough ? bound : double.PositiveInfinity), p, model.Dispersion, model.Trend);
    }

    static Model? Fit(FarringtonReference reference, FarringtonSettings by, bool trend)
    {
        var weights = new double[reference.Counts.Length];
        Array.Fill(weights, 1);
        if (reference.Here < 0 || SeasonalFit.Of(reference.Counts, reference.Times, reference.Seasons, reference.Number, weights, trend) is not { } first)
            return null;

        Weigh(weights, reference.Counts, first, Dispersion(first), by.Outlier);
        if (SeasonalFit.Of(reference.Counts, reference.Times, reference.Seasons, reference.Number, weights, trend, first.Slope) is not { } fit)
            return null;

        var dispersion = Dispersion(fit);
        var trendP = trend ? 2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, fit.Free, -Math.Abs(fit.Slope / Math.Sqrt(dispersion * fit.SlopeVariance))) : 1;
        // The period that is judged lies at time 0.
        return new Model(Math.Exp(fit.Log(reference.Here, 0)), Math.Sqrt(dispersion * fit.Variance(reference.Here, 0)), dispersion, trend ? fit.Slope / reference.Unit : null, trendP);
    }

    // The dispersion is never below 1: chance is always at work.
    static double Dispersion(SeasonalFit fit) => Math.Max(1, fit.Pearson() / fit.Free);

    // Anscombe's residuals, standardised; those beyond the border weigh by one over their square, and all weights add up to the number of periods.
    static void Weigh(double[] weights, double[] counts, SeasonalFit fit, double dispersion, double outlier)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var root = Math.Cbrt(counts[i]);
            var residual = 1.5 * (root * root / Math.Sqrt(Math.Cbrt(fit.Fitted[i])) - Math.Sqrt(fit.Fitted[i])) / Math.Sqrt(dispersion * Math.Max(1 - fit.Leverage(i), 1e-12));
            weights[i] = residual > outlier ? 1 / (residual * residual) : 1;
            sum += weights[i];
        }

        for (var i = 0; i < counts.Length; i++)
            weights[i] *= counts.Length / sum;
    }

    sealed record Model(double Expected, double LogError, double Dispersion, double? Trend, double TrendP);
}
