using System.Globalization;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

public sealed class DerivationTests
{
    const string DriftRule = """
        title: Drift
        derived: {kind: drift, min-speed: 1, max-speed: 5, angle: 45, duration: 10m, distance: 500}
        ---
        title: A vessel drifts
        id: drifts
        logsource: {product: knooppunt, category: presence, service: drift}
        detection: {s: {duration_seconds|gte: 600}, condition: s}
        """;

    [Fact]
    public void A_real_drifting_ship_is_found()
    {
        var matches = Run(DriftRule, Positions("dma-538004030-drift.ais"));
        Assert.NotEmpty(matches);
        Assert.All(matches, match => Assert.Equal("538004030", match.Key[0].Value.Text));
        var found = matches[0];
        Assert.InRange(found.Time, DateTimeOffset.Parse("2014-09-28T16:47:00Z", CultureInfo.InvariantCulture), DateTimeOffset.Parse("2014-09-28T16:50:05Z", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_real_silent_ship_stays_silent() => Assert.Empty(Run(DriftRule, Positions("dma-212123000-silent.ais")));

    [Fact]
    public void Two_vessels_beside_each_other_meet_once()
    {
        const string rule = """
            title: Meet
            derived: {kind: encounter, distance: 100, duration: 5m}
            ---
            title: T
            logsource: {product: knooppunt, service: encounter}
            detection: {s: {other_vessel: '*'}, condition: s}
            """;
        var events = Enumerable.Range(0, 20).Select(i => Position(i + 1, i % 2 == 0 ? "1" : "2", i * 30, 52 + (i % 2 * 0.0005), 4)).ToArray();
        Assert.Single(Run(rule, events));
        Assert.Empty(Run(rule, [.. Enumerable.Range(0, 20).Select(i => Position(i + 1, i % 2 == 0 ? "1" : "2", i * 30, 52 + (i % 2 * 0.002), 4))]));
    }

    [Fact]
    public void A_slow_thing_stays()
    {
        const string rule = """
            title: Stay
            derived: {kind: stay, max-speed: 0.5, duration: 10m}
            ---
            title: T
            logsource: {product: knooppunt, service: stay}
            detection: {s: {derived_by: stay}, condition: s}
            """;
        Assert.Single(Run(rule, [.. Enumerable.Range(0, 30).Select(i => Position(i + 1, "1", i * 60, 52, 4))]));
        Assert.Empty(Run(rule, [.. Enumerable.Range(0, 30).Select(i => Position(i + 1, "1", i * 60, 52, 4, speed: i % 5))]));
    }

    [Fact]
    public void A_new_key_is_news_once_and_again_after_its_days()
    {
        const string rule = """
            title: New
            derived: {kind: novelty, from: vessel_position, key: 'vessel,place', days: 30}
            ---
            title: T
            logsource: {product: knooppunt, service: novelty}
            detection: {s: {derived_by: novelty}, condition: s}
            """;
        var day = 86_400;
        Assert.Equal([1L, 3L], Run(rule, [Position(1, "1", 0, 52, 4), Position(2, "1", 20 * day, 52, 4), Position(3, "1", 51 * day, 52, 4)]).Select(match => match.Offset));
    }

    [Fact]
    public void One_key_in_two_places_too_soon_is_told()
    {
        const string rule = """
            title: Twice
            derived: {kind: duplicate-presence, max-speed-kmh: 100}
            ---
            title: T
            logsource: {product: knooppunt, service: duplicate_presence}
            detection: {s: {distance_m|gt: 1000}, condition: s}
            """;
        Assert.Equal([2L], Run(rule, [Position(1, "1", 0, 52, 4), Position(2, "1", 60, 52.5, 4), Position(3, "1", 7200, 52, 4)]).Select(match => match.Offset));
    }

    static Recorded Position(long offset, string vessel, int seconds, double lat, double lon, double speed = 0) =>
        new(offset, Vessel(vessel, RandomWork.Start.AddSeconds(seconds), ("vessel", vessel), ("lat", lat), ("lon", lon), ("speed_knots", speed), ("place", "p")));

    static Observation Vessel(string vessel, DateTimeOffset time, params (string, FieldValue)[] fields) => new()
    {
        Id = "x",
        Source = "ais",
        Type = new ObservationType(Family.Presence, "vessel_position"),
        Time = time,
        Subject = new Subject("vessel", vessel),
        Data = Fields.Of(fields),
    };

    static IReadOnlyList<Match> Run(string rules, Recorded[] events)
    {
        var file = PatternFile.Parse("p.yml", rules);
        Assert.Empty(file.Complaints);
        return Detector.Step(new DetectionState(Plan.Compile(file.Documents)), events);
    }

    /// <summary>Just enough of AIS for these two files: position reports of class A in one part.</summary>
    static Recorded[] Positions(string file)
    {
        var found = new List<Recorded>();
        var time = default(DateTimeOffset);
        var line = 0;
        foreach (var text in File.ReadLines(SharedData.Path("data", "ais", file)))
        {
            line++;
            var parts = text.Split(',');
            if (parts[0] == "$PGHP")
            {
                var n = parts[2..9].Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                time = new DateTimeOffset(n[0], n[1], n[2], n[3], n[4], n[5], n[6], TimeSpan.Zero);
            }
            else if (parts.Length > 5 && parts[0].EndsWith("VDM", StringComparison.Ordinal) && parts[1] == "1" && Read(parts[5], time) is { } position)
            {
                found.Add(new Recorded(line, position));
            }
        }

        return [.. found];
    }

    static Observation? Read(string payload, DateTimeOffset time)
    {
        var bits = string.Concat(payload.Select(c => Convert.ToString(c - 48 > 40 ? c - 56 : c - 48, 2).PadLeft(6, '0')));
        long Number(int at, int length) => Convert.ToInt64(bits.Substring(at, length), 2);
        long Signed(int at, int length) => Number(at, length) is var n && n >= 1L << (length - 1) ? n - (1L << length) : n;
        if (bits.Length < 168 || Number(0, 6) is not (1 or 2 or 3))
            return null;
        var vessel = Number(8, 30).ToString(CultureInfo.InvariantCulture);
        return Vessel(vessel, time, ("vessel", vessel), ("speed_knots", Number(50, 10) / 10.0), ("lon", Signed(61, 28) / 600_000.0), ("lat", Signed(89, 27) / 600_000.0),
            ("course_deg", Number(116, 12) / 10.0), ("heading_deg", Number(128, 9)));
    }
}
