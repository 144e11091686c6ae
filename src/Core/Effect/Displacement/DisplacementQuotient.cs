namespace Knooppunt.Effect.Displacement;

/// <summary>The weighted displacement quotient and the total net effect. They describe; neither is a test, and neither has an interval, so a page shows them beside the difference and never instead of it.</summary>
/// <param name="Success">Change of the share of the target in the control's counts; below 0, or the quotient would mean nothing.</param>
/// <param name="Moved">Change of the share of the neighbours in the control's counts; above 0 when they rose.</param>
/// <param name="Quotient">Moved over success: 0 nothing moved; between 0 and -1 less moved than was won; at -1 as much; below -1 more; above 0 the neighbours gained too.</param>
/// <param name="TotalNetEffect">Incidents that did not happen in target and neighbours together, when both had followed the control; negative when more happened.</param>
public sealed record DisplacementQuotient(double Success, double Moved, double Quotient, double TotalNetEffect)
{
    /// <summary>Both figures of one study (Bowers and Johnson 2003; Guerette 2009 for the net effect), per unit of time and size.</summary>
    /// <param name="study">The counts; the control is that of the target, the neighbours are those of the treated area.</param>
    /// <returns>Untested without neighbours, where the control has a zero, and where the target did not fall against its control.</returns>
    public static Tested<DisplacementQuotient> Of(DisplacementStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Around is not { } around)
            return new Untested(Obstacle.EmptyGroup, "There are no counts of the neighbours: without them nothing can be said of displacement.");
        if (study.Control.Before == 0 || study.Control.After == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted in the comparison area before or after: the quotient divides by it.");

        var success = Ratio(study.Treated.After, study.Control.After) - Ratio(study.Treated.Before, study.Control.Before);
        var moved = Ratio(around.Treated.After, study.Control.After) - Ratio(around.Treated.Before, study.Control.Before);
        if (success >= 0)
            return new Untested(Obstacle.ConditionNotMet, "The treated area did not fall against the comparison area: there is nothing that could have been displaced.");

        // Per unit of time, so that a short period after is not taken for a fall.
        double Rate(long count, double time) => count / time;
        var trend = Rate(study.Control.After, study.TimeAfter) / Rate(study.Control.Before, study.TimeBefore);
        double Prevented(AreaCounts area) => Rate(area.Before, study.TimeBefore) * trend - Rate(area.After, study.TimeAfter);
        return new DisplacementQuotient(success, moved, moved / success, Prevented(study.Treated) + Prevented(around.Treated));
    }

    static double Ratio(long count, long control) => (double)count / control;
}
