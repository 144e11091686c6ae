using System.Diagnostics;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Commands;

/// <summary>The program as somebody calls it: 0 when all went well, 1 when something failed, 2 when the words are wrong.</summary>
public sealed class ExitCodeTests : IDisposable
{
    const string Rule = """
        title: Container of a list
        id: 3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a77
        logsource:
          product: knooppunt
          category: goods
          service: container_seen
        detection:
          there:
            lists|contains: watched
          condition: there
        level: high
        knooppunt:
          place: quay
          subject: container
          sentence: { nl: "Container {container}.", en: "Container {container}." }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("exit").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("bogus")]
    [InlineData("detect", "--patterns", "p")]
    [InlineData("detect", "--nothing", "a.csv")]
    [InlineData("detect", "nowhere.csv")]
    [InlineData("simulate", "score")]
    [InlineData("patterns", "prove")]
    public async Task Wrong_words_are_2(params string[] words) => Assert.Equal(2, (await Run(words)).Code);

    [Fact]
    public async Task Lists_are_looked_up_and_a_broken_pattern_is_1_with_what_the_others_found()
    {
        var (patterns, lists, events) = (Directory.CreateDirectory(Path.Combine(_folder, "patterns")).FullName, Directory.CreateDirectory(Path.Combine(_folder, "lists")).FullName, Path.Combine(_folder, "day.jsonl"));
        await File.WriteAllTextAsync(Path.Combine(patterns, "good.yml"), Rule, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(lists, "watched.txt"), "field: container\nCSQU3054383\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(events, Intake.Event("1", "ect/gate", "container_seen", Intake.Seen("CSQU3054383")).ToJsonString() + "\n", TestContext.Current.CancellationToken);
        string[] words = ["detect", events, "--patterns", patterns, "--output", "csv"];
        Assert.Equal((0, false), await Found(words));
        Assert.Equal((0, true), await Found([.. words, "--lists", lists]));
        Assert.Equal((2, false), await Found([.. words, "--lists", Path.Combine(_folder, "none")]));
        await File.WriteAllTextAsync(Path.Combine(patterns, "broken.yml"), "title: Half\n", TestContext.Current.CancellationToken);
        Assert.Equal((1, true), await Found([.. words, "--lists", lists]));
    }

    [Fact]
    public async Task Check_of_the_configuration_reads_the_nodes_own_patterns()
    {
        var settings = SampleFiles.Settings(_folder, 5080);
        SampleFiles.Write(_folder);
        var config = Path.Combine(_folder, "node.yml");
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(settings), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("config", "check", "--config", config)).Code);
        var own = Directory.CreateDirectory(Path.Combine(settings.Data, "patterns")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "broken.yml"), "title: Half\n", TestContext.Current.CancellationToken);
        var (code, _, said) = await Run("config", "check", "--config", config);
        Assert.Equal(1, code);
        Assert.Contains("broken.yml", said, StringComparison.Ordinal);
    }

    static async Task<(int Code, bool Found)> Found(string[] words) => await Run(words) is var (code, told, _) ? (code, told.Contains("CSQU3054383", StringComparison.Ordinal)) : default;

    static async Task<(int Code, string Out, string Error)> Run(params string[] words)
    {
        var program = Path.Combine(Path.GetDirectoryName(typeof(ExitCodeTests).Assembly.Location)!, "knooppunt.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. words]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (told, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await told, await said);
    }
}
