using Knooppunt.Effect;
using Knooppunt.Effect.Structural;

namespace Knooppunt.Barriers;

/// <summary>A wandering level with the other places as what moves along, over periods of four weeks (<see cref="LocalLevel"/>).</summary>
public static class LevelMethod
{
    const int Weeks = 4;

    /// <summary>Fewest counts per period, on average, for which normal noise is taken to do (our rule).</summary>
    public const double FewestCounts = 10;

    /// <summary>What happened less what was expected, per week.</summary>
    /// <param name="panel">The weeks.</param>
    public static EffectAnswer Of(WeeklyPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var periods = panel.Periods(Weeks);
        var mean = periods.Own.Count == 0 ? 0 : periods.Own.Average();
        if (mean < FewestCounts)
            return EffectAnswer.Not(new(Obstacle.ConditionNotMet, $"On average {mean:0.#} were counted in {Weeks} weeks: fewer than {FewestCounts} vary too little like a normal figure."));
        var others = periods.Others.Count > 0;
        var result = LocalLevel.Of(new LevelStudy
        {
            Figures = periods.Own,
            Start = periods.Start,
            Covariates = others ? [[.. Enumerable.Range(0, periods.Own.Count).Select(period => periods.Others.Average(row => row[period]))]] : [],
        });
        if (!result.Ok)
            return EffectAnswer.Not(result.Untested!);
        var (total, after) = (result.Value.Total, (periods.Own.Count - periods.Start) * Weeks);
        double?[] Drawn(Func<Estimate, double> figure) => [.. Enumerable.Repeat<double?>(null, periods.Start), .. result.Value.Expected.Select(expected => (double?)Math.Max(0, figure(expected)))];
        return new([new(FindingKind.Total, new(total.Interval.Low / after, total.Interval.High / after), total.Value / after, null, result.Value.Verdict)], [],
            new(Weeks, periods.Begin, periods.Own, Drawn(expected => expected.Value), Drawn(expected => expected.Interval.Low), Drawn(expected => expected.Interval.High), periods.Start),
            others ? [] : [EffectWarning.NoOthers]);
    }
}
