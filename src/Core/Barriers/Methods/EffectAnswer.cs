using Knooppunt.Effect;

namespace Knooppunt.Barriers;

/// <summary>One figure of a method.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Interval">Of 95 %; an end may be infinite.</param>
/// <param name="Value">The best single figure: a factor, or a difference per week.</param>
/// <param name="P">Chance of a figure at least this far from nothing when the barrier does nothing; null when the method has none.</param>
/// <param name="Verdict">What may be said.</param>
public sealed record EffectFinding(FindingKind Kind, Interval Interval, double Value, double? P, Verdict Verdict)
{
    /// <summary>Whether it is a factor (no change is 1) and not a difference per week (no change is 0).</summary>
    public bool IsFactor => Kind is FindingKind.Step or FindingKind.Ratio or FindingKind.RatioBefore or FindingKind.Effort or FindingKind.Slope or FindingKind.AtEnd;
}

/// <summary>What was counted and what was to be expected, for a drawing and its table.</summary>
/// <param name="Weeks">Weeks of a period.</param>
/// <param name="Begin">First day of each period.</param>
/// <param name="Counted">Counts per period.</param>
/// <param name="Expected">What was expected without the barrier; null where nothing was.</param>
/// <param name="Low">Lower end of the band around it; null where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Start">Index of the first period with the barrier.</param>
public sealed record EffectChart(int Weeks, IReadOnlyList<DateOnly> Begin, IReadOnlyList<double> Counted, IReadOnlyList<double?> Expected, IReadOnlyList<double?> Low, IReadOnlyList<double?> High, int Start);

/// <summary>What a reader must know beside the figures. A page has a sentence for each.</summary>
public enum EffectWarning : byte
{
    /// <summary>Counts vary more than chance: intervals of a plain Poisson model are too narrow.</summary>
    Overdispersed,
    /// <summary>A week resembles the one before: the errors of the model are too small.</summary>
    Lingers,
    /// <summary>Before the barrier the place already went its own way.</summary>
    NotParallel,
    /// <summary>What the mixture misses before the start is as large as the effect.</summary>
    Misfit,
    /// <summary>There are fewer than two years, so that seasons are not taken out.</summary>
    NoSeasons,
    /// <summary>Errors by place rest on few places: intervals may be a little too narrow.</summary>
    FewClusters,
    /// <summary>There is no other place, so that what happened everywhere counts as the barrier's.</summary>
    NoOthers,
}

/// <summary>What a method says of a barrier: figures, or why it may not be used.</summary>
/// <param name="Findings">The figures, the main one first; empty when there is none.</param>
/// <param name="Untested">Why a part or all of it could not be tested.</param>
/// <param name="Chart">The drawing; null when there is none.</param>
/// <param name="Warnings">What a reader must know beside it.</param>
public sealed record EffectAnswer(IReadOnlyList<EffectFinding> Findings, IReadOnlyList<Untested> Untested, EffectChart? Chart, IReadOnlyList<EffectWarning> Warnings)
{
    internal static EffectAnswer Not(Untested why) => new([], [why], null, []);
}
