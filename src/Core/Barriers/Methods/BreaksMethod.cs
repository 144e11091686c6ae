using System.Globalization;
using Knooppunt.Effect;
using Knooppunt.Effect.Breaks;

namespace Knooppunt.Barriers;

/// <summary>A moment at which the level of a place changed, found without saying where to look.</summary>
/// <param name="From">First day of the new level, by the best fit.</param>
/// <param name="Earliest">First day of the 95 % interval of that day; null when it has no end there.</param>
/// <param name="Latest">Last day of it; null when it has no end there.</param>
/// <param name="Factor">New level over the one before; of the place against the others when there are others.</param>
/// <param name="HoldsStart">Whether the period in which the barrier began lies in the interval.</param>
public sealed record LevelBreak(DateOnly From, DateOnly? Earliest, DateOnly? Latest, double Factor, bool HoldsStart);

/// <summary>Whether the level of a place changed, and when, without being told when the barrier began (<see cref="StructuralBreaks"/>).</summary>
/// <param name="Verdict">Shown when the level did not stay the same. That alone is tested; the breaks say when it may have been.</param>
/// <param name="P">The chance of a course at least as far from one level when there is one.</param>
/// <param name="Breaks">The changes, oldest first; empty when none is shown, and when no moment fits better than none.</param>
/// <param name="Lingering">Correlation of what is left with that of the period before: above two over the root of the number of periods the chance is too small.</param>
/// <param name="Relative">Whether the place is taken against the others, so that what happened everywhere is no change.</param>
/// <param name="Chart">Counts with the level of each stretch and its 95 % band.</param>
public sealed record LevelBreaks(Verdict Verdict, double P, IReadOnlyList<LevelBreak> Breaks, double Lingering, bool Relative, EffectChart Chart)
{
    /// <summary>Whether periods resemble the one before more than chance: then too many changes are found.</summary>
    public bool Lingers => Lingering > 2 / Math.Sqrt(Chart.Counted.Count);
}

/// <summary>Asks when the level changed by itself, over periods of four weeks and in logarithms: effects multiply.</summary>
public static class BreaksMethod
{
    const int Weeks = 4;

    /// <summary>Looks for changes of level.</summary>
    /// <param name="panel">The weeks.</param>
    /// <returns>Untested with fewer than ten periods, and with counts, here or at the other places together, that are too small to vary like a normal figure (<see cref="LevelMethod.FewestCounts"/>).</returns>
    public static Tested<LevelBreaks> Of(WeeklyPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var periods = panel.Periods(Weeks);
        if (Few(periods.Own, "here") is { } few)
            return few;
        double[] together = [.. Enumerable.Range(0, periods.Own.Count).Select(period => periods.Others.Sum(row => row[period]))];
        if (periods.Others.Count > 0 && Few(together, "at the other places together") is { } fewElsewhere)
            return fewElsewhere;
        // Half a count, so that a period without any has a logarithm too.
        double[] beside = [.. together.Select(others => periods.Others.Count == 0 ? 1 : others + .5)];
        double[] figures = [.. periods.Own.Zip(beside, (own, others) => Math.Log((own + .5) / others))];
        return StructuralBreaks.Of(new BreakStudy { Figures = figures }).Then<LevelBreaks>(found =>
        {
            var breaks = found.Verdict == Verdict.Shown ? found.Breaks : [];
            int[] borders = [0, .. breaks.Select(one => one.First), figures.Length];
            double[] levels = [.. borders.Zip(borders.Skip(1)).SelectMany(stretch => Enumerable.Repeat(figures[stretch.First..stretch.Second].Average(), stretch.Second - stretch.First))];
            double[] left = [.. figures.Zip(levels, (figure, level) => figure - level)];
            return new LevelBreaks(found.Verdict, found.P, [.. breaks.Select(one => Dated(one, periods))], Lingering(left), periods.Others.Count > 0, Drawn(periods, beside, borders, levels, left));
        });
    }

    static Untested? Few(IReadOnlyList<double> counts, string where)
    {
        var mean = counts.Count == 0 ? 0 : counts.Average();
        return mean >= LevelMethod.FewestCounts ? null
            : new(Obstacle.ConditionNotMet, string.Create(CultureInfo.InvariantCulture, $"On average {mean:0.#} were counted {where} in {Weeks} weeks: fewer than {LevelMethod.FewestCounts} vary too little like a normal figure."));
    }

    static LevelBreak Dated(Break one, PanelPeriods periods)
    {
        DateOnly? Day(double index) => index >= 0 && index < periods.Begin.Count ? periods.Begin[(int)index] : null;
        return new(periods.Begin[one.First], Day(one.Where.Low), Day(one.Where.High)?.AddDays(7 * Weeks - 1), Math.Exp(one.After[0] - one.Before[0]), one.Where.Holds(periods.Start));
    }

    static double Lingering(double[] left)
    {
        var squares = left.Sum(one => one * one);
        return squares <= 0 ? 0 : left.Zip(left.Skip(1), (one, next) => one * next).Sum() / squares;
    }

    static EffectChart Drawn(PanelPeriods periods, double[] beside, int[] borders, double[] levels, double[] left)
    {
        var band = new double[levels.Length];
        foreach (var (from, to) in borders.Zip(borders.Skip(1)))
        {
            var length = to - from;
            var spread = Math.Sqrt(left[from..to].Sum(one => one * one) / Math.Max(1, length - 1) / length);
            Array.Fill(band, Confidence.Quantile(Confidence.Usual) * spread, from, length);
        }

        double?[] Of(int side) => [.. levels.Select((level, period) => (double?)Math.Max(0, Math.Exp(level + side * band[period]) * beside[period] - .5))];
        return new(Weeks, periods.Begin, periods.Own, Of(0), Of(-1), Of(1), periods.Start);
    }
}
