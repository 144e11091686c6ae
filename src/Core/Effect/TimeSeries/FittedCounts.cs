namespace Knooppunt.Effect.TimeSeries;

/// <summary>What one regressor does.</summary>
/// <param name="Name">The regressor's.</param>
/// <param name="Estimate">On the log scale, with its interval.</param>
/// <param name="StandardError">On the log scale.</param>
/// <param name="P">The chance of a value at least this far from 0 when it does nothing.</param>
public sealed record Coefficient(string Name, Estimate Estimate, double StandardError, double P)
{
    /// <summary>The factor by which counts are multiplied when the regressor rises by one.</summary>
    public Estimate Ratio => Estimate.Exponential();
}

/// <summary>A model of counts, fitted.</summary>
public sealed record FittedCounts
{
    /// <summary>The intercept, then the regressors in the order given.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Covariance of the coefficients on the log scale, in that order, by the errors asked for; row by row.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Covariance { get; init; }

    /// <summary>Expected counts, in the order of the counts.</summary>
    public required IReadOnlyList<double> Fitted { get; init; }

    /// <summary>Leverage of each count, 0 to 1.</summary>
    public required IReadOnlyList<double> Leverage { get; init; }

    /// <summary>Pearson's residuals: (count - expected) / √ variance of the family without dispersion.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>Sum of the squared residuals over n - k: about 1 when only chance is at work, above it when there is more.</summary>
    public required double Dispersion { get; init; }

    /// <summary>θ of the negative binomial; null for the others.</summary>
    public required double? Theta { get; init; }

    /// <summary>Deviance.</summary>
    public required double Deviance { get; init; }

    /// <summary>Log-likelihood; null for quasi-Poisson, which has none.</summary>
    public required double? LogLikelihood { get; init; }

    /// <summary>Counts less coefficients.</summary>
    public required int DegreesOfFreedom { get; init; }

    // By the family: normal, and Student's t for quasi-Poisson.
    internal double Quantile { get; init; } = Confidence.Quantile(Confidence.Usual);

    internal Func<double, double> TwoSided { get; init; } = Confidence.TwoSided;

    /// <summary>A weighted sum of coefficients, as if it were one: what two regressors do together.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="parts">Regressors, each with its weight.</param>
    /// <returns>Its value on the scale of the model (a logarithm), with the error that their covariance gives.</returns>
    /// <exception cref="ArgumentException">One of them is not in the model.</exception>
    public Coefficient Sum(string name, params IReadOnlyList<(string Regressor, double Weight)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var at = parts.Select(part => (Index: Coefficients.Index().First(pair => pair.Item == Of(part.Regressor)).Index, part.Weight)).ToList();
        var value = at.Sum(part => part.Weight * Coefficients[part.Index].Estimate.Value);
        var error = Math.Sqrt(Math.Max(0, at.Sum(one => at.Sum(other => one.Weight * other.Weight * Covariance[one.Index][other.Index]))));
        return new(name, new Estimate(new Interval(value - Quantile * error, value + Quantile * error), value), error, error > 0 ? TwoSided(value / error) : 1);
    }

    /// <summary>The coefficient of a regressor.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public Coefficient Of(string name) =>
        Coefficients.FirstOrDefault(coefficient => coefficient.Name == name) ?? throw new ArgumentException($"The model has no regressor named {name}.", nameof(name));
}
