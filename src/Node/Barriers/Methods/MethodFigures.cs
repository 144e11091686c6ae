using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Barriers;

/// <summary>The weeks that a method looks at.</summary>
/// <param name="What">What was counted.</param>
/// <param name="Sources">Where the counts come from.</param>
/// <param name="Known">Every other place at which it was counted, by id.</param>
/// <param name="Touched">Places at which another barrier against the same step ever worked: they are left out unless somebody chooses them.</param>
/// <param name="Panel">The weeks, or why there are none.</param>
/// <param name="Pooled">All places that got such a barrier together; null when nobody asked.</param>
/// <param name="Effort">What was counted as effort; empty when nobody asked.</param>
/// <param name="Looked">That effort at the place, per week of the panel; null when it was not counted in each of them.</param>
sealed record MethodWeeks(string What, IReadOnlyList<string> Sources, IReadOnlyList<string> Known, IReadOnlySet<string> Touched, Tested<WeeklyPanel> Panel, PooledAnswer? Pooled, string Effort, IReadOnlyList<long>? Looked);

/// <summary>Brings the counts of a barrier together for a method.</summary>
sealed class MethodFigures(WeekBook weeks, BarrierBook barriers, NodePlaces places)
{
    const int MostSources = 5;

    /// <summary>For one look at several barriers.</summary>
    public WeeksOnce Once() => new(weeks, barriers);

    /// <summary>The weeks.</summary>
    public Task<MethodWeeks> Of(RegisteredBarrier barrier, MethodQuestion question, CancellationToken stop) => Of(barrier, question, Once(), stop);

    /// <summary>The weeks of one of several barriers.</summary>
    public async Task<MethodWeeks> Of(RegisteredBarrier barrier, MethodQuestion question, WeeksOnce once, CancellationToken stop)
    {
        var things = await once.Things(stop);
        var what = things.Contains(question.What) ? question.What : await Usual(barrier, things, once, stop);
        var counts = await once.Places(what, stop);
        var touched = await Touched(barrier, once, stop);
        var known = counts.Places.Where(place => place != barrier.Row.Place).ToList();
        bool Compared(string place) => question.Places?.Contains(place) ?? !touched.Contains(place);
        Tested<WeeklyPanel> Panel(Func<string, bool> compared) => barrier.Row.Place.Length == 0 || barrier.Life.FirstWorked is not { } began
            ? new Untested(Obstacle.EmptyGroup, "Nobody wrote down where the barrier stands and since when it works.")
            : WeeklyPanel.Of(counts, barrier.Row.Place, compared, began, Removed(barrier) ?? weeks.ThisWeek);
        var panel = Panel(Compared);
        var pooled = default(PooledAnswer);
        if (question is { Method: EffectMethod.Places, Spread: PlacesErrors.Clustered } && panel.Ok)
        {
            var alike = await Alike(barrier, once, stop);
            pooled = PooledMethod.Of(Panel(place => alike.ContainsKey(place) || Compared(place)).Value, alike);
        }

        var effort = question.Effort != what && things.Contains(question.Effort) ? question.Effort : "";
        return new(what, [.. counts.Sources.Take(MostSources)], known, touched, panel, pooled, effort, effort.Length > 0 && panel.Ok ? await Looked(effort, barrier.Row.Place, panel.Value, once, stop) : null);
    }

    /// <summary>Where the site of the map lies, in metres east and north on a plane that touches the first site; null for a place that is not on it.</summary>
    public (double East, double North)? Position(string place)
    {
        const double MetresPerDegree = 111_320;
        if (places.Map.Find(place) is not { } site || places.Sites.FirstOrDefault() is not { } origin)
            return null;
        var (at, from) = (site.Shape.Centroid, origin.Shape.Centroid);
        return ((at.X - from.X) * MetresPerDegree * Math.Cos(from.Y * Math.PI / 180), (at.Y - from.Y) * MetresPerDegree);
    }

    static async Task<IReadOnlyList<long>?> Looked(string effort, string place, WeeklyPanel panel, WeeksOnce once, CancellationToken stop)
    {
        var byWeek = new Dictionary<DateOnly, long>();
        foreach (var count in (await once.Of(effort, stop)).Where(count => count.Place == place))
            byWeek[count.Week] = count.Count;
        DateOnly[] mondays = [.. Enumerable.Range(0, panel.Weeks).Select(panel.Monday)];
        return mondays.All(byWeek.ContainsKey) ? [.. mondays.Select(monday => byWeek[monday])] : null;
    }

    static async Task<string> Usual(RegisteredBarrier barrier, IReadOnlyList<string> things, WeeksOnce once, CancellationToken stop)
    {
        foreach (var what in things)
        {
            if (!WeeklyCount.IsOwn(what) && !KnownEffort.Holds(what) && (await once.Places(what, stop)).Places.Contains(barrier.Row.Place))
                return what;
        }

        return WeeklyCount.Signals;
    }

    static async Task<IReadOnlySet<string>> Touched(RegisteredBarrier barrier, WeeksOnce once, CancellationToken stop) => barrier.Row.Step.Length == 0 ? new HashSet<string>()
        : (await once.Barriers(stop)).Where(other => other.Row.Number != barrier.Row.Number && other.Row.Step == barrier.Row.Step && other.Row.Place.Length > 0 && other.Life.FirstWorked is not null).Select(other => other.Row.Place).ToHashSet(StringComparer.Ordinal);

    // What stands still: a place from which it was taken away is no longer one with the barrier.
    static async Task<IReadOnlyDictionary<string, DateOnly>> Alike(RegisteredBarrier barrier, WeeksOnce once, CancellationToken stop) => barrier.Row.Step.Length == 0 ? new Dictionary<string, DateOnly>()
        : (await once.Barriers(stop)).Where(other => other.Row.Number != barrier.Row.Number && other.Row.Step == barrier.Row.Step && other.Row.Kind == barrier.Row.Kind && other.Row.Place.Length > 0 && other.Row.Place != barrier.Row.Place && other.Life.FirstWorked is not null && Removed(other) is null)
            .GroupBy(other => other.Row.Place).ToDictionary(place => place.Key, place => place.Min(other => other.Life.FirstWorked!.Value), StringComparer.Ordinal);

    static DateOnly? Removed(RegisteredBarrier barrier) => barrier.States.Where(state => state.State == BarrierState.Removed).Select(state => (DateOnly?)DateOnly.FromDayNumber(state.Day)).Min();
}
