using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>
/// All rules of SigmaHQ at once over JSON lines with the fields that they read, one core, every rule tried on every event. Usage: sigma [events] [sigmahq-rules.tar.gz].
/// </summary>
static class SigmaBench
{
    const int ChunkEvents = 8_192;

    public static int Run(string[] args)
    {
        var events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var file = args.Length > 1 ? args[1] : Path.Combine("..", "shared", "data", "sigmahq-rules.tar.gz");
        var rules = Rules(file).ToList();
        var plan = Plan.Compile(rules, new PlanOptions { Lateness = TimeSpan.Zero });
        EngineBench.Machine();
        var stream = new SigmaStream(rules, seed: 42);
        var chunks = Enumerable.Range(0, events / ChunkEvents).Select(_ => stream.Lines(ChunkEvents)).ToList();
        GC.Collect();
        var input = new PlainInput(new DetectionState(plan), "time", "bench");
        var tally = new Tally();
        var watch = new CpuWatch();
        var half = chunks.Count / 2;
        // The first half is not counted: it compiles the code and meets most values for the first time.
        foreach (var chunk in chunks.Take(half))
            tally.Add(input.Take(chunk, 0, chunk.Length));
        foreach (var chunk in chunks.Skip(half))
        {
            watch.Start();
            tally.Add(input.Take(chunk, 0, chunk.Length));
            watch.Stop();
        }

        var counted = (chunks.Count - half) * ChunkEvents;
        Console.WriteLine($"{plan.Documents.Count()} rules, {plan.FieldsRead.Count} fields: {counted} events in {watch.Elapsed.TotalSeconds:F2} s = {counted / watch.Elapsed.TotalSeconds / 1e6:F3} M/s (processor time {counted / watch.Cpu.TotalSeconds / 1e6:F3} M/s); {tally.Count} matches in all, sum {tally.Sum:x}, unread {input.Unread}");
        return 0;
    }

    static IEnumerable<SigmaRule> Rules(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            // Only those in force: no deprecated, unsupported or placeholder ones.
            if (entry.DataStream is not { } data || !entry.Name.EndsWith(".yml", StringComparison.Ordinal) || !entry.Name.Contains("rules/", StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(data, Encoding.UTF8);
            foreach (var rule in PatternFile.Parse(entry.Name, reader.ReadToEnd()).Documents.OfType<SigmaRule>())
                yield return rule;
        }
    }
}

/// <summary>Events of the kinds of log that the rules are about: their most used fields, mostly with ordinary values and now and then with one that a rule asks for.</summary>
sealed class SigmaStream
{
    const int FieldsPerEvent = 12;
    readonly Random _luck;
    readonly List<Kind> _kinds = [];
    DateTime _time = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    sealed record Field(string Name, string[] Asked);

    sealed record Kind(int Weight, Field[] Fields);

    public SigmaStream(IEnumerable<SigmaRule> rules, int seed)
    {
        _luck = new Random(seed);
        foreach (var kind in rules.GroupBy(rule => (rule.Logsource.Category, rule.Logsource.Product, rule.Logsource.Service)))
        {
            var asked = kind.SelectMany(rule => Tests(rule.Detection)).GroupBy(test => test.Field!).OrderByDescending(tests => tests.Count()).Take(FieldsPerEvent);
            _kinds.Add(new Kind(kind.Count(), [.. asked.Select(tests => new Field(tests.Key, [.. tests.SelectMany(test => test.What.Values).Select(value => value.ToString()!.Trim('*'))]))]));
        }
    }

    static IEnumerable<Test> Tests(Clause clause) => clause switch
    {
        AllOf all => all.Parts.SelectMany(Tests),
        AnyOf any => any.Parts.SelectMany(Tests),
        NotOf not => Tests(not.Part),
        Test { Field: not null } test => [test],
        _ => [],
    };

    public byte[] Lines(int events)
    {
        using var lines = new MemoryStream();
        for (var i = 0; i < events; i++)
        {
            var kind = Drawn();
            _time = _time.AddMilliseconds(_luck.Next(20));
            using (var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                writer.WriteString("time", _time);
                foreach (var field in kind.Fields)
                    writer.WriteString(field.Name, Value(field));
                writer.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    Kind Drawn()
    {
        var draw = _luck.Next(_kinds.Sum(kind => kind.Weight));
        return _kinds.First(kind => (draw -= kind.Weight) < 0);
    }

    string Value(Field field)
    {
        if (field.Asked.Length > 0 && _luck.Next(100) == 0)
            return field.Asked[_luck.Next(field.Asked.Length)];
        var u = _luck.NextDouble();
        return field.Name switch
        {
            // Every third command line is new.
            "CommandLine" or "ParentCommandLine" => $"\"C:\\Program Files\\Vendor{(int)(300 * u)}\\bin\\tool.exe\" --config \"C:\\ProgramData\\settings.json\" --session {(_luck.Next(3) == 0 ? _luck.Next() : (int)(300 * u))}",
            "EventID" => $"{(int)(6000 * u)}",
            _ => $"C:\\Program Files\\Vendor{(int)(3000 * u * u * u)}\\bin\\tool.exe",
        };
    }
}
