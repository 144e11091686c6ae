using System.Globalization;
using Knooppunt.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
// One word per bench; each prints its figures with the machine and is run by hand.
Dictionary<string, Func<string[], int>> benches = new(StringComparer.Ordinal)
{
    ["parsing"] = Knooppunt.Benchmarks.Parsing.Run,
    ["journal"] = JournalBench.Run,
    ["engine"] = EngineBench.Run,
    ["curves"] = CurvesBench.Run,
    ["sigma"] = SigmaBench.Run,
    ["backtest"] = BacktestBench.Run,
    ["sealed"] = SealedBench.Run,
    ["change"] = ChangeBench.Run,
    ["snapshot"] = SnapshotBench.Run,
    ["search"] = SearchBench.Run,
    ["intake"] = IntakeBench.Run,
    ["page"] = PageBench.Run,
    ["photo"] = PhotoBench.Run,
    ["exchange"] = ExchangeBench.Run,
    ["effect"] = EffectBench.Run,
    ["waterbed"] = WaterBedBench.Run,
    ["kill"] = KillBench.Run,
    ["fuzz"] = FuzzBench.Run,
};
if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.Error.WriteLine($"Usage: Benchmarks <{string.Join('|', benches.Keys)}> [options]");
    return 2;
}

return bench(args[1..]);
