namespace Knooppunt.Effect.WaterBed;

/// <summary>What one assumption does to the answer when it goes from its lowest to its highest.</summary>
/// <param name="Assumption">The first of that name.</param>
/// <param name="AtLow">The answer with it at its lowest and all others as reckoned.</param>
/// <param name="AtHigh">The answer with it at its highest.</param>
public sealed record AssumptionSwing(Assumption Assumption, double AtLow, double AtHigh)
{
    /// <summary>By how much the answer moves.</summary>
    public double Width => Math.Abs(AtHigh - AtLow);
}

/// <summary>One plan under all that the assumptions leave open.</summary>
/// <param name="Reduction">Band in which the fall of what gets through lies, 0 to 1, and the fall as reckoned.</param>
/// <param name="Rank">1 for the plan that lets least through, and so on; null when its band overlaps that of another plan, and then a page ranks none of them above the other.</param>
public sealed record PlanBand(Estimate Reduction, int? Rank);

/// <summary>Plans side by side, if the assumptions hold: their bands, a rank only where bands are apart, and which assumption to measure first.</summary>
/// <param name="Plans">In the order given.</param>
/// <param name="Swings">What each assumption does to the difference between the two best plans (to the fall of the only plan), largest first.</param>
/// <param name="Draws">How many times all assumptions were drawn from their ranges.</param>
public sealed record WaterBedBand(IReadOnlyList<PlanBand> Plans, IReadOnlyList<AssumptionSwing> Swings, int Draws)
{
    /// <summary>The assumption that decides most; null when none has any width.</summary>
    public Assumption? MeasureFirst => Swings.Count > 0 && Swings[0].Width > 0 ? Swings[0].Assumption : null;

    /// <summary>Draws every assumption from its range, all names apart, and each time reckons every plan.</summary>
    /// <param name="model">The assumptions.</param>
    /// <param name="plans">Barriers built in each plan, by index; at least one plan.</param>
    /// <param name="draws">100 to 10,000; 400 by default.</param>
    /// <param name="seed">Of the draws; the same for all plans.</param>
    /// <param name="confidence">Part of the draws that the band holds, between 0 and 1; 0.95 by default.</param>
    public static WaterBedBand Of(WaterBedModel model, IReadOnlyList<IReadOnlyCollection<int>> plans, int draws = 400, ulong seed = 1, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentOutOfRangeException.ThrowIfZero(plans.Count, nameof(plans));
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, 10_000);
        Confidence.Check(confidence);
        model.Check();

        var assumptions = model.Assumptions;
        var reckoned = Reductions(model, plans, new Dictionary<string, double>(StringComparer.Ordinal));
        double[][] drawn = [.. WaterBedSpread.Draw(model, draws, seed).Select(figures => Reductions(figures, plans))];
        Estimate[] bands = [.. plans.Select((_, plan) => WaterBedSpread.Band(reckoned[plan], [.. drawn.Select(reductions => reductions[plan])], confidence))];

        int? Rank(int plan) => bands.Where((_, other) => other != plan).Any(band => band.Interval.Overlaps(bands[plan].Interval)) ? null : 1 + bands.Count(band => band.Value > bands[plan].Value);
        return new WaterBedBand([.. bands.Select((band, plan) => new PlanBand(band, Rank(plan)))], Swing(model, plans, reckoned, assumptions), draws);
    }

    static IReadOnlyList<AssumptionSwing> Swing(WaterBedModel model, IReadOnlyList<IReadOnlyCollection<int>> plans, double[] reckoned, IReadOnlyList<Assumption> assumptions)
    {
        int[] best = [.. Enumerable.Range(0, plans.Count).OrderByDescending(plan => reckoned[plan]).Take(2)];
        double Answer(string name, double part)
        {
            var reductions = Reductions(model, [.. best.Select(plan => plans[plan])], new Dictionary<string, double>(StringComparer.Ordinal) { [name] = part });
            return best.Length == 1 ? reductions[0] : reductions[0] - reductions[1];
        }

        return [.. assumptions.Select(assumption => new AssumptionSwing(assumption, Answer(assumption.Name, 0), Answer(assumption.Name, 1))).OrderByDescending(swing => swing.Width)];
    }

    /// <summary>By which part each plan lowers what gets through, with some assumptions so far through their range.</summary>
    static double[] Reductions(WaterBedModel model, IReadOnlyList<IReadOnlyCollection<int>> plans, Dictionary<string, double> parts) =>
        Reductions(WaterBedFigures.Of(model, assumption => parts.TryGetValue(assumption.Name, out var part) ? assumption.At(part) : assumption.Value), plans);

    static double[] Reductions(WaterBedFigures figures, IReadOnlyList<IReadOnlyCollection<int>> plans)
    {
        var before = figures.Through([]);
        return [.. plans.Select(plan => before <= 0 ? 0 : 1 - figures.Through(plan) / before)];
    }
}
