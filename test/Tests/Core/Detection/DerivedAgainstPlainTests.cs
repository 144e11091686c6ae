using System.Buffers;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Baselines and routes against <see cref="PlainDerived"/>, over a snapshot at a random place.</summary>
public sealed class DerivedAgainstPlainTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly string[] Vessels = ["1", "2"];

    static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    [Fact]
    public void Baselines_are_those_of_the_plain_version() =>
        Gen.Select(Hours, Pick("", ", value: count"), Gen.Int[1, 6], Gen.Int[0, 4], Pick(0.5, 2, 3.5), Gen.Int[0, 3], Gen.Int[0, 120]).Sample((events, value, days, least, deviation, above, cut) =>
            Compare(FormattableString.Invariant($"kind: baseline, days: {days}, min-days: {least}, deviation: {deviation}, least: {above}{value}"), events, cut), iter: 500);

    [Fact]
    public void Excursions_from_a_corridor_are_those_of_the_plain_version() =>
        Gen.Select(Positions, Gen.Int[0, 3], Gen.Int[0, 120]).Sample((events, duration, cut) =>
            Compare($"kind: route, corridor: [{{lat: 52, lon: 4}}, {{lat: 52, lon: 4.1}}, {{lat: 52.1, lon: 4.1}}], width: 1000, duration: {duration * 200}, max-gap: 10m", events, cut), iter: 300);

    [Fact]
    public void Excursions_from_zones_in_order_are_those_of_the_plain_version() =>
        Gen.Select(Positions, Gen.Int[0, 3], Gen.Int[0, 120]).Sample((events, duration, cut) =>
            Compare($"kind: route, zones: [a, b, c, d], duration: {duration * 200}, max-gap: 10m", events, cut), iter: 500);

    /// <summary>Two keys over some days at three hours of the day, an hour back now and then.</summary>
    static readonly Gen<Recorded[]> Hours = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 4]).Array[0, 120].Select(all =>
    {
        var hour = 0;
        return all.Select((one, i) =>
        {
            hour += one.Item2 switch { 0 => 24, 1 => 25, 2 => 23, 3 => 48, _ => 0 };
            var late = one.Item4 == 0 ? one.Item3 * 24 : 0;
            var data = new Fields.Builder().Set("vessel", Vessels[one.Item1]).SetIfAny("count", one.Item5 == 4 ? default(FieldValue) : one.Item5 * 1.5).Build();
            return Seen(i, Start.AddHours(1000 + hour - late).AddMinutes(i % 60), data);
        }).ToArray();
    });

    static readonly Gen<Recorded[]> Positions = Gen.Select(
        Gen.Int[0, 1], Gen.Int[-2, 9], Pick(51.9, 51.98, 51.999, 52.0, 52.002, 52.03, 52.06, 52.12, double.NaN), Pick(3.9, 3.995, 4.02, 4.07, 4.1, 4.103, 4.13),
        Pick<string[]>([], ["a"], ["b"], ["b", "c"], ["c"], ["d"], ["x"])).Array[0, 120].Select(all =>
    {
        var minutes = 0;
        return all.Select((one, i) =>
        {
            minutes += one.Item2;
            var data = new Fields.Builder().Set("vessel", Vessels[one.Item1]).Set("zones", FieldValue.OfTexts(one.Item5)).Set("lon", one.Item4).SetIfAny("lat", double.IsNaN(one.Item3) ? default(FieldValue) : one.Item3).Build();
            return Seen(i, Start.AddMinutes(minutes), data);
        }).ToArray();
    });

    static Recorded Seen(int offset, DateTimeOffset time, Fields data) =>
        new(offset, new Observation { Id = "e", Source = "test", Type = new ObservationType(Family.Presence, "vessel_position"), Time = time, Data = data });

    static void Compare(string kind, Recorded[] events, int cut)
    {
        var file = PatternFile.Parse("p.yml", $"title: D\nderived: {{{kind}}}\n");
        Assert.Empty(file.Complaints);
        var definition = Assert.IsType<DerivedDefinition>(Assert.Single(file.Documents));
        var plain = new PlainDerived(definition);
        var derivation = Derivation.Of(definition);
        var made = new List<Recorded>();
        for (var i = 0; i < events.Length; i++)
        {
            if (i == cut)
                derivation = Restored(derivation);
            derivation.Take(events[i], made);
            plain.Take(events[i]);
        }

        Assert.Equal(plain.Found, made.Select(one => PlainDerived.Describe(one.Observation, one.Offset)));
        Assert.All(plain.Metres.Zip(made), pair => Assert.Equal(pair.First, pair.Second.Observation.Data["distance_m"].Number, 1 + (pair.First / 100)));
    }

    static Derivation Restored(Derivation derivation)
    {
        var writer = new SnapshotWriter();
        derivation.Write(writer);
        var restored = Derivation.Of(derivation.Definition);
        Assert.True(restored.Read(writer.Written));
        Assert.False(Derivation.Of(derivation.Definition).Read(writer.Written[..^1]));
        return restored;
    }
}
