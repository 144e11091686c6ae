using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Barriers;

/// <summary>How uncertain the factor of places is taken to be. The names stand in addresses.</summary>
public enum PlacesErrors : byte
{
    /// <summary>Each other place stands in for the place in turn.</summary>
    Placebos,
    /// <summary>All places that got such a barrier together, with errors clustered by place.</summary>
    Clustered,
}

/// <summary>What places that got such a barrier did together.</summary>
/// <param name="Panel">The weeks.</param>
/// <param name="Treated">Places that got it, the own place first.</param>
/// <param name="Controls">Places that they were compared with.</param>
/// <param name="First">Index of the first week in which it stood at one of them.</param>
/// <param name="Last">Index of the first week in which it stood at all of them; weeks between the two count for neither time.</param>
/// <param name="Answer">The figures, or why there are none.</param>
public sealed record PooledAnswer(WeeklyPanel Panel, IReadOnlyList<PlaceWeeks> Treated, IReadOnlyList<PlaceWeeks> Controls, int First, int Last, EffectAnswer Answer);

/// <summary>Difference in differences of several places that got the same kind of barrier about the same time, with errors clustered by place (<see cref="DifferenceInDifferences.Of"/>).</summary>
public static class PooledMethod
{
    /// <summary>Most weeks between the starts of places that are taken together.</summary>
    public const int MostApart = 26;

    // With fewer, errors by place are known to come out too small.
    const int FewClusters = 10;

    /// <summary>The factor by which all places that got such a barrier changed together over that of the others, with errors clustered by place (<see cref="DifferenceInDifferences.Of"/>).</summary>
    /// <param name="panel">The weeks; its other places hold those that got such a barrier too.</param>
    /// <param name="alike">Places that got such a barrier too, with the day on which it began to work there.</param>
    /// <returns>Who was compared and what came of it; an answer that says what is missing when either side has fewer than five places.</returns>
    /// <exception cref="ArgumentNullException">Either is null.</exception>
    /// <remarks>Weeks between the first start and the last count for neither time. A place that began before the panel or after it, or more than <see cref="MostApart"/> weeks from the own start, is no part of either side.</remarks>
    public static PooledAnswer Of(WeeklyPanel panel, IReadOnlyDictionary<string, DateOnly> alike)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(alike);
        int StartOf(string place) => (WeeklyCount.FirstWholeWeek(alike[place]).DayNumber - panel.First.DayNumber) / 7;
        var treated = panel.Others.Where(row => alike.ContainsKey(row.Place) && StartOf(row.Place) is var start && start > 0 && start < panel.Weeks && Math.Abs(start - panel.Start) <= MostApart).Prepend(panel.Own).ToList();
        var controls = panel.Others.Where(row => !alike.ContainsKey(row.Place)).ToList();
        int[] starts = [panel.Start, .. treated.Skip(1).Select(row => StartOf(row.Place))];
        var (first, last) = (starts.Min(), starts.Max());
        Tested<DifferenceResult> Compare(int until, int from, int end)
        {
            PlaceCounts Sums(PlaceWeeks row) => new(PlacesMethod.Sum(row, 0, until), PlacesMethod.Sum(row, from, end));
            return DifferenceInDifferences.Of([.. treated.Select(Sums)], [.. controls.Select(Sums)]);
        }

        PooledAnswer Says(EffectAnswer answer) => new(panel, treated, controls, first, last, answer);
        var main = Compare(first, last, panel.Weeks);
        if (!main.Ok)
            return Says(EffectAnswer.Not(main.Untested!));
        List<EffectFinding> findings = [Finding(FindingKind.Ratio, main.Value)];
        List<EffectWarning> warnings = [];
        if (first >= 2 && Compare(first / 2, first / 2, first) is { Ok: true, Value: var before })
        {
            findings.Add(Finding(FindingKind.RatioBefore, before));
            if (before.Verdict == Verdict.Shown)
                warnings.Add(EffectWarning.NotParallel);
        }

        if (treated.Count < FewClusters || controls.Count < FewClusters)
            warnings.Add(EffectWarning.FewClusters);
        double Before(IEnumerable<PlaceWeeks> rows) => rows.Sum(row => PlacesMethod.Sum(row, 0, first));
        var ratio = main.Value.Ratio;
        return Says(new(findings, [], PlacesMethod.Chart(panel.Pooled(treated, controls).Periods(PlacesMethod.ChartWeeks), Before(treated), Before(controls), ratio.Value, ratio.Interval), warnings));
    }

    static EffectFinding Finding(FindingKind kind, DifferenceResult found) => new(kind, found.Ratio.Interval, found.Ratio.Value, Confidence.TwoSided(Math.Log(found.Ratio.Value) / found.StandardError), found.Verdict);
}
