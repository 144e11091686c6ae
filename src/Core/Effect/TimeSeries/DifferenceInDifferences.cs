namespace Knooppunt.Effect.TimeSeries;

/// <summary>Counts of one place, summed over the periods before and over those after.</summary>
/// <param name="Before">0 or more.</param>
/// <param name="After">0 or more.</param>
public readonly record struct PlaceCounts(double Before, double After);

/// <summary>By what factor counts changed where a barrier was built, over the factor elsewhere.</summary>
/// <param name="Ratio">Below 1 when they fell more than elsewhere.</param>
/// <param name="StandardError">Of its logarithm, clustered by place.</param>
/// <param name="Treated">Places with the barrier.</param>
/// <param name="Controls">Places without.</param>
public sealed record DifferenceResult(Estimate Ratio, double StandardError, int Treated, int Controls)
{
    /// <summary>What may be said.</summary>
    public Verdict Verdict => Ratio.Against(1);
}

/// <summary>The same factor held against the factors that chance gives to places without a barrier.</summary>
/// <param name="Interval">Factors that the placebos do not exclude.</param>
/// <param name="Ratio">Below 1 when counts fell more than elsewhere; half a count is added to each sum, so that zeros do no harm.</param>
/// <param name="P">Share of placebos, this one among them, at least as far from 1.</param>
/// <param name="Placebos">How many groups of places stood in for the treated one.</param>
/// <param name="Verdict">Shown when <paramref name="P"/> is below what confidence leaves.</param>
public sealed record PlaceboDifference(Interval Interval, double Ratio, double P, int Placebos, Verdict Verdict);

/// <summary>Difference in differences of counts: a Poisson regression with an effect of each place, of each period, and of the barrier.</summary>
/// <remarks>
/// When all places are seen in all periods and the barrier begins everywhere at once, the best fit has a closed form: the ratio of the sums, (T1/T0) / (C1/C0); and so has its covariance clustered by
/// place, Σ (after/T1 - before/T0)² + Σ (after/C1 - before/C0)². That is why thousands can be computed while a page is made.
/// </remarks>
public static class DifferenceInDifferences
{
    const int FewestPlaces = 5;

    /// <summary>The factor with errors clustered by place.</summary>
    /// <param name="treated">Places with the barrier.</param>
    /// <param name="controls">Places without.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Untested with fewer than five places on a side, whose errors would be too small (use the placebos), when a sum is 0, and when all places on each side changed alike.</returns>
    public static Tested<DifferenceResult> Of(IReadOnlyList<PlaceCounts> treated, IReadOnlyList<PlaceCounts> controls, double confidence = Confidence.Usual)
    {
        Check(treated, controls);
        Confidence.Check(confidence);
        if (treated.Count < FewestPlaces || controls.Count < FewestPlaces)
            return new Untested(Obstacle.TooFew, $"{treated.Count} with and {controls.Count} without are too few places to see how much places differ, five of each are needed: use the placebo test.");

        var (own, others) = (Sum(treated), Sum(controls));
        if (own.Before <= 0 || own.After <= 0 || others.Before <= 0 || others.After <= 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted before or after on one side: no factor can be told. Use the placebo test.");

        var variance = (Scatter(treated, own) + Scatter(controls, others)) * (treated.Count + controls.Count) / (treated.Count + controls.Count - 1.0);
        if (variance <= 1e-15)
            return new Untested(Obstacle.ConditionNotMet, "All places on a side changed by the same factor: nothing tells how much places differ. Use the placebo test.");
        return new DifferenceResult(Estimate.Normal(Math.Log(own.After / own.Before * (others.Before / others.After)), variance, confidence).Exponential(), Math.Sqrt(variance), treated.Count, controls.Count);
    }

    /// <summary>The factor against placebos: every group of control places, or as many as were asked drawn by a seed, stands in for the treated one.</summary>
    /// <param name="treated">Places with the barrier, at least one.</param>
    /// <param name="controls">Places without, more than those with.</param>
    /// <param name="placebos">How many groups are drawn when there are more, 19 to 100,000; 999 by default.</param>
    /// <param name="seed">Of the draw: the same seed gives the same placebos.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Untested when there are too few control places for the confidence asked.</returns>
    public static Tested<PlaceboDifference> WithPlacebos(IReadOnlyList<PlaceCounts> treated, IReadOnlyList<PlaceCounts> controls, int placebos = 999, ulong seed = 1, double confidence = Confidence.Usual)
    {
        Check(treated, controls);
        Confidence.Check(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(placebos, 19);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(placebos, 100_000);
        if (treated.Count == 0)
            return new Untested(Obstacle.EmptyGroup, "No place with the barrier was given.");

        var groups = Placebos.Groups(controls.Count, treated.Count, placebos, seed);
        if (groups.Count + 1 < 1 / (1 - confidence) - 1e-9)
            return new Untested(Obstacle.TooFew, $"{controls.Count} places without give only {groups.Count} placebos: too few to show anything at this confidence. Compare with more places.");

        var (own, all) = (Sum(treated), Sum(controls));
        var observed = LogRatio(own, all);
        var drawn = groups.Select(group =>
        {
            double before = 0, after = 0;
            foreach (var place in group)
                (before, after) = (before + controls[place].Before, after + controls[place].After);
            return LogRatio(new PlaceCounts(before, after), new PlaceCounts(all.Before - before, all.After - after));
        }).Order().ToArray();
        var p = Placebos.P(observed, drawn);
        return new PlaceboDifference(Placebos.Interval(observed, drawn, confidence).Map(Math.Exp), Math.Exp(observed), p, drawn.Length, p < 1 - confidence + 1e-12 ? Verdict.Shown : Verdict.NotShown);
    }

    static double LogRatio(PlaceCounts own, PlaceCounts others) =>
        Math.Log((own.After + .5) * (others.Before + .5) / ((own.Before + .5) * (others.After + .5)));

    static PlaceCounts Sum(IReadOnlyList<PlaceCounts> places) => new(places.Sum(place => place.Before), places.Sum(place => place.After));

    static double Scatter(IReadOnlyList<PlaceCounts> places, PlaceCounts sum) => places.Sum(place => Math.Pow(place.After / sum.After - place.Before / sum.Before, 2));

    static void Check(IReadOnlyList<PlaceCounts> treated, IReadOnlyList<PlaceCounts> controls)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(controls);
        if (treated.Concat(controls).Any(place => !(place.Before >= 0 && place.After >= 0 && double.IsFinite(place.Before + place.After))))
            throw new ArgumentException("A count is 0 or more.", nameof(treated));
    }
}
