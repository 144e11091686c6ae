namespace Knooppunt.Barriers;

/// <summary>A way to ask whether a barrier did something. The names stand in addresses.</summary>
public enum EffectMethod : byte
{
    /// <summary>Place against place, before and after, with the neighbours of both; few counts by the E-test.</summary>
    Difference,
    /// <summary>The place against its own past: trend, seasons and a step.</summary>
    Series,
    /// <summary>The place against all comparable places, each of which stands in for it in turn.</summary>
    Places,
    /// <summary>The place against a mixture of other places that went like it before.</summary>
    Synthetic,
    /// <summary>The place against where a wandering level and the other places would have brought it.</summary>
    Level,
    /// <summary>Whether one event brings the next near it, before and after.</summary>
    NearRepeat,
    /// <summary>Whether it comes back, or turns up at another place, since the barrier stands.</summary>
    Watch,
    /// <summary>Whether and when the level of the place changed, without being told when the barrier began.</summary>
    Breaks,
}

/// <summary>What a figure says.</summary>
public enum FindingKind : byte
{
    /// <summary>Factor by which the counts of the place changed at the start.</summary>
    Step,
    /// <summary>Factor by which the place changed over that of the other places.</summary>
    Ratio,
    /// <summary>The same factor from the first half of the time before to the second: it should be 1.</summary>
    RatioBefore,
    /// <summary>Synthetic difference in differences, per week.</summary>
    SyntheticDifference,
    /// <summary>Synthetic control, per week.</summary>
    SyntheticControl,
    /// <summary>All places and periods alike, per week.</summary>
    PlainDifference,
    /// <summary>What happened less what was expected, per week.</summary>
    Total,
    /// <summary>Factor by which the counts of the place go with twice the effort.</summary>
    Effort,
    /// <summary>Factor by which four weeks of trend since the start differ from four weeks of trend before.</summary>
    Slope,
    /// <summary>Factor in the last week: the step and the change of slope together.</summary>
    AtEnd,
}
