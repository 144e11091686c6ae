namespace Knooppunt.Effect.Displacement;

/// <summary>The weighted displacement difference test of Wheeler and Ratcliffe (2018), with weights for time, size and harm.</summary>
/// <remarks>
/// Each count is divided by time and size; the value is the change of the treated side less the change of the compared side, summed over target and neighbours; its variance is
/// the sum of the counts over the squares of the same divisors, because counts are taken to be Poisson. Overdispersed counts make the interval too narrow: then use regression.
/// </remarks>
public static class WeightedDisplacement
{
    const long Thin = 5;

    /// <summary>The test for one kind of incident.</summary>
    /// <param name="study">The counts.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1; 0.95 by default.</param>
    public static Tested<DisplacementDifference> Of(DisplacementStudy study, double confidence = Confidence.Usual) => Of([study], confidence);

    /// <summary>The test for several kinds of incident together, each by its harm.</summary>
    /// <param name="studies">The counts of each kind, at least one.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1; 0.95 by default.</param>
    /// <returns>The difference in harm; untested when nothing was counted, or when some studies have neighbours and others none.</returns>
    public static Tested<DisplacementDifference> Of(IReadOnlyList<DisplacementStudy> studies, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(studies);
        Confidence.Check(confidence);
        foreach (var study in studies)
            Check(study);
        if (studies.Count == 0)
            return new Untested(Obstacle.EmptyGroup, "No kind of incident was given: give the counts of at least one.");
        if (studies.Any(study => study.Around is null) && studies.Any(study => study.Around is not null))
            return new Untested(Obstacle.EmptyGroup, "Some kinds of incident have counts of the neighbours and others have none: give them for all or for none.");

        var local = Sum(studies, study => (study.Treated, study.Control));
        var around = studies[0].Around is null ? default((double Value, double Variance)?) : Sum(studies, study => (study.Around!.Treated, study.Around.Control));
        var total = (Value: local.Value + (around?.Value ?? 0), Variance: local.Variance + (around?.Variance ?? 0));
        return local.Variance <= 0 || around is { Variance: <= 0 }
            ? new Untested(Obstacle.NothingCounted, "Nothing was counted before or after in the areas that are compared: no change can be seen in them.")
            : new DisplacementDifference(Difference(local, confidence), around is { } moved ? Difference(moved, confidence) : null, Difference(total, confidence), studies.Any(IsThin));
    }

    static CountDifference Difference((double Value, double Variance) sum, double confidence) =>
        new(Estimate.Normal(sum.Value, sum.Variance, confidence), sum.Variance);

    static (double Value, double Variance) Sum(IReadOnlyList<DisplacementStudy> studies, Func<DisplacementStudy, (AreaCounts Treated, AreaCounts Control)> pair)
    {
        double value = 0, variance = 0;
        foreach (var study in studies)
        {
            var (treated, control) = pair(study);
            value += Change(treated, study) - Change(control, study);
            variance += Variance(treated, study) + Variance(control, study);
        }

        return (value, variance);
    }

    static double Change(AreaCounts area, DisplacementStudy study) =>
        study.Harm / area.Size * (area.After / study.TimeAfter - area.Before / study.TimeBefore);

    static double Variance(AreaCounts area, DisplacementStudy study) =>
        study.Harm * study.Harm / (area.Size * area.Size) * (area.After / (study.TimeAfter * study.TimeAfter) + area.Before / (study.TimeBefore * study.TimeBefore));

    static bool IsThin(DisplacementStudy study) =>
        study.Treated.Before < Thin || study.Control.Before < Thin || study.Around is { } around && (around.Treated.Before < Thin || around.Control.Before < Thin);

    static void Check(DisplacementStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        foreach (var (weight, name) in new[] { (study.TimeBefore, nameof(study.TimeBefore)), (study.TimeAfter, nameof(study.TimeAfter)), (study.Harm, nameof(study.Harm)) })
        {
            if (!(weight > 0 && double.IsFinite(weight)))
                throw new ArgumentOutOfRangeException(name, weight, "A length of time and a weight of harm are above 0.");
        }
    }
}
