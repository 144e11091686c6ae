using Knooppunt.Chance;
using Knooppunt.Observations;
using Knooppunt.Places;

namespace Knooppunt.Simulation;

/// <summary>One day of one node while it is being made.</summary>
sealed class Scene(NodeProfile profile, PlaceMap places, Cast cast, PortLog log, LocalDay day, int daysBefore, ulong seed, double scale)
{
    // A weekend day at a deep-sea terminal brings less than half of the trucks of a weekday.
    const double WeekendPart = .45;

    public NodeProfile Profile { get; } = profile;

    public Cast Cast { get; } = cast;

    public Numbers Numbers => Cast.Numbers;

    public LocalDay Day { get; } = day;

    /// <summary>Days of this simulation that lie before this one.</summary>
    public int DaysBefore { get; } = daysBefore;

    /// <summary>Luck of its own for each part of the day.</summary>
    public Luck Luck(string part) => Chance.Luck.Of(seed, $"{Day.Name}/{part}");

    /// <summary>How many of a daily volume at this scale on this day; at least one.</summary>
    public int Scaled(double volume) => Math.Max(1, (int)Math.Round(volume * scale * (Day.IsWeekend ? WeekendPart : 1)));

    /// <summary>Tells what a source of an organisation sees; a few come late.</summary>
    public Observation Tell(string organisation, string kind, Luck luck, DateTimeOffset time, string type, params ReadOnlySpan<(string Name, FieldValue Value)> fields) =>
        log.Tell($"{organisation}/{kind}", time, Mistakes.Lateness(luck), type, fields);

    /// <summary>Tells what goes through the port community system.</summary>
    public void Community(string kind, Luck luck, DateTimeOffset time, string type, params ReadOnlySpan<(string Name, FieldValue Value)> fields) => Tell(Profile.Community, kind, luck, time, type, fields);

    /// <summary>A position inside a place, some metres from its middle.</summary>
    public (double Lat, double Lon) Position(string place, Luck luck)
    {
        var middle = (places.Find(place) ?? throw new ArgumentException($"The profile names the place \"{place}\", which the map does not have.", nameof(place))).Shape.InteriorPoint;
        return (Math.Round(middle.Y + luck.Between(-.0002, .0002), 6), Math.Round(middle.X + luck.Between(-.0003, .0003), 6));
    }

    /// <summary>Whether the map has a place.</summary>
    public bool Knows(string place) => places.Find(place) is not null;

    /// <summary>A moment of the day by a rhythm.</summary>
    public DateTimeOffset Moment(Luck luck, Rhythm rhythm) => Day.At(rhythm.Hour(luck));
}
