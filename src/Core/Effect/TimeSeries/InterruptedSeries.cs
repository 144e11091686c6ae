namespace Knooppunt.Effect.TimeSeries;

/// <summary>A series of counts in one place, in which something began at a known time.</summary>
public sealed record InterruptedSeries
{
    /// <summary>Counts per period (week, month), oldest first, none left out.</summary>
    public required IReadOnlyList<double> Counts { get; init; }

    /// <summary>Index of the first period in which the barrier stood; periods before and after it must both be there.</summary>
    public required int Start { get; init; }

    /// <summary>What the counts are proportional to (scans, containers, people), above 0; null when the same throughout.</summary>
    public IReadOnlyList<double>? Exposure { get; init; }

    /// <summary>Periods in a year (12, 52), or 0 when nothing returns every year.</summary>
    public double Year { get; init; }

    /// <summary>Pairs of sine and cosine for the year, 0 to 6; 2 by default when there is a <see cref="Year"/>.</summary>
    public int Harmonics { get; init; } = 2;

    /// <summary>Whether the slope may change too, besides the step; false by default.</summary>
    public bool SlopeChanges { get; init; }

    /// <summary>What else explains the counts: effort, a strike.</summary>
    public IReadOnlyList<Regressor> Others { get; init; } = [];

    /// <summary>How counts vary; quasi-Poisson by default.</summary>
    public CountFamily Family { get; init; } = CountFamily.QuasiPoisson;

    /// <summary>How uncertain coefficients are; those of the model by default.</summary>
    public StandardErrors Errors { get; init; } = StandardErrors.OfModel;

    /// <summary>Confidence of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = Effect.Confidence.Usual;
}

/// <summary>What an interrupted series shows.</summary>
/// <param name="Step">Factor by which counts changed at once; below 1 when they fell.</param>
/// <param name="Slope">Factor by which the change per period itself changed; null when it was not asked.</param>
/// <param name="Expected">Counts expected per period had nothing begun, from the start on.</param>
/// <param name="Lingering">Correlation of a period's residual with the one before, -1 to 1: far from 0 the model's errors are too small, and Newey and West's should be asked.</param>
/// <param name="Model">Everything that was fitted.</param>
public sealed record InterruptedResult(Estimate Step, Estimate? Slope, IReadOnlyList<double> Expected, double Lingering, FittedCounts Model)
{
    /// <summary>What may be said of the step.</summary>
    public Verdict Verdict => Step.Against(1);
}

/// <summary>Interrupted time series: a trend, the seasons and a step at a known time (Lopez Bernal, Cummins and Gasparrini 2017).</summary>
public static class InterruptedTimeSeries
{
    /// <summary>Names under which the model reports what this method adds.</summary>
    public const string Step = "step", Trend = "trend", Slope = "slope";

    /// <summary>Fits the series.</summary>
    /// <param name="series">Counts, start, and what else explains them.</param>
    /// <returns>Untested for the reasons of <see cref="CountRegression.Fit"/>, and with fewer than three periods before or two after.</returns>
    public static Tested<InterruptedResult> Of(InterruptedSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegative(series.Year);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)series.Harmonics, 6u);
        var length = series.Counts.Count;
        if (series.Start < 3 || length - series.Start < 2)
            return new Untested(Obstacle.TooFew, $"{Math.Max(0, Math.Min(series.Start, length))} periods before and {Math.Max(0, length - series.Start)} after are too few: a trend and a step need at least three before and two after.");

        var after = new Regressor(Step, [.. Enumerable.Range(0, length).Select(i => i >= series.Start ? 1.0 : 0)]);
        var slope = new Regressor(Slope, [.. Enumerable.Range(0, length).Select(i => Math.Max(0.0, i - series.Start))]);
        List<Regressor> regressors = [after, new Regressor(Trend, [.. Enumerable.Range(1, length).Select(i => (double)i)])];
        if (series.SlopeChanges)
            regressors.Add(slope);
        regressors.AddRange(Seasons(series));
        regressors.AddRange(series.Others);
        return CountRegression.Fit(new CountModel
        {
            Counts = series.Counts,
            Regressors = regressors,
            Exposure = series.Exposure,
            Family = series.Family,
            Errors = series.Errors,
            Confidence = series.Confidence,
        }).Then<InterruptedResult>(fitted =>
        {
            var step = fitted.Of(Step);
            var change = series.SlopeChanges ? fitted.Of(Slope) : null;
            var expected = Enumerable.Range(series.Start, length - series.Start).Select(i => fitted.Fitted[i] / Math.Exp(step.Estimate.Value + (change?.Estimate.Value ?? 0) * (i - series.Start)));
            return new InterruptedResult(step.Ratio, change?.Ratio, [.. expected], Lingering(fitted.Residuals), fitted);
        });
    }

    static IEnumerable<Regressor> Seasons(InterruptedSeries series)
    {
        for (var pair = 1; series.Year > 0 && pair <= series.Harmonics; pair++)
        {
            var turn = 2 * Math.PI * pair / series.Year;
            yield return new Regressor($"sine {pair}", [.. Enumerable.Range(1, series.Counts.Count).Select(i => Math.Sin(turn * i))]);
            // At twice a period the sine is zero throughout and says nothing.
            if (series.Year <= 2 * pair)
                throw new ArgumentOutOfRangeException(nameof(series), series.Harmonics, "There are fewer than two periods in the shortest wave: ask for fewer harmonics.");
            yield return new Regressor($"cosine {pair}", [.. Enumerable.Range(1, series.Counts.Count).Select(i => Math.Cos(turn * i))]);
        }
    }

    static double Lingering(IReadOnlyList<double> residuals)
    {
        var mean = residuals.Average();
        var all = residuals.Sum(residual => (residual - mean) * (residual - mean));
        return all <= 0 ? 0 : residuals.Skip(1).Select((residual, i) => (residual - mean) * (residuals[i] - mean)).Sum() / all;
    }
}
