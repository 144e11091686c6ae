namespace Knooppunt.Effect.Structural;

/// <summary>A series with a level that wanders, something that moves with it, and a time at which something began.</summary>
public sealed record LevelStudy
{
    /// <summary>Figures, oldest first, finite: large counts, or their logarithms when effects multiply.</summary>
    public required IReadOnlyList<double> Figures { get; init; }

    /// <summary>Index of the first period after the start.</summary>
    public required int Start { get; init; }

    /// <summary>What moves with the figures and is not touched by the barrier (other places, effort); each as long as the figures.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Covariates { get; init; } = [];

    /// <summary>Confidence of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = Effect.Confidence.Usual;

    internal void Check()
    {
        Effect.Confidence.Check(Confidence);
        if (Figures.Any(figure => !double.IsFinite(figure)) || Covariates.Any(covariate => covariate.Count != Figures.Count || covariate.Any(value => !double.IsFinite(value))))
            throw new ArgumentException("Each period has a finite figure, and a finite one of each covariate.");
    }
}

/// <summary>What happened against what a wandering level had led one to expect.</summary>
/// <param name="Total">Sum over the periods since the start of what happened less what was expected.</param>
/// <param name="Expected">What was expected in each period since the start.</param>
/// <param name="Coefficients">What each covariate did, in the order given.</param>
/// <param name="LevelVariance">Variance by which the level wanders in a period; 0 when it stands still.</param>
/// <param name="NoiseVariance">Variance of a period around the level.</param>
/// <param name="LogLikelihood">Diffuse log-likelihood of the periods before.</param>
public sealed record LevelResult(Estimate Total, IReadOnlyList<Estimate> Expected, IReadOnlyList<Estimate> Coefficients, double LevelVariance, double NoiseVariance, double LogLikelihood)
{
    /// <summary>What may be said of the total.</summary>
    public Verdict Verdict => Total.Against(0);
}
