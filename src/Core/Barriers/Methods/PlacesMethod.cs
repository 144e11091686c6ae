using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Barriers;

/// <summary>Difference in differences against comparable places, each of which stands in for the place in turn (<see cref="DifferenceInDifferences.WithPlacebos"/>).</summary>
public static class PlacesMethod
{
    /// <summary>Fewest other places.</summary>
    public const int FewestPlaces = 39;

    internal const int ChartWeeks = 4;

    /// <summary>The factor by which the place changed over that of the others.</summary>
    /// <param name="panel">The weeks.</param>
    public static EffectAnswer Of(WeeklyPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var main = Ratio(panel, 0, panel.Start, panel.Weeks);
        if (!main.Ok)
            return EffectAnswer.Not(main.Untested!);
        List<EffectFinding> findings = [Finding(FindingKind.Ratio, main.Value)];
        List<EffectWarning> warnings = [];
        // The same comparison where nothing began: the second half of the time before against the first.
        if (panel.Start >= 2 && Ratio(panel, 0, panel.Start / 2, panel.Start) is { Ok: true, Value: var before })
        {
            findings.Add(Finding(FindingKind.RatioBefore, before));
            if (before.Verdict == Verdict.Shown)
                warnings.Add(EffectWarning.NotParallel);
        }

        var periods = panel.Periods(ChartWeeks);
        var (own, all) = (periods.Own.Take(periods.Start).Sum(), periods.Others.Sum(row => row.Take(periods.Start).Sum()));
        return new(findings, [], Chart(periods, own, all, main.Value.Ratio, main.Value.Interval), warnings);
    }

    static EffectFinding Finding(FindingKind kind, PlaceboDifference found) => new(kind, found.Interval, found.Ratio, found.P, found.Verdict);

    static Tested<PlaceboDifference> Ratio(WeeklyPanel panel, int from, int start, int end)
    {
        PlaceCounts Sums(PlaceWeeks row) => new(Sum(row, from, start), Sum(row, start, end));
        // Of fewer none is rare enough on each side to end an interval of 95 %.
        return panel.Others.Count < FewestPlaces
            ? new Untested(Obstacle.TooFew, $"{panel.Others.Count} other places are too few to stand in: an interval of 95 % asks for {FewestPlaces}.")
            : DifferenceInDifferences.WithPlacebos([Sums(panel.Own)], [.. panel.Others.Select(Sums)]);
    }

    internal static double Sum(PlaceWeeks row, int from, int end) => row.Counts.Skip(from).Take(end - from).Sum();

    // What was expected moves with the others; the band holds what is expected under each factor that is not excluded.
    internal static EffectChart Chart(PanelPeriods periods, double own, double all, double ratio, Interval interval)
    {
        double[] others = [.. Enumerable.Range(0, periods.Begin.Count).Select(period => periods.Others.Sum(row => row[period]))];
        double?[] Expected(double factor) => [.. others.Select((sum, period) => all <= 0 || !double.IsFinite(factor) || (period < periods.Start && factor != 1) ? null : (double?)(sum * own / all * factor))];
        return new(ChartWeeks, periods.Begin, periods.Own, Expected(1), Expected(ratio / interval.High), Expected(interval.Low > 0 ? ratio / interval.Low : double.PositiveInfinity), periods.Start);
    }
}
