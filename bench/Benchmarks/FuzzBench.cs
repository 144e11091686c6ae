using System.Diagnostics;
using System.Globalization;
using Knooppunt.Fuzzing;

namespace Knooppunt.Benchmarks;

/// <summary><c>fuzz [TARGET] [--seconds N] [--seed N]</c>: hostile inputs against everything that reads them, until the time is over. What breaks a promise is kept as a file for a regression test.</summary>
static class FuzzBench
{
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);
    const int MostKept = 5;

    public static int Run(string[] args)
    {
        var target = args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0] : null;
        var targets = FuzzTargets.All.Where(one => target is null || one.Name == target).ToList();
        if (targets.Count == 0)
        {
            Console.Error.WriteLine($"There is no target \"{target}\"; there are {string.Join(", ", FuzzTargets.All.Select(one => one.Name))}.");
            return 2;
        }

        var seed = Option(args, "--seed") ?? Environment.TickCount;
        Console.WriteLine($"Seed {seed}");
        var broken = targets.Sum(one => Run(one, TimeSpan.FromSeconds(Option(args, "--seconds") ?? 60), seed));
        return broken == 0 ? 0 : 1;
    }

    static int? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value) ? value : null;

    static int Run(FuzzTarget target, TimeSpan time, int seed)
    {
        var (mutation, luck, clock, watch) = (new Mutation(target.Seeds(), target.Words), new Random(seed), Stopwatch.StartNew(), new Stopwatch());
        var (runs, broken, slowest) = (0L, new Dictionary<string, string>(StringComparer.Ordinal), TimeSpan.Zero);
        while (clock.Elapsed < time && broken.Count < MostKept)
        {
            var input = mutation.Next(luck);
            watch.Restart();
            var failure = target.Failure(input) ?? (watch.Elapsed > Slow ? new BrokenPromiseException($"It took {watch.Elapsed.TotalSeconds:F1} s.") : null);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            runs++;
            if (failure is not null && broken.TryAdd(Where(failure), failure.Message))
                Console.WriteLine($"  {target.Name}: {failure.GetType().Name} {failure.Message}{Environment.NewLine}    {Where(failure)}{Environment.NewLine}    kept as {Keep(target, input)}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {target.Name}: {runs:N0} runs in {clock.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalMilliseconds:F0} ms, {broken.Count} broken"));
        return broken.Count;
    }

    /// <summary>One fault is told once: the place in our code where it came up.</summary>
    static string Where(Exception failure) =>
        failure.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("Knooppunt.", StringComparison.Ordinal) && !line.Contains("ReaderPromises.Is", StringComparison.Ordinal)) ?? failure.Message;

    static string Keep(FuzzTarget target, byte[] input)
    {
        var folder = FuzzSeeds.In("test", "Fuzzed", target.Name);
        Directory.CreateDirectory(folder);
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input).AsSpan(0, 6));
        File.WriteAllBytes(Path.Combine(folder, name), input);
        return Path.Combine("test", "Fuzzed", target.Name, name);
    }
}
