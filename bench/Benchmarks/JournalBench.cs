using System.Diagnostics;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>
/// Append (durable, identity checked), read back, and read of sealed columns. Options: --rows N, --writers N, --rounds N, --only goods|visits|new, --folder PATH.
/// The input is made outside the clock, eight batches at a time: in a node too it was parsed a moment before and lies in the processor's cache.
/// </summary>
static class JournalBench
{
    const string Organisation = "ect";
    const int BatchRows = 1000, Stretch = 8;

    public static int Run(string[] args)
    {
        var rows = Option(args, "--rows", 1_000_000);
        var writers = Option(args, "--writers", 2);
        var rounds = Option(args, "--rounds", 3);
        var only = Text(args, "--only");
        var folder = Text(args, "--folder") ?? Path.Combine(AppContext.BaseDirectory, "journal-bench");
        Machine.Print();
        // The compiler and the collector warm up for some seconds; that is no part of the figures.
        foreach (var load in JournalLoad.All)
            Append(folder, load, 300_000, 1, last: false);
        foreach (var load in JournalLoad.All.Where(load => only is null || load.Name == only))
        {
            foreach (var count in new[] { 1, writers }.Distinct())
            {
                Round[] measured = [.. Enumerable.Range(0, rounds).Select(round => Append(folder, load, rows, count, last: round == rounds - 1 && count == 1))];
                var median = measured.OrderBy(round => round.PerSecond).ElementAt(rounds / 2);
                Console.WriteLine($"append, {load.What}, batches of {BatchRows:N0}, {count} writer(s): median of {rounds} {median.PerSecond:N0} observations/s ({string.Join(", ", measured.Select(round => $"{round.PerSecond / 1000:N0} k"))}); a batch takes {median.MedianMs:N2} ms, one in a hundred {median.SlowMs:N2}; {median.BytesEach:N1} bytes and {median.VaultBytesEach:N1} in the vault each, {median.AllocatedEach:N0} bytes allocated each");
            }
        }

        return 0;
    }

    static Round Append(string folder, JournalLoad load, int rows, int writers, bool last)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var settings = new JournalSettings
        {
            Folder = folder,
            Organisations = [Organisation],
            ReadPlate = JournalsOf.ReadPlate,
            Sources = [new SourceSettings { Name = JournalLoad.Source, Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)) }],
        };
        var clock = new MovableClock();
        using var room = new JournalRoom(settings, clock);
        var input = load.Batches(BatchRows).GetEnumerator();
        for (var i = 0; i < 10; i++)
            Write(room, input, Stretch, writers, []);
        List<double> took = [];
        var (seconds, allocated) = (0.0, 0L);
        for (var written = 0; written < rows; written += Stretch * BatchRows)
        {
            var (elapsed, bytes) = Write(room, input, Stretch, writers, took);
            (seconds, allocated) = (seconds + elapsed, allocated + bytes);
        }

        took.Sort();
        var all = rows + (10.0 * Stretch * BatchRows);
        var measured = new Round(rows / seconds, took[took.Count / 2], took[took.Count * 99 / 100], Size(folder, "main-*") / all, Size(folder, "vault-*") / all, allocated / rows);
        if (last)
            ReadBack(room, clock, folder);
        room.Dispose();
        Directory.Delete(folder, recursive: true);
        return measured;
    }

    /// <summary>Appends so many batches. Returns the seconds and the bytes allocated.</summary>
    static (double Seconds, long Allocated) Write(JournalRoom room, IEnumerator<Incoming[]> input, int count, int writers, List<double> took)
    {
        List<Incoming[]> batches = [];
        while (batches.Count < count && input.MoveNext())
            batches.Add(input.Current);
        var allocated = GC.GetTotalAllocatedBytes();
        var next = -1;
        var clock = Stopwatch.StartNew();
        Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var at && at < batches.Count)
            {
                var begun = Stopwatch.GetTimestamp();
                await room.Append(Organisation, batches[at]);
                lock (took)
                    took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }))).GetAwaiter().GetResult();
        return (clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes() - allocated);
    }

    static void ReadBack(JournalRoom room, MovableClock moved, string folder)
    {
        var clock = Stopwatch.StartNew();
        long read = 0, from = 0;
        while (room.Read(Organisation, from, 4096) is { Entries.Count: > 0 } batch)
            (read, from) = (read + batch.Entries.Count, batch.Next);
        Console.WriteLine($"  read back as rows: {read / clock.Elapsed.TotalSeconds:N0} observations/s");
        moved.Ahead = TimeSpan.FromDays(1);
        clock.Restart();
        room[Organisation].Seal();
        Console.WriteLine($"  sealed: {read / clock.Elapsed.TotalSeconds:N0} observations/s, {Size(folder, "main-*.columns") / read:N1} bytes each");
        string[] fields = ["type", "container", "direction", "carrier"];
        clock.Restart();
        long seen = 0;
        foreach (var block in room[Organisation].SealedBlocks())
        {
            _ = block.Times();
            seen += fields.Sum(field => block.Field(field) is null ? 0 : block.Rows) / fields.Length;
        }

        Console.WriteLine($"  sealed columns (time and {fields.Length} fields): {seen / clock.Elapsed.TotalSeconds:N0} rows/s");
        clock.Restart();
        Console.WriteLine($"  sealed as observations: {room[Organisation].ByTime(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count() / clock.Elapsed.TotalSeconds:N0} observations/s");
    }

    static double Size(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    static string? Text(string[] args, string name) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault();

    static int Option(string[] args, string name, int otherwise) => int.TryParse(Text(args, name), out var value) ? value : otherwise;

    readonly record struct Round(double PerSecond, double MedianMs, double SlowMs, double BytesEach, double VaultBytesEach, long AllocatedEach);
}
