namespace Knooppunt.Effect.SyntheticControl;

/// <summary>Figures of places over the same periods, of which some got a barrier at one time.</summary>
public sealed record PanelStudy
{
    /// <summary>Places with the barrier, at least one; each a row of figures, oldest first.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Treated { get; init; }

    /// <summary>Places without, at least two; rows as long as those of the treated.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Controls { get; init; }

    /// <summary>Index of the first period with the barrier.</summary>
    public required int Start { get; init; }

    internal Untested? Check()
    {
        var length = Treated.Concat(Controls).FirstOrDefault()?.Count ?? 0;
        if (Treated.Concat(Controls).Any(row => row.Count != length || row.Any(figure => !double.IsFinite(figure))))
            throw new ArgumentException("All rows have as many periods, each with a finite figure.", nameof(Treated));
        return Treated.Count == 0 ? new Untested(Obstacle.EmptyGroup, "No place with the barrier was given.")
            : Controls.Count < 2 ? new Untested(Obstacle.EmptyGroup, "At least two places without the barrier are needed to compare with.")
            : Start < 3 || Start >= length ? new Untested(Obstacle.TooFew, $"{Math.Min(Start, length)} periods before and {Math.Max(0, length - Start)} after are too few: at least three before and one after are needed.")
            : null;
    }
}

/// <summary>How the treated places are compared. The names are stored.</summary>
public enum PanelMethod : byte
{
    /// <summary>Weighted places and periods, levels may differ (Arkhangelsky and others 2021).</summary>
    SyntheticDifference,
    /// <summary>Weighted places at the same level (Abadie, Diamond and Hainmueller 2010).</summary>
    SyntheticControl,
    /// <summary>All places and periods alike.</summary>
    Difference,
}

/// <summary>What the treated places did against what they would have done.</summary>
/// <param name="Effect">Mean per period and place from the start on; below 0 when figures fell. It has no interval of its own: a page shows it only with the placebos.</param>
/// <param name="PlaceWeights">Weight of each control, 0 or more, together 1.</param>
/// <param name="PeriodWeights">Weight of each period before the start; together 1, or all 0 for the synthetic control, which needs none.</param>
/// <param name="Expected">Figure per period without the barrier, from the first period on.</param>
/// <param name="Misfit">Root mean square of what the expected figure misses before the start: large against the effect, and the comparison is worth little.</param>
public sealed record PanelEffect(double Effect, IReadOnlyList<double> PlaceWeights, IReadOnlyList<double> PeriodWeights, IReadOnlyList<double> Expected, double Misfit);

/// <summary>The effect held against those of places without a barrier.</summary>
/// <param name="Interval">Effect ± normal quantile times the spread of the placebos (Arkhangelsky and others 2021, algorithm 4).</param>
/// <param name="StandardError">Spread of the placebos.</param>
/// <param name="P">Share of placebos, this one among them, at least as far from 0.</param>
/// <param name="Placebos">How many stood in.</param>
/// <param name="Effect">What was found.</param>
/// <param name="Verdict">Shown when the interval leaves 0 out and <paramref name="P"/> is no more than confidence leaves.</param>
public sealed record PanelInference(Interval Interval, double StandardError, double P, int Placebos, PanelEffect Effect, Verdict Verdict);
