using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

public sealed class RestartTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Signals_and_what_people_did_survive_a_restart_and_nothing_is_taken_twice()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        var item = Intake.Event("restart-1", "ect/gate", "container_seen", Intake.Seen("CSQU3054383"));
        using (var sender = node.Sender())
        {
            var signal = await node.SignalAfter(async () => (await sender.PostAsync(Intake.Route, Intake.Structured(item))).Dispose(), _ => true);
            using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
            await officer.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "assigned"));
        }

        var before = await Signals(node.Services);
        await node.Stop();
        await node.Start();
        using var again = node.Sender();
        using var answer = await again.PostAsync(Intake.Route, Intake.Structured(item));
        Assert.Equal(1, (await Intake.Answer(answer)).GetProperty("known").GetInt64());
        Assert.Equal(before, await Signals(node.Services));
        await node.MakeSignal("MSKU1234565");
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync();
        Assert.Equal((2, 1), (await db.Signals.CountAsync(), await db.Actions.CountAsync()));
    }

    [Fact]
    public async Task A_stop_writes_what_detection_remembers_so_that_the_next_start_reads_the_journal_on_from_there()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        using (var sender = node.Sender())
        {
            for (var batch = 0; batch < 6; batch++)
            {
                JsonNode[] seen = [.. Enumerable.Range(0, 1000).Select(i => Intake.Event($"stop-{batch}-{i}", "ect/gate", "container_seen", Intake.Seen("CSQU3054383")))];
                Assert.Equal(HttpStatusCode.Accepted, (await sender.PostAsync(Intake.Route, Intake.Batch(seen))).StatusCode);
            }
        }

        await CaughtUp(node);
        var (next, before) = (node.Services.GetRequiredService<JournalRoom>().Next("ect"), await Signals(node.Services));
        await node.Stop();
        Assert.True(BinaryPrimitives.ReadInt64LittleEndian(await File.ReadAllBytesAsync(Path.Combine(node.Settings.Data, "detection", "ect.state"))) >= next);
        await node.Start();
        await CaughtUp(node);
        Assert.Equal(before, await Signals(node.Services));
    }

    [Fact]
    public async Task Open_page_does_not_keep_the_node_from_stopping()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        using var live = await analyst.Client.GetStreamAsync(new Uri("/live/stream", UriKind.Relative)).WaitAsync(Patience);
        using var news = await analyst.Client.GetStreamAsync(new Uri("/signals/stream", UriKind.Relative)).WaitAsync(Patience);
        // The host itself gives up only after thirty seconds.
        await node.Stop().WaitAsync(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Terminate_ends_within_seconds_with_everything_acknowledged_on_disk()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM is how Unix asks a program to stop.");
        await using var node = new RunningNode();
        await node.InitializeAsync();
        await node.Stop();
        using var child = Serve(node);
        try
        {
            await Ready(child);
            using var sender = node.Sender();
            var batches = Enumerable.Range(0, 8).Select(Batch).ToArray();
            Assert.Equal(8, await Send(sender, batches, 0, 8, child, null));
            using (var terminate = Process.Start("kill", ["-TERM", child.Id.ToString(CultureInfo.InvariantCulture)]))
                await terminate.WaitForExitAsync();
            await child.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(0, child.ExitCode);
        }
        finally
        {
            child.Kill();
        }

        await node.Start();
        Assert.Equal(8 * 50, Ids(node).Count);
        Assert.Empty(node.Services.GetRequiredService<JournalRoom>().Health);
    }

    [Fact]
    public async Task Second_start_on_the_same_folder_says_so_and_exits_2()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        using var second = Serve(node);
        var said = await second.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await second.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("Another node is running on the data folder", said, StringComparison.Ordinal);
    }

    /// <summary>The whole node by its own command, once; <see cref="KillTests"/> kills its rooms at every instant.</summary>
    [Fact(Explicit = true)]
    public async Task Kill_during_intake_loses_nothing_acknowledged_and_doubles_no_signal()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        await node.Stop();
        var batches = Enumerable.Range(0, 12).Select(Batch).ToArray();
        var next = 0;
        using (var child = Serve(node))
        {
            try
            {
                await Ready(child);
                using var sender = node.Sender();
                next = await Send(sender, batches, 0, 8, child, TimeSpan.FromMilliseconds(new Random(7).Next(0, 25)));
            }
            finally
            {
                child.Kill();
                await child.WaitForExitAsync().WaitAsync(Patience);
            }
        }

        Assert.InRange(next, 7, 8);
        await node.Start();
        using var again = node.Sender();
        Assert.Equal(12, await Send(again, batches, next, 12, null, null));
        await CaughtUp(node);
        Assert.Equal(12 * 50, Ids(node).Count);
        Assert.Equal(12 * 50, Ids(node).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(12, (await Signals(node.Services)).Count);
    }

    /// <summary>Fifty events, one of which fires the sample pattern about a container of its own.</summary>
    static JsonNode[] Batch(int number) =>
    [
        .. Enumerable.Range(0, 50).Select(i => i == 17
            ? Intake.Event($"{number}-{i}", "ect/gate", "container_seen", Intake.Seen(string.Create(CultureInfo.InvariantCulture, $"TSTU{number:D7}")))
            : Intake.Event($"{number}-{i}", "ect/gate", "gate_visit", new JsonObject { ["plate"] = $"P{number}{i}", ["direction"] = "in", ["result"] = "granted", ["has_right"] = true })),
    ];

    /// <summary>Sends batches until the child is killed, and gives the first that was not acknowledged.</summary>
    static async Task<int> Send(HttpClient sender, JsonNode[][] batches, int next, int until, Process? child, TimeSpan? killAfter)
    {
        while (next < batches.Length)
        {
            var sending = sender.PostAsync(Intake.Route, Intake.Batch([.. batches[next].Select(item => item.DeepClone())]));
            if (next == until - 1 && killAfter is { } moment)
            {
                // Killed at that moment, or as soon as the answer is there.
                await sending.WaitAsync(moment).ContinueWith(_ => child!.Kill(), TaskScheduler.Default);
            }

            try
            {
                using var answer = await sending;
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                var said = await Intake.Answer(answer);
                Assert.Equal(50, said.GetProperty("taken").GetInt64() + said.GetProperty("known").GetInt64());
                next++;
            }
            catch (HttpRequestException)
            {
                return next;
            }

            if (next == until)
                return next;
        }

        return next;
    }

    static Process Serve(RunningNode node)
    {
        var config = Path.Combine(node.Folder, "node.yml");
        File.WriteAllText(config, SampleFiles.Yaml(node.Settings));
        var program = Path.Combine(Path.GetDirectoryName(typeof(RunningNode).Assembly.Location)!, "knooppunt.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--config", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    static async Task Ready(Process child)
    {
        while (await child.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Contains("is open at", StringComparison.Ordinal))
                return;
        }

        Assert.Fail("The node did not start.");
    }

    /// <summary>Waits until the last observation of the journal was evaluated.</summary>
    static async Task CaughtUp(RunningNode node)
    {
        var journals = node.Services.GetRequiredService<JournalRoom>();
        var record = node.Services.GetRequiredService<RecordSignals>();
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await record.Next("ect", patience.Token) < LastObservation(journals))
            await beat.WaitForNextTickAsync(patience.Token);
    }

    static long LastObservation(JournalRoom journals) => Read(journals).LastOrDefault().Offset + 1;

    static List<string> Ids(RunningNode node) => [.. Read(node.Services.GetRequiredService<JournalRoom>()).Select(recorded => recorded.Observation.Id)];

    static IEnumerable<Knooppunt.Observations.Recorded> Read(JournalRoom journals)
    {
        for (var batch = journals.Read("ect", 0, 4096); batch.Entries.Count > 0; batch = journals.Read("ect", batch.Next, 4096))
        {
            foreach (var recorded in batch.Observations)
                yield return recorded;
        }
    }

    static async Task<List<string>> Signals(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync();
        return await db.Signals.OrderBy(row => row.Id).Select(row => row.Story).ToListAsync();
    }
}
