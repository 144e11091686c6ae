using Knooppunt.Effect;
using Knooppunt.Effect.Space;

namespace Knooppunt.Programme;

/// <summary>Whether one thing lies at the same places in the same shares in two periods (<see cref="PointPattern"/>).</summary>
/// <param name="Thing">What was counted.</param>
/// <param name="Series">Indices of the series that are compared, in their order.</param>
/// <param name="LeftOut">How many more were counted in both, but for another time or with another effort than most.</param>
/// <param name="Result">One area per series; why not where it may not be used.</param>
public sealed record PlacePattern(string Thing, IReadOnlyList<int> Series, int LeftOut, Tested<PointPatternResult> Result)
{
    /// <summary>The patterns of all things that were counted at two places or more in both periods.</summary>
    /// <param name="series">The series, all over the same periods.</param>
    /// <param name="before">Index of the period before; -1 for none.</param>
    /// <param name="after">Index of the period after; none are made unless it is later.</param>
    public static IReadOnlyList<PlacePattern> Of(IReadOnlyList<NodeSeries> series, int before, int after)
    {
        ArgumentNullException.ThrowIfNull(series);
        return before < 0 || after <= before ? [] : [.. series.Index().Where(pair => pair.Item.Counts[before] is not null && pair.Item.Counts[after] is not null)
            .Select(pair => (pair.Index, pair.Item.Thing, Before: pair.Item.Counts[before]!.Value, After: pair.Item.Counts[after]!.Value))
            .GroupBy(place => place.Thing).Where(thing => thing.Count() > 1).Select(thing =>
            {
                // Points are drawn one by one and no weight can be given to them: so the places that were counted, or looked at, as most were.
                var alike = thing.GroupBy(place => (place.Before.Length, place.After.Length)).OrderByDescending(group => group.Count()).First().ToList();
                return new PlacePattern(thing.Key, [.. alike.Select(place => place.Index)], thing.Count() - alike.Count, 2 * alike.Count <= thing.Count()
                    ? new Untested(Obstacle.ConditionNotMet, "Not most places were counted as long or looked at as much: shares of points cannot be compared then.")
                    : alike.Any(place => Math.Max(place.Before.Count, place.After.Count) > int.MaxValue)
                        ? new Untested(Obstacle.TooLarge, "More was counted at a place than points can be drawn from: look at a shorter time.")
                        : PointPattern.Of([.. alike.Select(place => new AreaPair((int)place.Before.Count, (int)place.After.Count))]));
            })];
    }
}
