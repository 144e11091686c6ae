using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Knooppunt.Detection;
using Knooppunt.Patterns;

namespace Knooppunt.Benchmarks;

/// <summary>
/// The engine on one core over the port workload of shared/bench: 50 rules and 5 correlations (count, distinct, sequence,
/// box, absence), from JSON bytes and from columns. The events are all made beforehand, so that only the engine is in the caches and on
/// the heap, and a first part runs once over another state, so that the code is compiled. Usage: engine [events] [folder with rules50.yml and correlations.yml] [json|columns: that alone].
/// </summary>
static class EngineBench
{
    const int ChunkEvents = 65_536;
    const int WarmChunks = 40;

    const string Absence = """
        title: b_in
        id: b_in
        logsource: {category: port}
        detection: {sel: {type: gate_in}, condition: sel}
        ---
        title: b_out
        id: b_out
        logsource: {category: port}
        detection: {sel: {type: gate_out}, condition: sel}
        ---
        title: c5
        id: c5
        correlation:
          type: temporal_ordered
          rules: [b_in, b_out]
          group-by: [plate]
          timespan: 60m
          condition: b_in and not b_out
        """;

    public static int Run(string[] args)
    {
        var events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000_000;
        var folder = args.Length > 1 ? args[1] : Path.Combine("..", "shared", "bench");
        var documents = Documents(folder);
        Machine();
        var only = args.Length > 2 ? args[2] : null;
        var json = only == "columns" ? null : Json(documents, events, Disorder.None);
        var columns = only == "json" ? null : Columns(documents, events);
        if (json is null || columns is null)
            return 0;
        Console.WriteLine(json.Sum == columns.Sum ? "JSON and columns found the same matches." : "JSON AND COLUMNS DIFFER.");
        Json(documents, events, Disorder.Keys);
        Json(documents, events, Disorder.Extra);
        Json(documents, events, Disorder.Late);
        return json.Sum == columns.Sum ? 0 : 1;
    }

    /// <summary>The 50 rules and 5 correlations of the port workload.</summary>
    internal static List<PatternDocument> Documents(string folder) => [.. Texts(folder).SelectMany((text, i) => PatternFile.Parse($"file{i}", text).Documents)];

    /// <summary>Their texts: the rules first.</summary>
    internal static IEnumerable<string> Texts(string folder) => new[] { "rules50.yml", "correlations.yml" }.Select(name => File.ReadAllText(Path.Combine(folder, name))).Append(Absence);

    static List<T> Made<T>(int events, Func<int, T> make)
    {
        List<T> made = [];
        for (var left = events; left > 0; left -= ChunkEvents)
            made.Add(make(Math.Min(left, ChunkEvents)));
        GC.Collect();
        return made;
    }

    internal static void Machine()
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {Shell("git", "rev-parse --short HEAD")}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}");
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        Console.WriteLine($"{cpu ?? "unknown processor"}, {Environment.ProcessorCount} cores seen, one used");
    }

    static string Shell(string command, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    static Plan PlanOf(List<PatternDocument> documents, Disorder disorder) =>
        Plan.Compile(documents, new PlanOptions { Lateness = disorder == Disorder.Late ? TimeSpan.FromMinutes(5) : TimeSpan.Zero });

    static Tally Json(List<PatternDocument> documents, int events, Disorder disorder)
    {
        var plan = PlanOf(documents, disorder);
        var state = new DetectionState(plan);
        var input = new PlainInput(state, "time", "bench");
        var stream = new PortStream(42, disorder);
        var chunks = Made(events, count => stream.Lines(count));
        var warm = new PlainInput(new DetectionState(plan), "time", "bench");
        foreach (var chunk in chunks.Take(WarmChunks))
            warm.Take(chunk, 0, chunk.Length);
        var tally = new Tally();
        var watch = new CpuWatch();
        foreach (var chunk in chunks)
        {
            watch.Start();
            tally.Add(input.Take(chunk, 0, chunk.Length));
            watch.Stop();
        }

        var bytes = chunks.Sum(chunk => (long)chunk.Length);
        Print($"JSON ({disorder})", events, watch, tally, $"{bytes / watch.Elapsed.TotalSeconds / 1e6:F0} MB/s, late {state.Late}, unread {input.Unread}");
        return tally;
    }

    static Tally Columns(List<PatternDocument> documents, int events)
    {
        var plan = PlanOf(documents, Disorder.None);
        var input = new ColumnInput(new DetectionState(plan));
        var stream = new PortStream(42, Disorder.None);
        var blocks = Made(events, stream.Block);
        var warm = new ColumnInput(new DetectionState(plan));
        foreach (var block in blocks.Take(WarmChunks))
            warm.Take(block);
        var tally = new Tally();
        var watch = new CpuWatch();
        foreach (var block in blocks)
        {
            watch.Start();
            tally.Add(input.Take(block));
            watch.Stop();
        }

        Print("columns", events, watch, tally, "");
        return tally;
    }

    static void Print(string what, int events, CpuWatch watch, Tally tally, string more) =>
        Console.WriteLine($"{what}: {events} events in {watch.Elapsed.TotalSeconds:F2} s = {events / watch.Elapsed.TotalSeconds / 1e6:F2} M/s (processor time {watch.Cpu.TotalSeconds:F2} s = {events / watch.Cpu.TotalSeconds / 1e6:F2} M/s); {tally.Count} matches {more} (paused {watch.Paused.TotalSeconds:F2} s)\n  {tally.PerRule()}");
}

/// <summary>Matches counted, and summed so that two paths can be compared.</summary>
sealed class Tally
{
    readonly Dictionary<PatternDocument, int> _perRule = new(ReferenceEqualityComparer.Instance);

    public long Count { get; private set; }

    public ulong Sum { get; private set; }

    /// <summary>Reads every match as whoever takes them would: rule, time, offset and evidence.</summary>
    public void Add(MatchBuffer matches)
    {
        Count += matches.Count;
        for (var i = 0; i < matches.Count; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_perRule, matches.DocumentAt(i), out _)++;
            Sum = (Sum * 31) + (ulong)matches.TicksAt(i) + (ulong)matches.OffsetAt(i);
            foreach (var offset in matches.EvidenceAt(i))
                Sum = (Sum * 31) + (ulong)offset;
        }
    }

    public string PerRule() => string.Join(" ", _perRule.Where(pair => pair.Key.Title[0] != 'r').OrderBy(pair => pair.Key.Title, StringComparer.Ordinal).Select(pair => $"{pair.Key.Title}:{pair.Value}"));
}

/// <summary>Time on the wall, and of this process on the processor: on a shared machine the second says what the work costs.</summary>
sealed class CpuWatch
{
    readonly Stopwatch _watch = new();
    readonly Process _process = Process.GetCurrentProcess();
    TimeSpan _since;
    TimeSpan _pausedSince;

    public TimeSpan Elapsed => _watch.Elapsed;

    public TimeSpan Cpu { get; private set; }

    public TimeSpan Paused { get; private set; }

    public void Start()
    {
        _process.Refresh();
        _since = _process.TotalProcessorTime;
        _pausedSince = GC.GetTotalPauseDuration();
        _watch.Start();
    }

    public void Stop()
    {
        _watch.Stop();
        _process.Refresh();
        Paused += GC.GetTotalPauseDuration() - _pausedSince;
        Cpu += _process.TotalProcessorTime - _since;
    }
}
