namespace Knooppunt.Effect.Breaks;

/// <summary>A series of which it is asked whether it changed, and when, without saying beforehand.</summary>
public sealed record BreakStudy
{
    /// <summary>The longest series: what is kept grows with its square.</summary>
    public const int Longest = 2000;

    /// <summary>Figures, oldest first, finite: large counts, or their logarithms when effects multiply.</summary>
    public required IReadOnlyList<double> Figures { get; init; }

    /// <summary>What explains the figures besides a level (a trend, effort, other places), each as long as the figures; its coefficient may change at a break too. None by default.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Covariates { get; init; } = [];

    /// <summary>The shortest stretch between breaks as a share of the series, above 0 and below a half; 0.15 by default.</summary>
    public double LeastShare { get; init; } = .15;

    /// <summary>The most breaks, 1 to 20; 5 by default, and never more than the shortest stretch leaves room for.</summary>
    public int MostBreaks { get; init; } = 5;

    /// <summary>Confidence of the test and of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = Effect.Confidence.Usual;

    internal int Least => Math.Max((int)Math.Floor(LeastShare * Figures.Count + 1e-9), Covariates.Count + 2);

    internal Untested? Check()
    {
        Effect.Confidence.Check(Confidence);
        if (!(LeastShare is > 0 and < .5))
            throw new ArgumentOutOfRangeException(nameof(LeastShare), LeastShare, "A share lies above 0 and below a half.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MostBreaks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostBreaks, 20);
        if (Figures.Any(figure => !double.IsFinite(figure)) || Covariates.Any(covariate => covariate.Count != Figures.Count || covariate.Any(value => !double.IsFinite(value))))
            throw new ArgumentException("Each period has a finite figure, and a finite one of each covariate.");
        return Figures.Count > Longest ? new Untested(Obstacle.TooLarge, $"{Figures.Count} periods are more than {Longest}: sum them to longer ones.")
            : Figures.Count < 2 * Least || Figures.Count < 10 ? new Untested(Obstacle.TooFew, $"{Figures.Count} periods are too few: two stretches of {Least} are needed, and ten periods in all.")
            : null;
    }
}

/// <summary>A change in a series.</summary>
/// <param name="First">Index of the first period of the new stretch.</param>
/// <param name="Where">In which that index lies at the confidence asked (Bai 1997); the ends are infinite where the stretches say too little.</param>
/// <param name="Before">Level and coefficients of the stretch before.</param>
/// <param name="After">The same of the stretch after.</param>
public sealed record Break(int First, Interval Where, IReadOnlyList<double> Before, IReadOnlyList<double> After);

/// <summary>The best that so many breaks can do.</summary>
/// <param name="Firsts">Index of the first period of each new stretch.</param>
/// <param name="SquaredResiduals">What is left unexplained.</param>
/// <param name="Bic">Schwarz's criterion: lower is better.</param>
public sealed record BreakFit(IReadOnlyList<int> Firsts, double SquaredResiduals, double Bic);

/// <summary>Whether a series changed, and when.</summary>
/// <param name="Breaks">The changes of the fit with the lowest criterion, oldest first; empty when that is the one without.</param>
/// <param name="Fits">The best with 0, 1, 2 and more breaks.</param>
/// <param name="Statistic">Greatest cumulative sum of residuals of the whole series, either way, over σ √n.</param>
/// <param name="P">The chance of one at least as great when nothing changes.</param>
/// <param name="Verdict">Shown when <paramref name="P"/> is at most what the confidence leaves. That is what may be claimed; the breaks say when it may have been.</param>
public sealed record BreakResult(IReadOnlyList<Break> Breaks, IReadOnlyList<BreakFit> Fits, double Statistic, double P, Verdict Verdict);
