using Knooppunt.Effect;
using Knooppunt.Effect.Space;

namespace Knooppunt.Programme;

/// <summary>Whether one thing lies at the same places in the same shares in two periods (<see cref="PointPattern"/>).</summary>
/// <param name="Thing">What was counted.</param>
/// <param name="Series">Indices of the series that were counted in both, in their order.</param>
/// <param name="Result">One area per series; why not where it may not be used.</param>
public sealed record PlacePattern(string Thing, IReadOnlyList<int> Series, Tested<PointPatternResult> Result)
{
    // Lengths that differ by rounding alone are the same.
    const double Same = 1e-9;

    /// <summary>The patterns of all things that were counted at two places or more in both periods.</summary>
    /// <param name="series">The series, all over the same periods.</param>
    /// <param name="before">Index of the period before; -1 for none.</param>
    /// <param name="after">Index of the period after; none are made unless it is later.</param>
    public static IReadOnlyList<PlacePattern> Of(IReadOnlyList<NodeSeries> series, int before, int after)
    {
        ArgumentNullException.ThrowIfNull(series);
        return before < 0 || after <= before ? [] : [.. series.Index().Where(pair => pair.Item.Counts[before] is not null && pair.Item.Counts[after] is not null)
            .GroupBy(pair => pair.Item.Thing).Where(thing => thing.Count() > 1).Select(thing => new PlacePattern(thing.Key, [.. thing.Select(pair => pair.Index)], Of([.. thing.Select(pair => (pair.Item.Counts[before]!.Value, pair.Item.Counts[after]!.Value))])))];
    }

    static Tested<PointPatternResult> Of((NodeCount Before, NodeCount After)[] counts)
    {
        // Points are drawn one by one: no weight can be given to them.
        if (counts.Any(count => Math.Abs(count.Before.Length / counts[0].Before.Length - 1) > Same || Math.Abs(count.After.Length / counts[0].After.Length - 1) > Same))
            return new Untested(Obstacle.ConditionNotMet, "Not all places were counted as long or looked at as much: shares of points cannot be compared then.");
        return counts.Any(count => Math.Max(count.Before.Count, count.After.Count) > int.MaxValue)
            ? new Untested(Obstacle.TooLarge, "More was counted at a place than points can be drawn from: look at a shorter time.")
            : PointPattern.Of([.. counts.Select(count => new AreaPair((int)count.Before.Count, (int)count.After.Count))]);
    }
}
