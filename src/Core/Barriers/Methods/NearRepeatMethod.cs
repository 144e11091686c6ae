using Knooppunt.Effect;
using Knooppunt.Effect.Space;

namespace Knooppunt.Barriers;

/// <summary>Whether one event brings the next near it, before and after a barrier began (<see cref="NearRepeat"/>).</summary>
/// <param name="Before">Cells of the time before, or why there are none.</param>
/// <param name="After">Cells of the time after.</param>
/// <param name="EventsBefore">How many events that rests on.</param>
/// <param name="EventsAfter">The same of the time after.</param>
public sealed record NearRepeatAnswer(Tested<IReadOnlyList<NearRepeatCell>> Before, Tested<IReadOnlyList<NearRepeatCell>> After, int EventsBefore, int EventsAfter)
{
    /// <summary>Upper ends of the bands: the same place, near, the same port; metres.</summary>
    public static IReadOnlyList<double> Metres { get; } = [50, 3000, 10_000];

    /// <summary>Upper ends of the bands of time, days: the same or the next week, up to four weeks.</summary>
    public static IReadOnlyList<double> Days { get; } = [7, 28];

    /// <summary>The most events of a period; of more, those nearest the start of the barrier.</summary>
    public const int MostEvents = 500;

    /// <summary>Deals of times.</summary>
    public const int Permutations = 499;

    /// <summary>Tests the events of the panel at places whose position is known. An event lies in the middle of its place and in its week.</summary>
    /// <param name="panel">The weeks.</param>
    /// <param name="positions">East and north in metres of a place; null for one whose position nobody knows.</param>
    public static NearRepeatAnswer Of(WeeklyPanel panel, Func<string, (double East, double North)?> positions)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(positions);
        var rows = panel.Others.Prepend(panel.Own).Select(row => (row, at: positions(row.Place))).Where(pair => pair.at is not null).ToList();
        IEnumerable<PlacedEvent> At(int week) => rows.SelectMany(pair => Enumerable.Repeat(new PlacedEvent(pair.at!.Value.East, pair.at.Value.North, 7.0 * week), (int)Math.Min(MostEvents, pair.row.Counts[week])));
        List<PlacedEvent> before = [.. Enumerable.Range(0, panel.Start).Reverse().SelectMany(At).Take(MostEvents)], after = [.. Enumerable.Range(panel.Start, panel.After).SelectMany(At).Take(MostEvents)];
        return new(Test(before), Test(after), before.Count, after.Count);
    }

    // A single place has no pairs that are apart in space: then nothing is near or far.
    static Tested<IReadOnlyList<NearRepeatCell>> Test(List<PlacedEvent> events) => events.Select(placed => (placed.X, placed.Y)).Distinct().Count() < 2
        ? new Untested(Obstacle.EmptyGroup, "Fewer than two places with a known position had an event: near and far cannot be told apart.")
        : NearRepeat.Of(events, Metres, Days, Permutations);
}
