using System.Diagnostics;
using System.Globalization;
using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Signals;
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
        await using var node = await BenchNode.Start();
        await Throughput(node, count);
        await Latency(node);
        Console.WriteLine($"working set {Environment.WorkingSet >> 20} MiB");
        return 0;
    }

    static async Task Throughput(BenchNode node, int count)
    {
        var bodies = Enumerable.Range(0, count / BatchSize).Select(batch => CloudEventText.Batch(Enumerable.Range(batch * BatchSize, BatchSize).Select(BenchNode.Visit))).ToArray();
        await node.Post(CloudEventText.Batch(Enumerable.Range(-BatchSize, BatchSize).Select(BenchNode.Visit)));
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (body, _) => await node.Post(body));
        Console.WriteLine($"intake over HTTP, two senders, batches of {BatchSize}, detection running: {count / watch.Elapsed.TotalSeconds:N0} observations/s");
    }

    static async Task Latency(BenchNode node)
    {
        using var stop = new CancellationTokenSource();
        var told = System.Threading.Channels.Channel.CreateUnbounded<string>();
        var listener = Task.Run(async () =>
        {
            await foreach (var row in node.Services.GetRequiredService<SignalFeed>().Follow(stop.Token))
                told.Writer.TryWrite(row.SubjectValue);
        });
        var background = Task.Run(() => node.Background(stop.Token));
        var times = new List<double>();
        for (var probe = 0; probe < Probes; probe++)
        {
            var container = $"PROB{probe:0000000}";
            var watch = Stopwatch.StartNew();
            await node.Post(CloudEventText.Batch([BenchNode.Contradiction(probe, container)]));
            while (await told.Reader.ReadAsync() != container)
            {
                // Signals of the background are not the one waited for.
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        await stop.CancelAsync();
        times.Sort();
        Console.WriteLine($"observation sent to signal told, at 1,000 observations/s: median {times[Probes / 2]:N0} ms, slowest of {Probes} {times[^1]:N0} ms");
        await Task.WhenAll(BenchNode.Quiet(listener), BenchNode.Quiet(background));
    }
}
