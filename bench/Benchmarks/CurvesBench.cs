using System.Diagnostics;
using System.Globalization;
using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>One figure of a curve: events per second, the best of the rounds and the worst, and matches per event.</summary>
readonly record struct CurvePoint(double At, double Best, double Worst, double Matches = 0);

/// <summary>A curve with its name.</summary>
sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points);

/// <summary>
/// Events per second against the number of rules, the number of keys of a correlation, and cores. Prints a page of Markdown; with <c>--write FOLDER</c> also
/// writes it there with its drawing. Usage: curves [--write docs] [--quick].
/// </summary>
static class CurvesBench
{
    const int BlockEvents = 65_536, Rounds = 3;
    static readonly int[] RuleCounts = [10, 30, 100, 300, 1_000, 3_000, 10_000];
    static readonly int[] KeyCounts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    static readonly string[] Types = ["gate_in", "gate_out", "anpr", "pass_scan", "camera_person", "camera_vehicle", "drone", "ais", "container_release", "container_pickup", "pin_request", "alarm"];
    static readonly string[] Terminals = ["ECT", "RWG", "APMT2", "APMT1", "EMX", "UWT", "RST", "HES", "EBS", "VOPAK", "KRAMER", "CRO", "VRP", "BORS", "MOERD", "WAAL", "SCHP", "FLORA", "VLIS", "NZK"];

    public static int Run(string[] args)
    {
        var (quick, write) = (args.Contains("--quick"), Array.IndexOf(args, "--write") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null);
        var blocks = quick ? 2 : 8;
        var stream = new PortStream(42, Disorder.None);
        List<ColumnBlock> columns = [.. Enumerable.Range(0, blocks).Select(_ => stream.Block(BlockEvents))];
        stream = new PortStream(42, Disorder.None);
        List<byte[]> lines = [.. Enumerable.Range(0, blocks).Select(_ => stream.Lines(BlockEvents))];
        Curve[] rules =
        [
            new("columns, all rules on the twelve types that come", [.. RuleCounts.Select(count => Columns(count, Types.Length, columns))]),
            new("columns, ten rules for each type", [.. RuleCounts.Select(count => Columns(count, Math.Max(1, count / 10), columns))]),
            new("JSON lines, all rules on the twelve types that come", [.. RuleCounts.Select(count => Json(count, Types.Length, lines))]),
            new("JSON lines, ten rules for each type", [.. RuleCounts.Select(count => Json(count, Math.Max(1, count / 10), lines))]),
        ];
        Curve[] keys = [new("columns, a count by one key", [.. KeyCounts.Where(count => !quick || count < 1_000_000).Select(Keys)])];
        Curve[] cores = [new("JSON lines, 50 rules and 5 correlations, a journal per core", [.. new[] { 1, 2 }.Select(count => Cores(count, blocks))])];
        var page = new CurvesPage(Machine.Line(), Rounds, rules, keys, cores);
        Console.WriteLine(page.Markdown());
        if (write is not null)
        {
            File.WriteAllText(Path.Combine(write, "engine-curves.md"), page.Markdown());
            File.WriteAllText(Path.Combine(write, "engine-curves.svg"), page.Svg());
        }

        return 0;
    }

    /// <summary>Rules as in the port workload, spread over so many types: type and terminal (with a pass once every terminal has its rule), a plate's beginning, one of five passes, too fast.</summary>
    static Plan Rules(int count, int types)
    {
        var text = string.Join("---\n", Enumerable.Range(0, count).Select(i =>
        {
            var (type, n) = (i % types < Types.Length ? Types[i % types] : $"other_{i % types}", i / types);
            var test = (n % 4) switch
            {
                0 when n / 4 < Terminals.Length => $"terminal: {Terminals[n / 4]}",
                0 => $"terminal: {Terminals[n / 4 % Terminals.Length]}, pass: P{n:D7}",
                1 => $"plate|startswith: '{(char)('A' + (n / 4 % 20))}{(char)('A' + (n / 80 % 26))}-'",
                2 => $"pass: [{string.Join(", ", Enumerable.Range(0, 5).Select(k => $"P{(n / 4 * 11) + (k * 7):D7}"))}]",
                _ => $"speed|gt: {(105 + (n / 4 % 50 * 0.1)).ToString("F1", CultureInfo.InvariantCulture)}",
            };
            return $"title: r{i}\nid: r{i}\nlogsource: {{category: port}}\ndetection: {{s: {{type: {type}, {test}}}, condition: s}}\n";
        }));
        var plan = Plan.Compile(PatternFile.Parse("curve.yml", text).Documents, new PlanOptions { Lateness = null });
        return plan.Documents.Count() == count ? plan : throw new InvalidOperationException($"{count} rules were to run: {string.Join(' ', plan.Complaints.Take(3))}");
    }

    static CurvePoint Columns(int count, int types, List<ColumnBlock> blocks)
    {
        var input = new ColumnInput(new DetectionState(Rules(count, types)));
        return Measure(count, blocks.Count * BlockEvents, () => blocks.Sum(block => input.Take(block).Count));
    }

    static CurvePoint Json(int count, int types, List<byte[]> chunks)
    {
        var input = new PlainInput(new DetectionState(Rules(count, types)), "time", "bench");
        return Measure(count, chunks.Count * BlockEvents, () => chunks.Sum(chunk => input.Take(chunk, 0, chunk.Length).Count));
    }

    /// <summary>Every key has been seen and has one event in its window on average, whatever their number.</summary>
    static CurvePoint Keys(int count)
    {
        var text = $"title: Read\nid: read\nlogsource: {{category: t}}\ndetection: {{s: {{type: anpr}}, condition: s}}\n---\ntitle: Often\nid: often\ncorrelation: {{type: event_count, rules: [read], group-by: [plate], timespan: {count / 1000}s, condition: {{gte: 8}}}}\n";
        var plan = Plan.Compile(PatternFile.Parse("curve.yml", text).Documents, new PlanOptions { Lateness = TimeSpan.Zero, MaxValues = int.MaxValue });
        var (input, luck, number) = (new ColumnInput(new DetectionState(plan)), new Random(7), 0L);
        for (var first = 0; first < count; first += BlockEvents)
            input.Take(Block(first, Math.Min(BlockEvents, count - first), i => i));
        var points = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            List<ColumnBlock> blocks = [.. Enumerable.Range(0, 16).Select(_ => Block(0, BlockEvents, _ => luck.Next(count)))];
            GC.Collect();
            var watch = Stopwatch.StartNew();
            foreach (var block in blocks)
                input.Take(block);
            if (round > 0)
                points.Add(16 * BlockEvents / watch.Elapsed.TotalSeconds);
        }

        return new CurvePoint(count, points.Max(), points.Min());

        ColumnBlock Block(int first, int rows, Func<int, int> key)
        {
            var (seen, values, ids) = (new Dictionary<int, int>(), new ColumnValues(rows, rows * 10), new int[rows]);
            for (var i = 0; i < rows; i++)
            {
                var drawn = key(first + i);
                if (!seen.TryGetValue(drawn, out ids[i]))
                {
                    seen[drawn] = ids[i] = values.Count;
                    values.Add($"P{drawn:D9}");
                }
            }

            var times = new long[rows];
            for (var i = 0; i < rows; i++)
                times[i] = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + ((number + i) * TimeSpan.TicksPerMillisecond);
            number += rows;
            return new ColumnBlock { Times = times, FirstOffset = number - rows + 1, Columns = [new Column("type", ColumnValues.Of([(FieldValue)"anpr"]), new int[rows]), new Column("plate", values, ids)] };
        }
    }

    /// <summary>As a node does it: a journal has one loop and one state, and journals run beside each other.</summary>
    static CurvePoint Cores(int count, int blocks)
    {
        var documents = EngineBench.Documents(Path.Combine("..", "shared", "bench"));
        List<byte[]>[] work = [.. Enumerable.Range(0, count).Select(core =>
        {
            var stream = new PortStream(42 + core, Disorder.None);
            return Enumerable.Range(0, 2 * blocks).Select(_ => stream.Lines(BlockEvents)).ToList();
        })];
        var points = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            PlainInput[] inputs = [.. work.Select(_ => new PlainInput(new DetectionState(Plan.Compile(documents, new PlanOptions { Lateness = TimeSpan.Zero })), "time", "bench"))];
            GC.Collect();
            var watch = Stopwatch.StartNew();
            Thread[] threads = [.. inputs.Select((input, core) => new Thread(() => work[core].ForEach(chunk => input.Take(chunk, 0, chunk.Length))))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            if (round > 0)
                points.Add((double)count * 2 * blocks * BlockEvents / watch.Elapsed.TotalSeconds);
        }

        return new CurvePoint(count, points.Max(), points.Min());
    }

    static CurvePoint Measure(int at, int events, Func<int> pass)
    {
        var points = new List<double>();
        var matches = 0;
        // The first pass compiles the code and meets the values for the first time.
        for (var round = 0; round <= Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            matches = pass();
            if (round > 0)
                points.Add(events / watch.Elapsed.TotalSeconds);
        }

        return new CurvePoint(at, points.Max(), points.Min(), (double)matches / events);
    }
}
