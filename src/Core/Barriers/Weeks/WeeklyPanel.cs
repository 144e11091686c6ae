using Knooppunt.Effect;

namespace Knooppunt.Barriers;

/// <summary>One place over the weeks of a panel.</summary>
/// <param name="Place">Its id.</param>
/// <param name="Counts">One count per week, oldest first.</param>
public sealed record PlaceWeeks(string Place, IReadOnlyList<long> Counts);

/// <summary>Counts summed over periods of some weeks that end and begin at the start of the barrier.</summary>
/// <param name="Begin">First day of each period.</param>
/// <param name="Own">Sum per period of the place with the barrier.</param>
/// <param name="Others">Sums per period of each other place.</param>
/// <param name="Start">Index of the first period with the barrier.</param>
public sealed record PanelPeriods(IReadOnlyList<DateOnly> Begin, IReadOnlyList<double> Own, IReadOnlyList<IReadOnlyList<double>> Others, int Start);

/// <summary>The place of a barrier and the places to compare with, week by week without a gap, before and after it began.</summary>
public sealed class WeeklyPanel
{
    WeeklyPanel(DateOnly first, int start, PlaceWeeks own, IReadOnlyList<PlaceWeeks> others, IReadOnlyList<string> leftOut) => (First, Start, Own, Others, LeftOut) = (first, start, own, others, leftOut);

    /// <summary>Monday of the first week.</summary>
    public DateOnly First { get; }

    /// <summary>Index of the first whole week with the barrier; 1 or more, below the number of weeks.</summary>
    public int Start { get; }

    /// <summary>The place with the barrier.</summary>
    public PlaceWeeks Own { get; }

    /// <summary>Places that were counted in every one of these weeks, by id.</summary>
    public IReadOnlyList<PlaceWeeks> Others { get; }

    /// <summary>Ids of places that were not counted in every week and are therefore not compared.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Weeks in all.</summary>
    public int Weeks => Own.Counts.Count;

    /// <summary>Weeks from the start on.</summary>
    public int After => Weeks - Start;

    /// <summary>Monday of a week.</summary>
    /// <param name="week">Its index.</param>
    public DateOnly Monday(int week) => First.AddDays(7 * week);

    /// <summary>Makes the panel out of counts of one thing.</summary>
    /// <param name="counts">Counts of one thing; of two about one place and week the later one holds.</param>
    /// <param name="own">Id of the place with the barrier.</param>
    /// <param name="compared">Whether a place may be compared with.</param>
    /// <param name="began">The day on which the barrier began to work.</param>
    /// <param name="until">First day that no longer counts: when it was removed, or the present week; null for none.</param>
    /// <returns>Untested when the own place was not counted in the week before the start and in the first whole week after it.</returns>
    public static Tested<WeeklyPanel> Of(IEnumerable<WeeklyCount> counts, string own, Func<string, bool> compared, DateOnly began, DateOnly? until)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Of(new WeeksByPlace(counts), own, compared, began, until);
    }

    /// <summary>Makes the panel out of counts that were put together before, as <see cref="Of(IEnumerable{WeeklyCount}, string, Func{string, bool}, DateOnly, DateOnly?)"/> does.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="own">Id of the place with the barrier.</param>
    /// <param name="compared">Whether a place may be compared with.</param>
    /// <param name="began">The day on which the barrier began to work.</param>
    /// <param name="until">First day that no longer counts; null for none.</param>
    public static Tested<WeeklyPanel> Of(WeeksByPlace counts, string own, Func<string, bool> compared, DateOnly began, DateOnly? until)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(compared);
        var places = counts.All;
        if (!places.TryGetValue(own, out var mine))
            return new Untested(Obstacle.NothingCounted, "At the place of the barrier nothing was counted by week.");
        var start = WeeklyCount.FirstWholeWeek(began);
        var (first, end) = (start, start);
        while (mine.ContainsKey(first.AddDays(-7)))
            first = first.AddDays(-7);
        while (mine.ContainsKey(end) && (until is not { } last || end.AddDays(7) <= last))
            end = end.AddDays(7);
        var (before, after) = ((start.DayNumber - first.DayNumber) / 7, (end.DayNumber - start.DayNumber) / 7);
        if (before == 0 || after == 0)
            return new Untested(Obstacle.TooFew, $"At the place of the barrier {before} weeks before and {after} whole weeks after its start were counted without a gap: at least one of each is needed.");

        DateOnly[] mondays = [.. Enumerable.Range(0, before + after).Select(week => first.AddDays(7 * week))];
        var others = places.Where(place => place.Key != own && compared(place.Key)).ToList();
        PlaceWeeks Row(string place, Dictionary<DateOnly, long> weeks) => new(place, [.. mondays.Select(monday => weeks[monday])]);
        return new WeeklyPanel(first, before, Row(own, mine),
            [.. others.Where(place => mondays.All(place.Value.ContainsKey)).Select(place => Row(place.Key, place.Value))],
            [.. others.Where(place => !mondays.All(place.Value.ContainsKey)).Select(place => place.Key)]);
    }

    // Several places as if they were one.
    internal WeeklyPanel Pooled(IReadOnlyList<PlaceWeeks> treated, IReadOnlyList<PlaceWeeks> others) =>
        new(First, Start, new(Own.Place, [.. Enumerable.Range(0, Weeks).Select(week => treated.Sum(row => row.Counts[week]))]), others, LeftOut);

    /// <summary>Sums over periods; what does not fill a period at either end is left out.</summary>
    /// <param name="weeks">Weeks of a period, 1 or more.</param>
    public PanelPeriods Periods(int weeks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        var (before, after) = (Start / weeks, After / weeks);
        var from = Start - before * weeks;
        double[] Sums(PlaceWeeks row) => [.. Enumerable.Range(0, before + after).Select(period => (double)Enumerable.Range(from + period * weeks, weeks).Sum(week => row.Counts[week]))];
        return new([.. Enumerable.Range(0, before + after).Select(period => Monday(from + period * weeks))], Sums(Own), [.. Others.Select(Sums)], before);
    }
}
