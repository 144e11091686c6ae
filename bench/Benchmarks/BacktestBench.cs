using System.Diagnostics;
using Knooppunt.Detection.Backtest;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>
/// A day of gate moves and gate visits, sealed: its size per observation, and how fast backtests go over it, from the files to the result.
/// Usage: backtest [observations] [folder of patterns].
/// </summary>
static class BacktestBench
{
    const string Organisation = "ect";
    const int BatchRows = 1000, Rounds = 3;
    const long LargeDay = 100_000_000;

    public static int Run(string[] args) => RunAsync(args.Length > 0 ? int.Parse(args[0]) : 4_000_000, args.Length > 1 ? args[1] : "patterns").GetAwaiter().GetResult();

    static async Task<int> RunAsync(int rows, string patterns)
    {
        Machine.Print();
        var folder = Path.Combine(AppContext.BaseDirectory, "backtest-bench");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var bytes = await Seal(folder, rows, patterns);
        Console.WriteLine($"sealed day of {rows:N0} observations, half container moves of nine fields, half visits with plate and pass: {(double)bytes / rows:N1} bytes each, ids included; {LargeDay:N0} of them, extrapolated: {LargeDay * (bytes / (double)rows) / (1L << 30):N1} GiB");
        foreach (var (what, file, overlap) in new[]
        {
            ("a pattern that reads nothing of that day (drifting vessel)", "water/drifting-vessel.yml", false),
            ("a pattern on visits (first visit, at night, empty)", "gate/first-visit-night-empty.yml", false),
            ("an absence on visits (pass in, not out)", "gate/two-entries-without-exit.yml", false),
            ("the same with all shipped patterns beside it", "gate/two-entries-without-exit.yml", true),
        })
            await Measure(folder, rows, what, Path.Combine(patterns, file), overlap);
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>Writes the day, with the shipped patterns in force, seals it, and gives its bytes.</summary>
    static async Task<long> Seal(string folder, int rows, string patterns)
    {
        var clock = new MovableClock();
        using var room = new JournalRoom(new JournalSettings
        {
            Folder = folder,
            Organisations = [Organisation],
            ReadPlate = JournalsOf.ReadPlate,
            Sources = [new SourceSettings { Name = JournalLoad.Source, Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)) }],
        }, clock);
        foreach (var (name, text) in PatternFolder.Texts(patterns))
            await room.AppendControl(Organisation, new ControlRecord(Rulebook.Pattern, name, text.Value));
        var loads = JournalLoad.All.Take(2).Select(load => load.Batches(BatchRows).GetEnumerator()).ToArray();
        for (var written = 0; written < rows; written += BatchRows)
        {
            var load = loads[written / BatchRows % loads.Length];
            load.MoveNext();
            var batch = Array.ConvertAll(load.Current, incoming => incoming with { Observation = incoming.Observation with { Id = $"{written / BatchRows % loads.Length}-{incoming.Observation.Id}" } });
            await room.Append(Organisation, batch);
            if (written % (BatchRows * 100) == 0)
                await room[Organisation].Tick();
        }

        clock.Ahead = TimeSpan.FromDays(1);
        room[Organisation].Seal();
        return Directory.EnumerateFiles(folder, "main-*-gate-*.columns", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
    }

    static async Task Measure(string folder, int rows, string what, string file, bool overlap)
    {
        var complaints = new List<Complaint>();
        var tried = TriedPattern.Read(Path.GetFileName(file), File.ReadAllText(file), new HashSet<string>(), complaints) ?? throw new InvalidOperationException(string.Join('\n', complaints));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var request = new BacktestRequest
        {
            PatternId = tried.Speaks.Id,
            Title = tried.Speaks.Title,
            Documents = tried.Documents,
            Text = "",
            First = today.AddDays(-1),
            Last = today.AddDays(1),
            Zone = TimeZoneInfo.Utc,
            Journals = [Organisation],
            Viewers = [new(Organisation, Role.SecurityOfficer)],
            Overlap = overlap,
        };
        var seconds = new List<double>();
        BacktestResult? result = null;
        var before = GC.GetTotalAllocatedBytes();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            using var history = JournalHistory.Open(Path.Combine(folder, Organisation), Organisation, JournalsOf.ReadPlate)!;
            (result, _) = await new Backtester(new Judges()).Run(request, [history], _ => Task.FromResult<IReadOnlyList<AssessedSignal>>([]), (_, _) => { }, default);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine($"{what}: {result!.Read / seconds[Rounds / 2] / 1e6:N2} M observations/s (best {result.Read / seconds[0] / 1e6:N2}); {result.Hits:N0} hits, {(GC.GetTotalAllocatedBytes() - before) / Rounds / rows:N0} bytes allocated each, working set {Environment.WorkingSet >> 20} MiB");
    }
}
