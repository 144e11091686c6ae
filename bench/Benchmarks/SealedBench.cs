using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Benchmarks;

/// <summary>
/// The port workload of shared/bench out of the sealed columns of a journal, as a backtest reads them: from the files to every match. Plate and pass have
/// other names in events and rules, since the journal would keep tokens of them, in which no rule finds the beginning of a plate. Usage: sealed [events]
/// [folder with rules50.yml and correlations.yml] [rules: without the correlations].
/// </summary>
static partial class SealedBench
{
    const string Organisation = "ect", Source = "ect/port";
    const int BatchRows = 1000, Rounds = 3;
    static readonly Viewer[] Viewers = [new(Organisation, Role.SecurityOfficer)];

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    static async Task<int> RunAsync(string[] args)
    {
        Machine.Print();
        var events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000_000;
        var texts = EngineBench.Texts(args.Length > 1 ? args[1] : Path.Combine("..", "shared", "bench")).Take(args is [.., "rules"] ? 1 : int.MaxValue);
        var documents = texts.SelectMany((text, i) => PatternFile.Parse($"file{i}", Named().Replace(text, field => field.Value == "plate" ? "tag" : "card")).Documents).ToList();
        var plan = Plan.Compile(documents, new PlanOptions { Lateness = TimeSpan.Zero });
        var folder = Directory.CreateTempSubdirectory("knooppunt-sealed").FullName;
        var bytes = await Seal(folder, events);
        Console.WriteLine($"{events:N0} events sealed, {(double)bytes / events:N1} bytes each");
        var expected = Straight(plan, events);
        for (var round = 0; round < Rounds; round++)
        {
            var (tally, watch, before) = (new Tally(), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var history = JournalHistory.Open(Path.Combine(folder, Organisation), Organisation, null)!;
            var input = new ColumnInput(new DetectionState(plan));
            (HistoryColumns Columns, OpenBlock Open)? open = null;
            foreach (var stretch in history.From(0, [.. plan.FieldsRead]))
            {
                if (open is not { } now || !ReferenceEquals(now.Columns.Block, stretch.Block))
                {
                    var columns = new HistoryColumns(stretch.Block, Viewers, false, []);
                    open = now = (columns, input.Open(columns.With(new Enricher(PlaceMap.Empty, TimeZoneInfo.Utc, [])), open?.Open));
                }

                tally.Add(input.Take(now.Open, stretch.From, stretch.To));
            }

            Console.WriteLine($"from the sealed files: {events / watch.Elapsed.TotalSeconds / 1e6:F2} M events/s ({events / (Environment.CpuUsage.TotalTime - before).TotalSeconds / 1e6:F2} M for each second of processor time); {tally.Count:N0} matches, {(tally.PerRule() == expected.PerRule() && tally.Count == expected.Count ? "as many per pattern as from columns in memory" : "NOT THOSE OF COLUMNS IN MEMORY")}");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    [GeneratedRegex(@"\b(plate|pass)\b")]
    private static partial Regex Named();

    static async Task<long> Seal(string folder, int events)
    {
        var (clock, stream) = (new Standing(), new PortStream(42, Disorder.None));
        using var room = new JournalRoom(new JournalSettings
        {
            Folder = folder,
            Organisations = [Organisation],
            Sources = [new SourceSettings { Name = Source, Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)), Ordered = true }],
        }, clock);
        for (var written = 0; written < events; written += BatchRows)
        {
            var batch = stream.Observations(Math.Min(BatchRows, events - written), Source, written);
            await room.Append(Organisation, [.. batch.Select((observation, i) => new Incoming(observation, "port", written + i + 1))]);
        }

        clock.Now += TimeSpan.FromDays(1);
        room[Organisation].Seal();
        return Directory.EnumerateFiles(folder, "main-*-gate-*.columns", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
    }

    static Tally Straight(Plan plan, int events)
    {
        var (tally, stream, input) = (new Tally(), new PortStream(42, Disorder.None), new ColumnInput(new DetectionState(plan)));
        var watch = new Stopwatch();
        for (var left = events; left > 0; left -= BatchRows * 64)
        {
            var block = stream.Block(Math.Min(left, BatchRows * 64));
            block = block with { Columns = [.. block.Columns.Select(column => column with { Name = Named().Replace(column.Name, field => field.Value == "plate" ? "tag" : "card") })] };
            watch.Start();
            tally.Add(input.Take(block));
            watch.Stop();
        }

        Console.WriteLine($"from columns in memory: {events / watch.Elapsed.TotalSeconds / 1e6:F2} M events/s; {tally.Count:N0} matches");
        return tally;
    }

    sealed class Standing : TimeProvider
    {
        // Behind the last event of a thousand million: what lies ahead of the clock would be parked.
        public DateTimeOffset Now { get; set; } = new(2029, 7, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
