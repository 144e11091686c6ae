using Knooppunt.Benchmarks;

namespace Knooppunt.Tests.Node.Running;

/// <summary>The rooms between an observation and its signal, killed; <c>Benchmarks kill</c> does the same as often as one likes.</summary>
public sealed class KillTests
{
    [Fact]
    public Task Kill_at_any_instant_loses_nothing_and_leaves_the_signals_of_an_undisturbed_run() => Prove(kills: 3, seed: 7);

    [Fact(Explicit = true)]
    public Task Many_kills_lose_nothing_either() => Prove(kills: 30, seed: 8);

    static async Task Prove(int kills, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("knooppunt-kill").FullName;
        var outcome = await new KillProof(folder, KillBench.Start).Run(kills, seed);
        Assert.Equal([], outcome.Wrong);
        Assert.Equal(kills, outcome.Kills.Values.Sum());
        Assert.True(outcome.Observations > 150 * kills && outcome.Signals > 5 * kills, $"{outcome.Observations} observations gave {outcome.Signals} signals.");
        Directory.Delete(folder, recursive: true);
    }
}
