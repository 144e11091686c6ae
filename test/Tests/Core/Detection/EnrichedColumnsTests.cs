using System.Collections.Frozen;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Columns that are decoded and enriched when a row asks, taken in parts with derived observations, find what enriched observations find.</summary>
public sealed class EnrichedColumnsTests
{
    const string Patterns = """
        title: zone
        id: zone
        logsource: {product: knooppunt, category: presence, service: plate_read}
        detection: {s: {zones: ect-delta/gate, local_hour|gte: 6}, condition: s}
        ---
        title: place or list
        id: place
        logsource: {product: knooppunt}
        detection: {s: {places: ect-delta}, l: {lists: risk}, n: {shift: night}, condition: (s or l) and not n}
        ---
        title: weekday and source
        id: weekday
        logsource: {product: knooppunt}
        detection: {s: {local_weekday: sunday, source|startswith: ect, organisation: null}, condition: s}
        ---
        title: keyword
        id: keyword
        logsource: {product: knooppunt}
        detection: {keywords: [ect-delta/gate, night], condition: keywords}
        ---
        title: stay
        derived: {kind: stay, from: vessel_position, key: vessel, zone: ect-delta, duration: 2m, max-gap: 30m}
        ---
        title: stayed
        id: stayed
        logsource: {product: knooppunt, service: stay}
        detection: {s: {vessel: v1}, condition: s}
        ---
        title: new
        derived: {kind: novelty, from: vessel_position, key: vessel, days: 90}
        ---
        title: never seen before
        id: new
        logsource: {product: knooppunt, service: novelty}
        detection: {s: {derived_by: new}, condition: s}
        ---
        title: stayed and seen again
        id: again
        correlation: {type: temporal_ordered, rules: [stayed, zone], timespan: 3h}
        ---
        title: not seen again
        id: gone
        correlation: {type: temporal_ordered, rules: [zone, stayed], timespan: 40m, condition: zone and not stayed}
        """;

    static readonly PlaceMap Places = PlaceMap.Parse("places", File.ReadAllText(Path.Combine(SharedData.Repository, "places", "rotterdam.geojson"))).Value;
    static readonly Enricher Enricher = new(Places, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), [new KeyList("risk", "origin", new[] { "EC" }.ToFrozenSet())]);
    static readonly DateTimeOffset Start = new(2026, 3, 28, 22, 30, 0, TimeSpan.Zero);
    static readonly Place Site = Places.Find("ect-delta")!;

    static readonly Gen<Observation> One = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool).Select((type, where, origin, own) =>
    {
        var data = new Fields.Builder();
        if (where == 1)
            data.Set("lat", Site.Shape.Centroid.Y).Set("lon", Site.Shape.Centroid.X);
        if (where >= 2)
            data.Set("place", where == 2 ? "ect-delta" : "nowhere").Set("zone", "gate");
        if (origin > 0)
            data.Set("origin", origin == 1 ? "EC" : "NL");
        if (own)
            data.Set("zones", "ect-delta/gate").Set("type", "plate_read");
        data.Set("vessel", $"v{origin}");
        return new Observation { Id = "x", Source = origin == 2 ? "rwg/gate" : "ect/gate", Type = new ObservationType(Family.Presence, type == 0 ? "plate_read" : "vessel_position"), Time = default, Data = data.Build() };
    });

    [Fact]
    public void Columns_find_what_enriched_observations_find() =>
        Gen.Select(Gen.Select(One, Gen.Int[-9, 3]).Array[1, 60], Gen.Int[1, 7], Gen.Int[1, 90], Gen.Int[0, 120]).Sample((drawn, part, minutes, lateness) =>
        {
            // Now and then one comes late, some of those too late.
            var plan = Plan.Compile(PatternFile.Parse("p.yml", Patterns).Documents, new PlanOptions { Lateness = lateness == 0 ? null : TimeSpan.FromMinutes(lateness) });
            Assert.Empty(plan.Complaints);
            Recorded[] events = [.. drawn.Select((one, i) => new Recorded(i * 2, one.Item1 with { Id = $"{i}", Time = Start.AddMinutes((i - Math.Max(0, one.Item2)) * minutes) }))];
            Recorded[] enriched = [.. events.Select(one => one with { Observation = Enricher.Enrich(one.Observation) })];
            var expected = Detector.Step(new DetectionState(plan), enriched).Select(Describe).ToList();
            Assert.Equal(expected, Taken(new ColumnInput(new DetectionState(plan)), Block(events, enriched), part));
        }, iter: 300);

    static List<string> Taken(ColumnInput input, ColumnBlock block, int part)
    {
        var found = new List<string>();
        var open = input.Open(block);
        for (var from = 0; from < block.Times.Length; from += part)
            found.AddRange(input.Take(open, from, Math.Min(from + part, block.Times.Length)).Select(Describe));
        return found;
    }

    // Rows of columns have no subject of their own; what a match is about follows from its evidence.
    static string Describe(Match match) => $"{match.RuleId} {match.Time:O} {match.Offset} {string.Join(',', match.Evidence)}";

    static ColumnBlock Block(Recorded[] events, Recorded[] enriched)
    {
        Column Made(string name, Func<Observation, FieldValue?> value)
        {
            var values = events.Select(one => value(one.Observation)).OfType<FieldValue>().Distinct().ToList();
            return new Column(name, ColumnValues.Of(values), [.. events.Select(one => value(one.Observation) is { } found ? values.IndexOf(found) : -1)]);
        }

        var names = events.SelectMany(one => one.Observation.Data).Select(field => field.Key).Distinct();
        return new ColumnBlock
        {
            Times = [.. events.Select(one => one.Observation.Time.UtcTicks)],
            FirstOffset = 0,
            Offsets = [.. events.Select(one => one.Offset)],
            Columns = [],
            Later = names.ToDictionary(name => name, name => (Func<Column?>)(() => Made(name, one => one.Data.TryGet(name, out var value) ? value : default(FieldValue?)))),
            Envelope = [Made("type", one => one.Type.Name), Made("family", one => one.Type.FamilyName), Made("source", one => one.Source)],
            Enricher = Enricher,
            Whole = row => enriched[row].Observation.Type.Name == "vessel_position" ? enriched[row] : null,
        };
    }
}
