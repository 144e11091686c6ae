using System.Diagnostics;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>Append (durable, identity checked), read back, and read of sealed columns. Options: --rows N, --writers N, --folder PATH.</summary>
static class JournalBench
{
    const string Organisation = "ect";

    public static int Run(string[] args)
    {
        var rows = Option(args, "--rows", 2_000_000);
        var writers = Option(args, "--writers", 2);
        var folder = args.SkipWhile(arg => arg != "--folder").Skip(1).FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "journal-bench");
        Machine.Print();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var plates in new[] { false, true })
        {
            Append(Path.Combine(folder, plates ? "plates" : "goods"), rows, 1, plates);
            Append(Path.Combine(folder, plates ? "plates-n" : "goods-n"), rows, writers, plates);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    static void Append(string folder, int rows, int writers, bool plates)
    {
        var settings = new JournalSettings
        {
            Folder = folder,
            Organisations = [Organisation],
            Sources = [new SourceSettings { Name = "ect/gate", Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)) }],
        };
        var clockNow = new MovableClock();
        var what = plates ? "gate visits with a plate and a pass" : "container gate moves";
        using var room = new JournalRoom(settings, clockNow);
        var batches = Enumerable.Range(0, rows / 1000).Select(number => Batch(number, plates)).ToArray();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(true);
        var clock = Stopwatch.StartNew();
        var next = -1;
        Task.WaitAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var at && at < batches.Length)
                await room.Append(Organisation, batches[at]);
        })).ToArray());
        var seconds = clock.Elapsed.TotalSeconds;
        var bytes = Directory.EnumerateFiles(folder, "main-*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Console.WriteLine($"append, {what}, batches of 1,000, {writers} writer(s): {rows / seconds:N0} observations/s, {bytes / (double)rows:N1} bytes each, {(GC.GetTotalAllocatedBytes(true) - allocated) / rows:N0} bytes allocated each");
        clock.Restart();
        long read = 0, from = 0;
        while (room.Read(Organisation, from, 4096) is { Entries.Count: > 0 } batch)
            (read, from) = (read + batch.Entries.Count, batch.Next);
        Console.WriteLine($"  read back as rows: {read / clock.Elapsed.TotalSeconds:N0} observations/s");
        clockNow.Ahead = TimeSpan.FromDays(1);
        clock.Restart();
        room[Organisation].Seal();
        Console.WriteLine($"  sealed: {rows / clock.Elapsed.TotalSeconds:N0} observations/s, {Directory.EnumerateFiles(folder, "main-*.columns", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / (double)rows:N1} bytes each");
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

    sealed class MovableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Ahead;
    }

    static Incoming[] Batch(int number, bool plates)
    {
        var start = DateTimeOffset.UtcNow.AddMinutes(-10);
        var batch = new Incoming[1000];
        for (var i = 0; i < batch.Length; i++)
        {
            var serial = (number * 1000) + i;
            var type = plates ? new ObservationType(Family.Presence, "gate_visit") : new ObservationType(Family.Goods, "container_gate");
            var data = plates
                ? Fields.Of(("direction", "in"), ("result", "granted"), ("plate", $"{serial % 9000:D4}XX"), ("pass", $"P{serial % 20000:D7}"), ("carrier", "snelweg-bv"), ("container", $"MSKU{serial % 1_000_000:D7}"), ("place", "ect-delta"), ("terminal", "ECTDE"), ("occupants", 1))
                : Fields.Of(("container", $"MSKU{serial % 1_000_000:D7}"), ("direction", "in"), ("carrier", "snelweg-bv"), ("terminal", "ECTDE"), ("place", "ect-delta"), ("iso_type", "22G1"), ("empty", false), ("gross_kg", 21000 + (serial % 9000)), ("booking", $"BK{serial:D9}"));
            batch[i] = new Incoming(new Observation { Id = $"gate-{serial:D10}", Source = "ect/gate", Type = type, Time = start.AddMilliseconds(serial % 60000), Subject = Taxonomy.SubjectOf(type, data), Data = data });
        }

        return batch;
    }

    static int Option(string[] args, string name, int otherwise) =>
        int.TryParse(args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault(), out var value) ? value : otherwise;
}
