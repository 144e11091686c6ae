using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>
/// All rules of SigmaHQ at once over JSON lines with the fields that they read, one core, every rule tried on every event; with three shares of text that
/// was never seen before. Usage: sigma [events] [sigmahq-rules.tar.gz] [share of fresh text].
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
        Console.WriteLine($"{plan.Documents.Count()} rules, {plan.FieldsRead.Count} fields");
        foreach (var share in args.Length > 2 ? [double.Parse(args[2], CultureInfo.InvariantCulture)] : (double[])[0, 1 / 3d, 1])
            Measure(plan, new SigmaStream(rules, share, seed: 42), Math.Max(1, events / 2 / ChunkEvents));
        return 0;
    }

    static void Measure(Plan plan, SigmaStream stream, int chunks)
    {
        var input = new PlainInput(new DetectionState(plan), "time", "bench");
        var tally = new Tally();
        var watch = new CpuWatch();
        // The first half is not counted: it compiles the code and meets the values that come again.
        for (var chunk = -chunks; chunk < chunks; chunk++)
        {
            if (chunk == 0)
                stream.Count();
            var lines = stream.Lines(ChunkEvents);
            if (chunk < 0)
            {
                tally.Add(input.Take(lines, 0, lines.Length));
                continue;
            }

            watch.Start();
            tally.Add(input.Take(lines, 0, lines.Length));
            watch.Stop();
        }

        var counted = chunks * ChunkEvents;
        Console.WriteLine($"{stream.FreshShare:P0} of the events with a value never seen before, {stream.Bytes / (double)counted:F0} bytes each: {counted} events in {watch.Elapsed.TotalSeconds:F2} s = {counted / watch.Elapsed.TotalSeconds / 1e6:F3} M/s (processor time {counted / watch.Cpu.TotalSeconds / 1e6:F3} M/s); {tally.Count} matches in all, sum {tally.Sum:x}, unread {input.Unread}");
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
