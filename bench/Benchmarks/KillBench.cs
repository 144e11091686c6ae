using System.Diagnostics;
using System.Globalization;
using Knooppunt.Killing;

namespace Knooppunt.Benchmarks;

/// <summary><c>kill [KILLS] [SEED]</c>: takes in and judges observations in a process that is killed so often, and holds the signals against those of the same journal undisturbed.</summary>
static class KillBench
{
    const string Child = "--child";

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    static async Task<int> RunAsync(string[] args)
    {
        if (args is [Child, var data, var from, var until])
        {
            await using var told = new StreamWriter(Console.OpenStandardOutput());
            await KilledRooms.Run(data, Number(from), Number(until), told);
            return 0;
        }

        Machine.Print();
        var (kills, seed) = (args.Length > 0 ? Number(args[0]) : 200, args.Length > 1 ? Number(args[1]) : 42);
        var folder = Directory.CreateTempSubdirectory("knooppunt-kill").FullName;
        var watch = Stopwatch.StartNew();
        var outcome = await new KillProof(folder, Start).Run(kills, seed);
        Console.WriteLine($"seed {seed}: {outcome.Kills.Values.Sum()} kills ({string.Join(", ", outcome.Kills.Select(pair => $"{pair.Key} {pair.Value}"))}) in {watch.Elapsed.TotalSeconds:N0} s; {outcome.Observations:N0} observations, {outcome.Signals:N0} signals");
        Console.WriteLine(outcome.Wrong.Count == 0 ? "Nothing was lost or doubled, and every signal is byte-equal to the undisturbed run." : string.Join('\n', outcome.Wrong.Take(50)));
        if (outcome.Wrong.Count > 0)
        {
            Console.WriteLine($"Left to look at: {folder}");
            return 1;
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>Starts <see cref="KilledRooms.Run"/> in a process of its own.</summary>
    internal static Process Start(string folder, int from, int until)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillBench).Assembly.Location, "kill", Child, folder, Text(from), Text(until)]) { RedirectStandardOutput = true };
        // Most of such a life is spent on compiling: not also on compiling better what will not run for long.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        return Process.Start(start)!;
    }

    static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
