using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Knooppunt.Node;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Benchmarks;

/// <summary>
/// A whole node on this machine, shipped patterns running: CloudEvents over HTTP in batches of 1,000 from two senders, then the time from sending one
/// observation to its signal being told to open pages while 1,000 observations/s come in. Usage: intake [observations].
/// </summary>
static class IntakeBench
{
    const int BatchSize = 1000;
    const int Probes = 50;

    public static int Run(string[] args) => RunAsync(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200_000).GetAwaiter().GetResult();

    static async Task<int> RunAsync(int count)
    {
        Machine.Print();
        var settings = new NodeSettings
        {
            Node = "rotterdam",
            Listen = "http://localhost:5097",
            Data = Directory.CreateTempSubdirectory("knooppunt-bench").FullName,
            Organisations = [new() { Id = "ect", Name = "ECT" }],
            Sources = [new() { Name = "ect/tos", Organisation = "ect" }],
        };
        var watch = Stopwatch.StartNew();
        using var folders = NodeFolders.Open(settings);
        await using var app = ServeCommand.Build(settings, folders, NodePlaces.Read(ConfigCommand.PlacesOf(settings)).Value);
        await Rooms.Open(app.Services, default);
        await app.StartAsync();
        Console.WriteLine($"ready to serve after {watch.ElapsedMilliseconds} ms in this process");
        using var client = new HttpClient { BaseAddress = new Uri(settings.Listen) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.Services.GetRequiredService<ApiKeys>().Make("ect", "bench", "bench"));
        await Throughput(client, count);
        await Latency(client, app.Services.GetRequiredService<SignalFeed>());
        Console.WriteLine($"working set {Environment.WorkingSet >> 20} MiB");
        await app.StopAsync();
        Directory.Delete(settings.Data, recursive: true);
        return 0;
    }

    static async Task Throughput(HttpClient client, int count)
    {
        var bodies = Enumerable.Range(0, count / BatchSize).Select(batch => CloudEventText.Batch(Enumerable.Range(batch * BatchSize, BatchSize).Select(Visit))).ToArray();
        await Post(client, CloudEventText.Batch(Enumerable.Range(-BatchSize, BatchSize).Select(Visit)));
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (body, _) => await Post(client, body));
        Console.WriteLine($"intake over HTTP, two senders, batches of {BatchSize}, detection running: {count / watch.Elapsed.TotalSeconds:N0} observations/s");
    }

    static async Task Latency(HttpClient client, SignalFeed feed)
    {
        using var stop = new CancellationTokenSource();
        var told = System.Threading.Channels.Channel.CreateUnbounded<string>();
        var listener = Task.Run(async () =>
        {
            await foreach (var row in feed.Follow(stop.Token))
                told.Writer.TryWrite(row.SubjectValue);
        });
        var background = Task.Run(() => Background(client, stop.Token));
        var times = new List<double>();
        for (var probe = 0; probe < Probes; probe++)
        {
            var container = $"PROB{probe:0000000}";
            var watch = Stopwatch.StartNew();
            await Post(client, CloudEventText.Batch([Contradiction(probe, container)]));
            while (await told.Reader.ReadAsync() != container)
            {
                // Signals of the background are not the one waited for.
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        await stop.CancelAsync();
        times.Sort();
        Console.WriteLine($"observation sent to signal told, at 1,000 observations/s: median {times[Probes / 2]:N0} ms, slowest of {Probes} {times[^1]:N0} ms");
        await Task.WhenAll(Quiet(listener), Quiet(background));
    }

    static async Task Background(HttpClient client, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var batch = 0; await beat.WaitForNextTickAsync(stop); batch++)
            await Post(client, CloudEventText.Batch(Enumerable.Range(10_000_000 + (batch * 100), 100).Select(Visit)));
    }

    static async Task Quiet(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Stopped on purpose.
        }
    }

    static async Task Post(HttpClient client, ReadOnlyMemory<byte> batch)
    {
        using var body = new ReadOnlyMemoryContent(batch);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await client.PostAsync(new Uri("/api/v1/observations", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    static Observation Visit(int number) => new()
    {
        Id = $"visit-{number}",
        Source = "ect/tos",
        Type = new(Family.Presence, "gate_visit"),
        Time = DateTimeOffset.UtcNow,
        Data = Fields.Of(("direction", "in"), ("result", "granted"), ("plate", $"{number % 97:00}-XX-{number % 10}{number % 7}"), ("pass", $"P{number % 20_000:0000000}"), ("carrier", "snelweg-bv"),
            ("container", $"MSKU{number % 1_000_000:0000000}"), ("place", "ect-delta"), ("zone", "gate"), ("purpose", "pick-up")),
    };

    static Observation Contradiction(int number, string container) => new()
    {
        Id = $"probe-{number}",
        Source = "ect/tos",
        Type = new(Family.Information, "release"),
        Time = DateTimeOffset.UtcNow,
        Data = Fields.Of(("action", "issued"), ("container", container), ("arrived", false), ("pre_arrival", false), ("place", "ect-delta")),
    };
}
