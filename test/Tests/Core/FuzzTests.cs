using System.Text;
using CsCheck;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core;

/// <summary>Everything that reads what strangers write, tried with hostile inputs: those that once broke a promise, and some hundred new ones, always the same.</summary>
/// <remarks><c>bench/Benchmarks fuzz</c> tries the same for longer and puts what it finds into <c>test/Fuzzed/TARGET</c>.</remarks>
public sealed class FuzzTests
{
    const int Rounds = 300;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Hostile_inputs_break_no_promise(string name)
    {
        var target = FuzzTargets.All.Single(one => one.Name == name);
        var (mutation, luck) = (new Mutation(target.Seeds(), target.Words), new Random(20260301));
        for (var round = 0; round < Rounds; round++)
        {
            var input = mutation.Next(luck);
            Assert.True(target.Failure(input) is null, $"Round {round}: {target.Failure(input)}");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Any_bytes_break_no_promise(string name)
    {
        var target = FuzzTargets.All.Single(one => one.Name == name);
        var letters = string.Concat(target.Words) + "\n\r\0,: ";
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Int[0, letters.Length - 1].Array[0, 300].Select(all => Encoding.UTF8.GetBytes([.. all.Select(at => letters[at])])))
            .Sample(bytes => target.Failure(bytes) is null, iter: 200, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Good_inputs_break_no_promise(string name)
    {
        var target = FuzzTargets.All.Single(one => one.Name == name);
        Assert.NotEmpty(target.Seeds());
        Assert.All(target.Seeds(), seed => Assert.Null(target.Failure(seed)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Inputs_that_once_broke_a_promise_no_longer_do(string name)
    {
        var target = FuzzTargets.All.Single(one => one.Name == name);
        var folder = FuzzSeeds.In("test", "Fuzzed", name);
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
            Assert.True(target.Failure(File.ReadAllBytes(path)) is null, $"{Path.GetFileName(path)}: {target.Failure(File.ReadAllBytes(path))}");
    }

    [Fact]
    public void Target_that_throws_or_eats_memory_is_caught()
    {
        Assert.IsType<InvalidOperationException>(new FuzzTarget("x", [], () => [[1]], _ => throw new InvalidOperationException()).Failure([1]));
        Assert.Contains("allocated", new FuzzTarget("x", [], () => [[1]], _ => GC.KeepAlive(new byte[80 << 20])).Failure([1])!.Message, StringComparison.Ordinal);
        Assert.IsType<BrokenPromiseException>(new FuzzTarget("x", [], () => [[1]], bytes => ReaderPromises.Check((_, sink) => new Cutting(sink), bytes)).Failure(new byte[5000]));
    }

    /// <summary>A reader that says something else when the bytes are cut elsewhere.</summary>
    sealed class Cutting(IObservationSink sink) : IObservationReader
    {
        public void Feed(ReadOnlySpan<byte> bytes) => sink.Count($"{bytes.Length} bytes");

        public void Complete() => sink.Count("end");
    }
}
