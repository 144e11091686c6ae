using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Fuzzing;

/// <summary>Hostile rules, rows and snapshots against the engine.</summary>
static class EngineTargets
{
    const string Windows = """
        title: A
        id: a
        logsource: {category: t}
        detection: {s: {a|contains: x, n|gte: 1}, t: {b: null}, condition: s or t}
        ---
        title: B
        id: b
        logsource: {category: t}
        detection: {s: {a: [y, 'z*'], 'nested.c|re': '^\d+'}, keywords: [needle], condition: 1 of them}
        ---
        title: Count
        id: count
        correlation: {type: event_count, rules: [a, b], group-by: [k], timespan: 1h, condition: {gte: 2}}
        ---
        title: Values
        id: values
        correlation: {type: value_percentile, rules: [a], group-by: [k], timespan: 1h, condition: {gte: 2, field: n, percentile: 90}}
        ---
        title: Order
        id: order
        correlation: {type: temporal_ordered, rules: [a, b], group-by: [k], timespan: 5m}
        ---
        title: Absent
        id: absent
        correlation: {type: temporal, rules: [a, b], group-by: [k], timespan: 5m, condition: a and not b}
        ---
        title: Drift
        id: drift
        derived: {kind: drift}
        ---
        title: New
        id: new
        derived: {kind: novelty, from: thing, key: k, days: 30}
        """;

    static readonly Lazy<Plan> Planned = new(() => Plan.Compile(PatternFile.Parse("windows.yml", Windows).Documents));
    static readonly PlaceMap NoPlaces = PlaceMap.Empty;

    /// <summary>JSON rows that fire the windows.</summary>
    public static IReadOnlyList<byte[]> Lines =>
    [
        Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 20).Select(i => $"{{\"time\":\"2026-03-01T00:{i:D2}:00.5Z\",\"a\":\"{"xyz"[i % 3]}\",\"n\":{i}.5,\"k\":\"k{i % 2}\",\"nested\":{{\"c\":\"1{i}\"}},\"l\":[1,\"needle\"]}}"))),
        Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 20).Select(i => $"{{\"time\":{1772323200 + i},\"k\":\"\\u006b{i % 3}\",\"b\":null,\"a\":\"\u00e9x\"}}"))),
    ];

    /// <summary>What the windows hold after some events, without the checksum.</summary>
    public static IReadOnlyList<byte[]> Snapshots
    {
        get
        {
            var state = new DetectionState(Planned.Value);
            Detector.Step(state, Events(30));
            return [Written(state)[..^32]];
        }
    }

    /// <summary>Compiles a hostile pattern file and runs some events through what is right in it.</summary>
    public static void Rules(string text)
    {
        var file = PatternFile.Parse("p.yml", text);
        var plan = Plan.Compile(file.Documents);
        PatternLint.Check(file.Documents);
        foreach (var complaint in file.Complaints.Concat(plan.Complaints))
        {
            if (complaint.Sentence.Length < 10 || complaint.ToString().Any(char.IsControl))
                throw new BrokenPromiseException($"This is no sentence: {complaint}");
        }

        var state = new DetectionState(plan);
        Detector.Step(state, Events(8));
        Detector.Tick(state, DateTimeOffset.MaxValue);
    }

    /// <summary>The quick and the strict way must find the same in hostile rows, when they can read the same of them: the quick one lets pass text and numbers that are not quite JSON.</summary>
    public static void Events(byte[] bytes)
    {
        var quick = Matches([.. bytes, .. new byte[64]], bytes.Length);
        var strict = Matches(bytes, bytes.Length);
        if (quick.Unread > strict.Unread || (quick.Unread == strict.Unread && quick != strict))
            throw new BrokenPromiseException($"The quick way finds {quick}, the strict one {strict}.");
    }

    /// <summary>Restores a hostile snapshot whose checksum is right, and goes on from it.</summary>
    public static void Restore(byte[] bytes)
    {
        var read = DetectionState.Read([.. bytes, .. SHA256.HashData(bytes)], Planned.Value);
        if (!read.Ok)
            return;
        Detector.Step(read.Value, Events(30));
        Detector.Tick(read.Value, DateTimeOffset.MaxValue);
        Written(read.Value);
    }

    /// <summary>Runs a hostile proof against a pattern.</summary>
    public static void Prove(string text) => PatternProof.Run("p.events.jsonl", text, PatternFile.Parse("windows.yml", Windows).Documents, _ => NoPlaces, TimeZoneInfo.Utc);

    static (string Found, long Lines, long Unread) Matches(byte[] buffer, int length)
    {
        var input = new PlainInput(new DetectionState(Planned.Value), "time", "lines.jsonl");
        return (string.Join(' ', input.Take(buffer, 0, length).Select(match => $"{match.Title}@{match.Offset}")), input.Lines, input.Unread);
    }

    static Recorded[] Events(int count) => [.. Enumerable.Range(0, count).Select(i => new Recorded(i + 1, new Observation
    {
        Id = $"e{i}",
        Source = "test",
        Type = new ObservationType(Family.Presence, i % 4 == 0 ? "vessel_position" : "thing"),
        Time = new DateTimeOffset(2026, 3, 1, 0, i, 0, TimeSpan.Zero),
        Data = Fields.Of(("a", "xyz"[i % 3].ToString()), ("n", i), ("k", $"k{i % 5}"), ("vessel", "244660000"), ("lat", 51.9 + (i / 1000.0)), ("lon", 4.1), ("speed_knots", 3), ("course_deg", 90), ("heading_deg", 180)),
    }))];

    static byte[] Written(DetectionState state)
    {
        var to = new ArrayBufferWriter<byte>();
        state.Write(to);
        return to.WrittenSpan.ToArray();
    }
}
