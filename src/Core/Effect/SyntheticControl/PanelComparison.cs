namespace Knooppunt.Effect.SyntheticControl;

/// <summary>Synthetic difference in differences, synthetic control and difference in differences of a panel, with placebo inference.</summary>
public static class PanelComparison
{
    /// <summary>The effect, without a word on how sure it is: use it for a drawing, and <see cref="WithPlacebos"/> for a claim.</summary>
    /// <param name="study">The figures.</param>
    /// <param name="method">How they are compared.</param>
    /// <returns>Untested without treated places, with fewer than two controls, with fewer than three periods before or none after.</returns>
    public static Tested<PanelEffect> Of(PanelStudy study, PanelMethod method)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Check() is { } untested ? untested : Describe(study, method, Sums(study));
    }

    /// <summary>The effect against placebos: every group of as many controls as were treated, or as many groups as were asked drawn by a seed, is treated in turn, with the other controls to compare with.</summary>
    /// <param name="study">The figures.</param>
    /// <param name="method">How they are compared.</param>
    /// <param name="placebos">How many groups are drawn when there are more, 19 to 100,000; 999 by default.</param>
    /// <param name="seed">Of the draw: the same seed gives the same placebos.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Untested as <see cref="Of"/>, and when there are too few controls for the confidence asked.</returns>
    public static Tested<PanelInference> WithPlacebos(PanelStudy study, PanelMethod method, int placebos = 999, ulong seed = 1, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(placebos, 19);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(placebos, 100_000);
        Confidence.Check(confidence);
        if (study.Check() is { } untested)
            return untested;

        // A placebo group needs at least two others to compare with.
        var groups = study.Controls.Count - study.Treated.Count < 2 ? [] : Placebos.Groups(study.Controls.Count, study.Treated.Count, placebos, seed);
        if (groups.Count + 1 < 1 / (1 - confidence) - 1e-9)
            return new Untested(Obstacle.TooFew, $"{study.Controls.Count} places without the barrier give only {groups.Count} placebos: too few to show anything at this confidence. Compare with more places.");

        var sums = Sums(study);
        var effect = Describe(study, method, sums);
        var treated = Treated(study);
        double[] drawn = [.. groups.Select(group => sums.Weigh(group, treated, method).Effect)];
        var mean = drawn.Average();
        var error = Math.Sqrt(drawn.Sum(placebo => (placebo - mean) * (placebo - mean)) / drawn.Length);
        var interval = Estimate.Normal(effect.Effect, error * error, confidence).Interval;
        var p = Placebos.P(effect.Effect, drawn);
        return new PanelInference(interval, error, p, drawn.Length, effect, p <= 1 - confidence + 1e-12 && !interval.Holds(0) ? Verdict.Shown : Verdict.NotShown);
    }

    static PanelSums Sums(PanelStudy study) => new([.. study.Controls, .. study.Treated], study.Start, study.Search);

    static int[] Treated(PanelStudy study) => [.. Enumerable.Range(study.Controls.Count, study.Treated.Count)];

    static PanelEffect Describe(PanelStudy study, PanelMethod method, PanelSums sums)
    {
        var (effect, places, periods) = sums.Weigh(Treated(study), null, method);
        var length = study.Treated[0].Count;
        double Own(int t) => study.Treated.Average(row => row[t]);
        double Others(int t) => study.Controls.Select((row, i) => places[i] * row[t]).Sum();

        // Levels may differ, except for the synthetic control: the weighted periods before say by how much.
        var level = Enumerable.Range(0, study.Start).Sum(t => periods[t] * (Own(t) - Others(t)));
        double[] expected = [.. Enumerable.Range(0, length).Select(t => Others(t) + level)];
        var misfit = Math.Sqrt(Enumerable.Range(0, study.Start).Average(t => Math.Pow(Own(t) - expected[t], 2)));
        return new PanelEffect(effect, places[..study.Controls.Count], periods, expected, misfit);
    }
}
