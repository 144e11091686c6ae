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

    /// <summary>The observation with the added fields after its own. A field that the source wrote itself stays as it is.</summary>
    public Observation Enrich(Observation observation)
    {
        var data = observation.Data;
        var added = new Fields.Builder(data.Count + 10);
        foreach (var item in data)
            added.Set(item.Key, item.Value);
        AddWhere(data, added);
        AddWhen(observation.Time, added);
        AddLists(data, added);
        return observation with { Data = added.Build() };
    }

    void AddWhere(Fields data, Fields.Builder added)
    {
        var zones = new SortedSet<string>(StringComparer.Ordinal);
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        if (data["lat"] is { Kind: FieldKind.Number } latitude && data["lon"] is { Kind: FieldKind.Number } longitude)
        {
            foreach (var place in places.At(latitude.Number, longitude.Number))
                (place.Id.Contains('/') ? zones : sites).Add(place.Id);
        }

        AddNamed(data["place"].Text, zones, sites);
        if (data["place"].Text is { } site && data["zone"].Text is { } within)
            AddNamed($"{site}/{within}", zones, sites);
        if (zones.Count > 0)
            added.Set("zones", FieldValue.OfTexts(zones));
        if (sites.Count > 0)
            added.Set("places", FieldValue.OfTexts(sites));
    }

    void AddNamed(string? id, SortedSet<string> zones, SortedSet<string> sites)
    {
        if (places.Find(id) is not { } place)
            return;
        (place.Id.Contains('/') ? zones : sites).Add(place.Id);
        if (place.Id.IndexOf('/') is var slash and > 0)
            sites.Add(place.Id[..slash]);
    }

    void AddWhen(DateTimeOffset time, Fields.Builder added)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        added.Set("local_date", local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        added.Set("local_hour", local.Hour);
        added.Set("local_weekday", Weekdays[(int)local.DayOfWeek]);
        added.Set("shift", local.Hour switch { >= 6 and < 14 => "early", >= 14 and < 22 => "late", _ => "night" });
    }

    void AddLists(Fields data, Fields.Builder added)
    {
        List<string>? member = null;
        foreach (var list in lists)
        {
            if (data[list.Field] is { Kind: not FieldKind.None } value && list.Members.Contains(value.ToString()))
                (member ??= []).Add(list.Name);
        }

        if (member is not null)
            added.Set("lists", FieldValue.OfTexts(member));
    }
}
