using Knooppunt.Effect.Algebra;
using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.Structural;

/// <summary>A local level with regression (Durbin and Koopman 2012, chapters 2 and 6; Brodersen and others 2015 for its use on effects), by the Kalman filter.</summary>
/// <remarks>
/// figure = level + Σ β covariate + noise; level = level before + step. First level and β are diffuse: the filter runs over figures, a column of ones and covariates alike, and the standardised innovations
/// are a regression (Rosenberg 1973). The ratio of the two variances maximises the diffuse likelihood; intervals take it as known and are therefore a little narrow.
/// </remarks>
public static class LocalLevel
{
    const double Lowest = -16, Highest = 12;

    /// <summary>Fits the periods before and says what was to be expected after.</summary>
    /// <param name="study">Figures, start and covariates.</param>
    /// <returns>Untested with too few periods, when covariates follow from each other, and when the figures before do not vary around what explains them.</returns>
    public static Tested<LevelResult> Of(LevelStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        study.Check();
        var unknown = study.Covariates.Count + 1;
        if (study.Start < unknown + 3 || study.Start >= study.Figures.Count)
            return new Untested(Obstacle.TooFew, $"{Math.Min(study.Start, study.Figures.Count)} periods before and {Math.Max(0, study.Figures.Count - study.Start)} after are too few: at least {unknown + 3} before and one after are needed.");

        // Best of a grid, then by golden section: the likelihood may have two tops.
        var best = Enumerable.Range(0, 57).Select(i => Lowest + i * (Highest - Lowest) / 56).MaxBy(log => Filter.Of(study, Math.Exp(log))?.LogLikelihood ?? double.NegativeInfinity);
        if (Filter.Of(study, Math.Exp(best)) is null)
            return new Untested(Obstacle.NotIdentified, "The covariates follow from each other, or do not vary before the start: leave one out.");

        var log = Golden(study, best - .5, best + .5);
        // A level that stands still is the edge of what is possible, and often the answer.
        var (moving, still) = (Filter.Of(study, Math.Exp(log)), Filter.Of(study, 0));
        var filter = still is not null && (moving is null || still.LogLikelihood >= moving.LogLikelihood - 1e-9) ? still : moving!;
        return filter.Variance <= 1e-20 * (1 + study.Figures.Take(study.Start).Max(Math.Abs))
            ? new Untested(Obstacle.ConditionNotMet, "The figures before do not vary around what explains them: there is nothing from which to tell how far a figure may stray.")
            : Describe(study, filter);
    }

    static LevelResult Describe(LevelStudy study, Filter filter)
    {
        var free = study.Start - study.Covariates.Count - 1;
        var quantile = StudentT.InvCDF(0, 1, free, (1 + study.Confidence) / 2);
        Estimate Around(double value, double variance) => new(new Interval(value - quantile * Math.Sqrt(variance), value + quantile * Math.Sqrt(variance)), value);

        var expected = new List<Estimate>();
        double total = 0, variance = 0;
        var rests = new List<double[]>();
        for (var t = study.Start; t < study.Figures.Count; t++)
        {
            var (value, rest) = filter.Ahead(study, t);
            rests.Add(rest);
            expected.Add(Around(value, filter.Variance * (filter.State + (t - study.Start + 1) * filter.Ratio + 1 + filter.Spread(rest, rest))));
            total += study.Figures[t] - value;
        }

        // Errors of two periods share the level up to the earlier one, and the coefficients.
        for (var i = 0; i < rests.Count; i++)
            for (var j = 0; j < rests.Count; j++)
                variance += filter.Variance * (filter.State + (Math.Min(i, j) + 1) * filter.Ratio + (i == j ? 1 : 0) + filter.Spread(rests[i], rests[j]));
        var coefficients = Enumerable.Range(1, study.Covariates.Count).Select(i => Around(filter.Coefficients[i], filter.Variance * filter.Covariance[i, i]));
        return new LevelResult(Around(total, variance), expected, [.. coefficients], filter.Ratio * filter.Variance, filter.Variance, filter.LogLikelihood);
    }

    static double Golden(LevelStudy study, double low, double high)
    {
        var part = (Math.Sqrt(5) - 1) / 2;
        double Value(double log) => Filter.Of(study, Math.Exp(log))?.LogLikelihood ?? double.NegativeInfinity;
        double left = high - part * (high - low), right = low + part * (high - low);
        double atLeft = Value(left), atRight = Value(right);
        while (high - low > 1e-9)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - part * (high - low);
                atLeft = Value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + part * (high - low);
                atRight = Value(right);
            }
        }

        return (low + high) / 2;
    }

    /// <summary>The filter over the periods before at one ratio of the variances, noise variance taken out.</summary>
    sealed class Filter
    {
        public required double Ratio { get; init; }

        public required double Variance { get; init; }

        public required double LogLikelihood { get; init; }

        /// <summary>Ones first, then covariates.</summary>
        public required double[] Coefficients { get; init; }

        public required double[,] Covariance { get; init; }

        /// <summary>Variance of the level at the last period before.</summary>
        public required double State { get; init; }

        /// <summary>The level part of figure, ones and covariates at the last period before.</summary>
        public required double[] Levels { get; init; }

        public static Filter? Of(LevelStudy study, double ratio)
        {
            var columns = study.Covariates.Count + 1;
            var levels = new double[columns + 1];
            var innovations = new double[columns + 1];
            var gram = new double[columns, columns];
            var right = new double[columns];
            double square = 0, logs = 0, state = 0;
            for (var t = 0; t < study.Start; t++)
            {
                // The first level is the first unknown: the walk itself starts at 0.
                var predicted = t == 0 ? 0 : state + ratio;
                var spread = predicted + 1;
                for (var i = 0; i <= columns; i++)
                {
                    innovations[i] = Figure(study, t, i) - levels[i];
                    levels[i] += predicted / spread * innovations[i];
                }

                state = predicted / spread;
                logs += Math.Log(spread);
                square += innovations[0] * innovations[0] / spread;
                for (var i = 0; i < columns; i++)
                {
                    right[i] += innovations[i + 1] * innovations[0] / spread;
                    for (var j = 0; j <= i; j++)
                        gram[i, j] += innovations[i + 1] * innovations[j + 1] / spread;
                }
            }

            if (Cholesky.Of(gram, out _) is not { } normal)
                return null;

            var coefficients = normal.Solve(right);
            var free = study.Start - columns;
            var variance = Math.Max(0, square - coefficients.Zip(right, (coefficient, moment) => coefficient * moment).Sum()) / free;
            return new Filter
            {
                Ratio = ratio,
                Variance = variance,
                LogLikelihood = -.5 * (free * (Math.Log(2 * Math.PI * Math.Max(variance, double.Epsilon)) + 1) + logs + normal.LogDeterminant),
                Coefficients = coefficients,
                Covariance = normal.Inverse(),
                State = state,
                Levels = levels,
            };
        }

        /// <summary>What is expected of a period after, and what of ones and covariates the level has not taken up.</summary>
        public (double Value, double[] Left) Ahead(LevelStudy study, int t)
        {
            double[] rest = [.. Coefficients.Select((_, i) => Figure(study, t, i + 1) - Levels[i + 1])];
            return (Levels[0] + rest.Zip(Coefficients, (value, coefficient) => value * coefficient).Sum(), rest);
        }

        public double Spread(double[] one, double[] other)
        {
            double sum = 0;
            for (var i = 0; i < one.Length; i++)
                for (var j = 0; j < other.Length; j++)
                    sum += one[i] * Covariance[i, j] * other[j];
            return sum;
        }

        static double Figure(LevelStudy study, int t, int column) => column switch { 0 => study.Figures[t], 1 => 1, _ => study.Covariates[column - 2][t] };
    }
}
