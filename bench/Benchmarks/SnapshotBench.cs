using System.Buffers;
using System.Diagnostics;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>A correlation with very many groups: memory per group, and its snapshot's size, time to write and time to restore. Usage: snapshot [groups].</summary>
static class SnapshotBench
{
    const string Pattern = """
        title: Read
        id: read
        logsource: {category: t}
        detection: {s: {type: anpr}, condition: s}
        ---
        title: Often
        id: often
        correlation: {type: event_count, rules: [read], group-by: [plate], timespan: 30d, condition: {gte: 5}}
        """;

    public static int Run(string[] args)
    {
        var groups = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10_000_000;
        Machine.Print();
        var plan = Plan.Compile(PatternFile.Parse("bench.yml", Pattern).Documents, new PlanOptions { Lateness = null, MaxValues = int.MaxValue });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var state = new DetectionState(plan);
        for (var first = 0; first < groups; first += 4096)
            Detector.Step(state, [.. Enumerable.Range(first, Math.Min(4096, groups - first)).Select(One)]);
        Console.WriteLine($"{groups} groups of one event each: {(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)groups:F0} bytes a group, values and event with it");
        var watch = Stopwatch.StartNew();
        var bytes = new ArrayBufferWriter<byte>();
        state.Write(bytes);
        Console.WriteLine($"written in {watch.Elapsed.TotalSeconds:F1} s: {bytes.WrittenCount / 1e6:F0} MB, {bytes.WrittenCount / (double)groups:F0} bytes a group");
        state = null;
        GC.Collect();
        watch.Restart();
        var restored = DetectionState.Read(bytes.WrittenSpan, plan);
        Console.WriteLine($"restored in {watch.Elapsed.TotalSeconds:F1} s: {restored.Ok}");
        return restored.Ok ? 0 : 1;
    }

    static Recorded One(int number) => new(number, new Observation
    {
        Id = "e",
        Source = "bench",
        Type = new ObservationType(Family.Presence, "plate_read"),
        Time = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(number),
        Data = Fields.Of(("type", "anpr"), ("plate", $"P{number:D9}")),
    });
}
