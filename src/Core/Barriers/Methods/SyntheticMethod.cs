using Knooppunt.Effect;
using Knooppunt.Effect.SyntheticControl;

namespace Knooppunt.Barriers;

/// <summary>Synthetic difference in differences, synthetic control and the plain difference over periods of four weeks, with placebos (<see cref="PanelComparison"/>).</summary>
public static class SyntheticMethod
{
    const int Weeks = 4;

    static readonly (PanelMethod Method, FindingKind Kind)[] Methods =
    [
        (PanelMethod.SyntheticDifference, FindingKind.SyntheticDifference),
        (PanelMethod.SyntheticControl, FindingKind.SyntheticControl),
        (PanelMethod.Difference, FindingKind.PlainDifference),
    ];

    /// <summary>What the place did against mixtures of the others, per week.</summary>
    /// <param name="panel">The weeks.</param>
    public static EffectAnswer Of(WeeklyPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var periods = panel.Periods(Weeks);
        var study = new PanelStudy { Treated = [periods.Own], Controls = periods.Others, Start = periods.Start, Search = WeightSearch.Exact };
        List<EffectFinding> findings = [];
        List<Untested> untested = [];
        EffectChart? chart = null;
        List<EffectWarning> warnings = [];
        foreach (var (method, kind) in Methods)
        {
            var result = PanelComparison.WithPlacebos(study, method);
            if (!result.Ok)
            {
                // Whatever stops one stops all three.
                untested.Add(result.Untested!);
                break;
            }

            var found = result.Value;
            findings.Add(new(kind, new(found.Interval.Low / Weeks, found.Interval.High / Weeks), found.Effect.Effect / Weeks, found.P, found.Verdict));
            if (method != PanelMethod.SyntheticDifference)
                continue;
            chart = Chart(periods, found);
            if (found.Effect.Misfit > Math.Abs(found.Effect.Effect))
                warnings.Add(EffectWarning.Misfit);
        }

        return new(findings, untested, chart, warnings);
    }

    // The band is that of the mean difference: no period has one of its own.
    static EffectChart Chart(PanelPeriods periods, PanelInference found)
    {
        var expected = found.Effect.Expected;
        var half = found.Interval.Width / 2;
        double?[] Band(double shift) => [.. expected.Select((value, period) => period < periods.Start ? null : (double?)Math.Max(0, value + shift))];
        return new(Weeks, periods.Begin, periods.Own, [.. expected.Select(value => (double?)value)], Band(-half), Band(half), periods.Start);
    }
}
