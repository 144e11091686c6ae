using System.Buffers;
using CsCheck;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Every kind of derived observation against <see cref="PlainDerived"/> and <see cref="PlainTracks"/>, over a snapshot at a random place.</summary>
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

    [Theory]
    [InlineData("kind: drift, duration: 4m, distance: 100, max-gap: 10m")]
    [InlineData("kind: drift, min-speed: 2, max-speed: 4, angle: 60, duration: 2m, distance: 1, max-gap: 5m")]
    [InlineData("kind: stay, max-speed: 2, duration: 5m, max-gap: 8m")]
    [InlineData("kind: stay, zone: a, duration: 3m")]
    [InlineData("kind: encounter, distance: 100, duration: 5m, max-gap: 6m")]
    [InlineData("kind: encounter, distance: 2000, duration: 3m")]
    [InlineData("kind: novelty, days: 1")]
    [InlineData("kind: duplicate-presence, within: 4m")]
    [InlineData("kind: duplicate-presence, distance: 100, max-speed-kmh: 20")]
    public void What_moves_is_told_as_the_plain_version_tells_it(string kind) =>
        Gen.Select(Moves, Gen.Int[0, 60]).Sample((events, cut) =>
        {
            var definition = Definition(kind);
            var plain = new PlainTracks(definition);
            foreach (var one in events)
                plain.Take(one);
            var made = Made(definition, events, cut);
            Assert.Equal(plain.Found, made.Select(one => PlainTracks.Describe(one.Observation, one.Offset)));
            Assert.All(plain.Metres.Zip(made), pair =>
            {
                var metres = pair.Second.Observation.Data["distance_m"] is { Kind: FieldKind.Number } said ? said.Number : double.NaN;
                Assert.True(double.IsNaN(pair.First) ? double.IsNaN(metres) : Math.Abs(metres - pair.First) <= 1 + (pair.First / 100), $"{metres} instead of {pair.First} metres.");
            });
        }, iter: 250);

    /// <summary>Three vessels near each other, a place or far away, one in a while an earlier report or a day later.</summary>
    static readonly Gen<Recorded[]> Moves = Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[-2, 7], Gen.Int[0, 30]), Gen.Select(Pick(52.0, 52.0004, 52.0031, 52.3, double.NaN), Pick(4.0, 4.0004, 4.0044, 4.5)),
        Gen.Select(Pick(0.3, 1.5, 3, 4.5, 7, double.NaN), Pick<double>(0, 90, 185), Pick<double>(0, 20, 95, 350, double.NaN)), Pick("", "a", "a", "b")).Array[0, 60].Select(all =>
    {
        var minutes = 0;
        return all.Select((one, i) =>
        {
            minutes += one.Item1.Item3 == 30 ? 1500 : one.Item1.Item2;
            var data = new Fields.Builder().Set("vessel", $"{one.Item1.Item1}").Set("lon", one.Item2.Item2).Set("course_deg", one.Item3.Item2);
            foreach (var (name, number) in new[] { ("lat", one.Item2.Item1), ("speed_knots", one.Item3.Item1), ("heading_deg", one.Item3.Item3) })
                data.SetIfAny(name, double.IsNaN(number) ? default(FieldValue) : number);
            data.SetIfAny("place", one.Item4.Length > 0 ? one.Item4 : default(FieldValue));
            return Seen(i, Start.AddMinutes(minutes), data.Build());
        }).ToArray();
    });

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
        var definition = Definition(kind);
        var plain = new PlainDerived(definition);
        foreach (var one in events)
            plain.Take(one);
        var made = Made(definition, events, cut);
        Assert.Equal(plain.Found, made.Select(one => PlainDerived.Describe(one.Observation, one.Offset)));
        Assert.All(plain.Metres.Zip(made), pair => Assert.Equal(pair.First, pair.Second.Observation.Data["distance_m"].Number, 1 + (pair.First / 100)));
    }

    static DerivedDefinition Definition(string kind)
    {
        var file = PatternFile.Parse("p.yml", $"title: D\nderived: {{{kind}}}\n");
        Assert.Empty(file.Complaints);
        return Assert.IsType<DerivedDefinition>(Assert.Single(file.Documents));
    }

    static List<Recorded> Made(DerivedDefinition definition, Recorded[] events, int cut)
    {
        var (derivation, made) = (Derivation.Of(definition), new List<Recorded>());
        for (var i = 0; i < events.Length; i++)
        {
            if (i == cut)
                derivation = Restored(derivation);
            derivation.Take(events[i], made);
        }

        return made;
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
