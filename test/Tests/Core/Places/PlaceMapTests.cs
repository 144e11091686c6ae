using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;
using Knooppunt.Places;

namespace Knooppunt.Tests.Core.Places;

public class PlaceMapTests
{
    const string Square = """{"type":"Polygon","coordinates":[[[4.0,51.9],[4.1,51.9],[4.1,52.0],[4.0,52.0],[4.0,51.9]]]}""";
    const string Inner = """{"type":"Polygon","coordinates":[[[4.04,51.94],[4.06,51.94],[4.06,51.96],[4.04,51.96],[4.04,51.94]]]}""";

    static string Feature(string id, string geometry, string kind = "site") =>
        $$"""{"type":"Feature","properties":{"id":"{{id}}","name":"{{id}}","kind":"{{kind}}","closed":true},"geometry":{{geometry}}}""";

    static Parsed<PlaceMap> Parse(params string[] features) =>
        PlaceMap.Parse("places.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");

    [Fact]
    public void A_position_lies_in_its_zone_and_its_site_smallest_first() =>
        Assert.Equal(["ect/stack", "ect"], Parse(Feature("ect", Square), Feature("ect/stack", Inner, "stack")).Value.At(51.95, 4.05).Select(place => place.Id));

    [Fact]
    public void The_border_belongs_to_the_zone() => Assert.Single(Parse(Feature("ect", Square)).Value.At(51.9, 4.05));

    [Theory]
    [InlineData("not json", "GeoJSON")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}""", "\"id\"")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","kind":"site"},"geometry":{"type":"Point","coordinates":[200,99]}}]}""", "outside")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","kind":"site"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}}]}""", "crosses")]
    public void A_wrong_file_gets_a_sentence(string json, string word) =>
        Assert.Contains(word, PlaceMap.Parse("places.geojson", json).Complaint!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void An_id_used_twice_is_refused() => Assert.Contains("twice", Parse(Feature("a", Square), Feature("a", Inner)).Complaint!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void Distance_between_two_known_places_is_right() =>
        // Rotterdam Centraal to Amsterdam Centraal, 57.5 km by great circle.
        Assert.InRange(GreatCircle.Metres(51.9244, 4.4696, 52.3791, 4.9003), 57_000, 60_000);

    [Fact]
    public void Enrichment_adds_zones_local_time_and_lists()
    {
        var places = Parse(Feature("ect", Square), Feature("ect/stack", Inner, "stack")).Value;
        var amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var lists = new[] { new KeyList("risk-origin", "origin", System.Collections.Frozen.FrozenSet.ToFrozenSet(["ECGYE"])) };
        var seen = new Enricher(places, amsterdam, lists).Enrich(new Observation
        {
            Id = "1",
            Source = "cam",
            Type = new(Family.Presence, "camera_event"),
            Time = new(2026, 7, 5, 22, 30, 0, TimeSpan.Zero),
            Data = Fields.Of(("lat", 51.95), ("lon", 4.05), ("origin", "ECGYE")),
        }).Data;
        Assert.Equal("ect/stack", seen["zones"].ToString());
        Assert.Equal("ect", seen["places"].ToString());
        Assert.Equal("2026-07-06", seen["local_date"].Text);
        Assert.Equal(0, seen["local_hour"].Number);
        Assert.Equal("monday", seen["local_weekday"].Text);
        Assert.Equal("night", seen["shift"].Text);
        Assert.Equal("risk-origin", seen["lists"].ToString());
    }
}
