using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Barriers;

/// <summary>How uncertain the step of a series is taken to be. The names stand in addresses.</summary>
public enum SeriesErrors : byte
{
    /// <summary>Newey and West over four weeks: a week may resemble the one before.</summary>
    NeweyWest,
    /// <summary>HC3: the variance may be any.</summary>
    Robust,
    /// <summary>Those of the model.</summary>
    Model,
}

/// <summary>Interrupted time series of the place itself (<see cref="InterruptedTimeSeries"/>).</summary>
public static class SeriesMethod
{
    const int Lag = 4, Pairs = 2, SlopeWeeks = 4;

    const string Effort = "effort";

    // Mean weeks of a year.
    const double Year = 365.2425 / 7;

    /// <summary>The step in the counts of the place.</summary>
    /// <param name="panel">The weeks.</param>
    /// <param name="family">How counts vary.</param>
    /// <param name="errors">How uncertain the step is taken to be.</param>
    /// <param name="effort">How much was looked, per week of the panel, 0 or more: the counts may go with it. Null when nobody counted it.</param>
    /// <param name="slope">Whether the trend may change at the start too: the step is then that of the first week alone, and that of the last week stands beside it.</param>
    /// <returns>A factor with its interval; the band is that of the mean without the step, at the effort that was made.</returns>
    public static EffectAnswer Of(WeeklyPanel panel, CountFamily family = CountFamily.QuasiPoisson, SeriesErrors errors = SeriesErrors.NeweyWest, IReadOnlyList<long>? effort = null, bool slope = false)
    {
        ArgumentNullException.ThrowIfNull(panel);
        if (effort is not null && (effort.Count != panel.Weeks || effort.Any(week => week < 0)))
            throw new ArgumentException("Effort is 0 or more in each week of the panel.", nameof(effort));
        // A week without any has a logarithm too.
        double[]? looked = effort?.Select(week => Math.Log(1 + week)).ToArray();
        var seasons = panel.Weeks >= 2 * Year;
        var result = InterruptedTimeSeries.Of(new InterruptedSeries
        {
            Counts = [.. panel.Own.Counts.Select(count => (double)count)],
            Start = panel.Start,
            Year = seasons ? Year : 0,
            Harmonics = Pairs,
            SlopeChanges = slope,
            Others = looked is null ? [] : [new Regressor(Effort, looked)],
            Family = family,
            Errors = errors switch
            {
                SeriesErrors.NeweyWest => StandardErrors.NeweyWest(Lag),
                SeriesErrors.Robust => StandardErrors.Robust(),
                _ => StandardErrors.OfModel,
            },
        });
        if (!result.Ok)
            return EffectAnswer.Not(result.Untested!);
        var found = result.Value;
        List<EffectWarning> warnings = [];
        if (!seasons)
            warnings.Add(EffectWarning.NoSeasons);
        // Two standard deviations: of pure chance Pearson's statistic lies below this some 97 times out of 100.
        if (family == CountFamily.Poisson && found.Model.Dispersion > 1 + 2 * Math.Sqrt(2.0 / found.Model.DegreesOfFreedom))
            warnings.Add(EffectWarning.Overdispersed);
        if (errors != SeriesErrors.NeweyWest && Math.Abs(found.Lingering) > 2 / Math.Sqrt(panel.Weeks))
            warnings.Add(EffectWarning.Lingers);
        List<EffectFinding> findings = [new(FindingKind.Step, found.Step.Interval, found.Step.Value, found.Model.Of(InterruptedTimeSeries.Step).P, found.Verdict)];
        if (slope)
        {
            findings.Add(Finding(FindingKind.AtEnd, found.Model.Sum("end", (InterruptedTimeSeries.Step, 1), (InterruptedTimeSeries.Slope, panel.After - 1))));
            findings.Add(Finding(FindingKind.Slope, found.Model.Sum("slope", (InterruptedTimeSeries.Slope, SlopeWeeks))));
        }

        if (looked is not null)
        {
            var twice = found.Model.Of(Effort);
            var factor = new Interval(Math.Pow(2, twice.Estimate.Interval.Low), Math.Pow(2, twice.Estimate.Interval.High));
            findings.Add(new(FindingKind.Effort, factor, Math.Pow(2, twice.Estimate.Value), twice.P, factor.Holds(1) ? Verdict.NotShown : Verdict.Shown));
        }

        return new(findings, [], Chart(panel, found, seasons, looked, slope), warnings);
    }

    static EffectFinding Finding(FindingKind kind, Coefficient found) => new(kind, found.Ratio.Interval, found.Ratio.Value, found.P, found.Ratio.Against(1));

    static EffectChart Chart(WeeklyPanel panel, InterruptedResult found, bool seasons, double[]? effort, bool slope)
    {
        var covariance = found.Model.Covariance;
        var quantile = Confidence.Quantile(Confidence.Usual);
        var (expected, low, high) = (new double?[panel.Weeks], new double?[panel.Weeks], new double?[panel.Weeks]);
        for (var week = 0; week < panel.Weeks; week++)
        {
            // As the model has them: constant, step (left out), trend, change of slope (left out), then sine and cosine of each pair, then effort.
            double[] row = [1, 0, week + 1, .. slope ? new[] { 0.0 } : [], .. seasons ? Enumerable.Range(1, Pairs).SelectMany(pair => new[] { Math.Sin(2 * Math.PI * pair / Year * (week + 1)), Math.Cos(2 * Math.PI * pair / Year * (week + 1)) }) : [], .. effort is null ? [] : new[] { effort[week] }];
            double mean = 0, variance = 0;
            for (var i = 0; i < row.Length; i++)
            {
                mean += row[i] * found.Model.Coefficients[i].Estimate.Value;
                for (var j = 0; j < row.Length; j++)
                    variance += row[i] * row[j] * covariance[i][j];
            }

            var half = quantile * Math.Sqrt(Math.Max(0, variance));
            (expected[week], low[week], high[week]) = (Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
        }

        return new(1, [.. Enumerable.Range(0, panel.Weeks).Select(panel.Monday)], [.. panel.Own.Counts.Select(count => (double)count)], expected, low, high, panel.Start);
    }
}
