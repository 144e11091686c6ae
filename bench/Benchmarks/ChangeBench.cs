using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Knooppunt.Detection;
using Knooppunt.Node.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>
/// What it costs to change one rule while events run: 50, 1,000 and 3,000 rules of SigmaHQ (without keywords) beside the correlations of shared/bench, with
/// what those remember of 200,000 events. Usage: change [folder shared].
/// </summary>
static class ChangeBench
{
    const int Events = 200_000;
    const int Changes = 40;
    const int BatchSize = 4096;

    public static int Run(string[] args)
    {
        var shared = args.Length > 0 ? args[0] : Path.Combine("..", "shared");
        var sigma = Sigma(Path.Combine(shared, "data", "sigmahq-rules.tar.gz")).Where(HasNoKeywords).Take(3_000).ToList();
        Machine.Print();
        foreach (var rules in new[] { 50, 1_000, 3_000 })
            Measure(rules, sigma, File.ReadAllText(Path.Combine(shared, "bench", "correlations.yml")));
        return 0;
    }

    /// <summary>Keywords read every field of every event, which would drown what is measured here.</summary>
    static bool HasNoKeywords((string Name, string Text) file) =>
        PatternFile.Parse(file.Name, file.Text).Documents is [SigmaRule rule] && !Preparation.HasKeyword(rule.Detection);

    static void Measure(int rules, List<(string Name, string Text)> sigma, string correlations)
    {
        var book = new Rulebook();
        book.Set(Rulebook.Pattern, "correlations.yml", correlations);
        foreach (var (name, text) in sigma.Take(rules))
            book.Set(Rulebook.Pattern, name, text);
        var judges = new Judges();
        var judge = judges.Of(book, null);
        var state = new DetectionState(judge.Plan);
        var stream = new Stream();
        for (var left = Events; left > 0; left -= BatchSize)
            Step(state, stream);
        var (compiling, moving, after, before) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var change = 0; change < Changes; change++)
        {
            var (name, text) = sigma[change % rules];
            before.Add(Step(state, stream));
            var watch = Stopwatch.StartNew();
            book.Set(Rulebook.Pattern, name, text.Replace("\ndetection:", $"\n# {change}\ndetection:", StringComparison.Ordinal));
            judge = judges.Of(book, null, judge);
            compiling.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            state = state.GoOver(judge.Plan);
            moving.Add(watch.Elapsed.TotalMilliseconds);
            after.Add(Step(state, stream));
        }

        Console.WriteLine($"{rules} rules: compile {Text(compiling)}, state {Text(moving)}, both {Text([.. compiling.Zip(moving, (one, other) => one + other)])}; 4,096 events before {Text(before)}, after {Text(after)}");
    }

    static string Text(List<double> times)
    {
        var sorted = times.Order().ToList();
        return $"{sorted[sorted.Count / 2]:F2} ms (slowest {sorted[^1]:F2})";
    }

    static double Step(DetectionState state, Stream stream)
    {
        var batch = stream.Next();
        var watch = Stopwatch.StartNew();
        Detector.Step(state, batch, batch[^1].Observation.Time.AddMinutes(-5));
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Ten events a second of a port, one in twenty with the fields that most rules of SigmaHQ read.</summary>
    sealed class Stream
    {
        static readonly ObservationType Thing = new(Family.Presence, "thing");
        static readonly string[] Types = ["gate_in", "gate_out", "anpr", "anpr", "pass_scan", "pass_scan", "camera_person", "ais", "container_release", "container_pickup"];
        readonly Random _luck = new(42);
        DateTimeOffset _time = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        long _offset;

        public Recorded[] Next() => [.. Enumerable.Range(0, BatchSize).Select(_ => One())];

        Recorded One()
        {
            _time = _time.AddMilliseconds(_luck.Next(200));
            var data = new Fields.Builder().Set("type", Types[_luck.Next(Types.Length)]).Set("terminal", $"T{_luck.Next(20)}").Set("plate", $"P-{_luck.Next(200_000)}").Set("pass", $"W{_luck.Next(20_000)}")
                .Set("container", $"MSKU{_luck.Next(500_000):D7}").Set("lat", 51.85 + (_luck.NextDouble() / 5)).Set("lon", 4 + (_luck.NextDouble() / 2)).Set("speed", _luck.Next(110));
            if (_luck.Next(20) == 0)
                data.Set("EventID", 4600 + _luck.Next(100)).Set("Image", $@"C:\Windows\System32\tool{_luck.Next(50)}.exe").Set("CommandLine", $"tool.exe -q {_luck.Next(200)}").Set("ParentImage", $@"C:\Windows\parent{_luck.Next(30)}.exe");
            return new Recorded(_offset++, new Observation { Id = "e", Source = "bench", Type = Thing, Time = _time, Data = data.Build() });
        }
    }

    static IEnumerable<(string Name, string Text)> Sigma(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data || !entry.Name.EndsWith(".yml", StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(data);
            yield return (entry.Name, reader.ReadToEnd());
        }
    }
}
