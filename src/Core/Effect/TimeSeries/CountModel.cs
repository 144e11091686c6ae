namespace Knooppunt.Effect.TimeSeries;

/// <summary>How counts vary around what is expected of them. The names are stored.</summary>
public enum CountFamily : byte
{
    /// <summary>Variance equal to the mean: nothing but chance.</summary>
    Poisson,
    /// <summary>Variance a multiple of the mean, estimated from Pearson's residuals: the usual choice.</summary>
    QuasiPoisson,
    /// <summary>Variance mean + mean² / θ, θ by maximum likelihood: for counts that come in bursts.</summary>
    NegativeBinomial,
}

/// <summary>Something that explains counts: one figure per period.</summary>
/// <param name="Name">Under which its coefficient is reported; each once in a model.</param>
/// <param name="Values">Finite, as many as there are counts.</param>
public sealed record Regressor(string Name, IReadOnlyList<double> Values);

/// <summary>A log-linear model of counts: log of the mean = log exposure + intercept + regressors.</summary>
public sealed record CountModel
{
    /// <summary>The name under which the constant is reported.</summary>
    public const string Intercept = "intercept";

    /// <summary>Counts in order of time (or of group and time), 0 or more.</summary>
    public required IReadOnlyList<double> Counts { get; init; }

    /// <summary>What explains them; the constant is added.</summary>
    public required IReadOnlyList<Regressor> Regressors { get; init; }

    /// <summary>Scans, containers, people at risk: what the counts are proportional to, above 0; null when the same throughout.</summary>
    public IReadOnlyList<double>? Exposure { get; init; }

    /// <summary>Weight of each count in the fit, above 0; null for 1 throughout.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How counts vary; quasi-Poisson by default.</summary>
    public CountFamily Family { get; init; } = CountFamily.QuasiPoisson;

    /// <summary>How uncertain coefficients are; those of the model by default.</summary>
    public StandardErrors Errors { get; init; } = StandardErrors.OfModel;

    /// <summary>Confidence of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = Effect.Confidence.Usual;
}
