using Knooppunt.Observations;
using Knooppunt.Places;

namespace Knooppunt.Detection.Enrichment;

/// <summary>
/// Adds to an observation what patterns may read but no source says: zones, local time, shift, list membership
/// (<see cref="Taxonomy.Enriched"/>). Pure: places, zone and lists are data, so a replay adds the same.
/// </summary>
/// <param name="places">The places of the node.</param>
/// <param name="zone">The time zone of the node.</param>
/// <param name="lists">The lists in force.</param>
public sealed class Enricher(PlaceMap places, TimeZoneInfo zone, IReadOnlyList<KeyList> lists)
{
    static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Names of the fields that it reads.</summary>
    public IEnumerable<string> FieldsRead => ["lat", "lon", "place", "zone", .. lists.Select(list => list.Field)];

    internal IReadOnlyList<KeyList> Lists => lists;

    /// <summary>The observation with the added fields after its own. What is added takes the place of a field of that name; what has nothing to add leaves it.</summary>
    public Observation Enrich(Observation observation)
    {
        var data = observation.Data;
        var added = new Fields.Builder(data.Count + 10);
        foreach (var item in data)
            added.Set(item.Key, item.Value);
        var (zones, sites) = Where(data["lat"], data["lon"], data["place"], data["zone"]);
        added.SetIfAny("zones", zones);
        added.SetIfAny("places", sites);
        foreach (var (name, value) in When(observation.Time))
            added.Set(name, value);
        added.SetIfAny("lists", Memberships(data));
        return observation with { Data = added.Build() };
    }

    /// <summary>Zones and places of a position and of what the source named; nothing where there is none.</summary>
    internal (FieldValue Zones, FieldValue Places) Where(FieldValue latitude, FieldValue longitude, FieldValue place, FieldValue within)
    {
        var zones = new SortedSet<string>(StringComparer.Ordinal);
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        if (latitude.Kind == FieldKind.Number && longitude.Kind == FieldKind.Number)
        {
            foreach (var area in places.At(latitude.Number, longitude.Number))
                (area.Id.Contains('/') ? zones : sites).Add(area.Id);
        }

        AddNamed(place.Text, zones, sites);
        if (place.Text is { } site && within.Text is { } part)
            AddNamed($"{site}/{part}", zones, sites);
        return (zones.Count > 0 ? FieldValue.OfTexts(zones) : default, sites.Count > 0 ? FieldValue.OfTexts(sites) : default);
    }

    void AddNamed(string? id, SortedSet<string> zones, SortedSet<string> sites)
    {
        if (places.Find(id) is not { } place)
            return;
        (place.Id.Contains('/') ? zones : sites).Add(place.Id);
        if (place.Id.IndexOf('/') is var slash and > 0)
            sites.Add(place.Id[..slash]);
    }

    /// <summary>Local date, hour, weekday and shift.</summary>
    internal (string Name, FieldValue Value)[] When(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return
        [
            ("local_date", local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            ("local_hour", local.Hour),
            ("local_weekday", Weekdays[(int)local.DayOfWeek]),
            ("shift", local.Hour switch { >= 6 and < 14 => "early", >= 14 and < 22 => "late", _ => "night" }),
        ];
    }

    FieldValue Memberships(Fields data)
    {
        List<string>? member = null;
        foreach (var list in lists)
        {
            if (list.Holds(data[list.Field]))
                (member ??= []).Add(list.Name);
        }

        return member is null ? default : FieldValue.OfTexts(member);
    }
}
