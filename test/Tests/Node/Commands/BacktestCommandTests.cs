using Knooppunt.Node.Commands.Backtest;
using Knooppunt.Node.Disclosure;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Commands;

public sealed class BacktestCommandTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Runs_beside_a_node_logs_first_and_ends_as_the_others_do()
    {
        await node.MakeSignal("TGHU1643396");
        var stop = TestContext.Current.CancellationToken;
        var (config, wrong) = (Path.Combine(node.Folder, "node.yml"), Path.Combine(node.Folder, "wrong.yml"));
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(node.Settings), stop);
        await File.WriteAllTextAsync(wrong, "title: Half\n", stop);
        var pattern = Directory.EnumerateFiles(node.Settings.Patterns!).First(file => File.ReadAllText(file).Contains(SampleFiles.PatternId, StringComparison.Ordinal));
        Task<int> Run(params string[] arguments) => BacktestCommand.Make().Parse([.. arguments, "--config", config, "--output", "json"]).InvokeAsync(cancellationToken: stop);
        Assert.Equal(0, await Run(pattern));
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().At("backtest", SampleFiles.PatternId, stop), look => look.Who == "command-line");
        Assert.Equal(1, await Run(wrong));
        Assert.Equal(2, await Run(Path.Combine(node.Folder, "nothing.yml")));
        Assert.Equal(2, await Run(pattern, "--from", "yesterday"));
        Assert.Equal(2, await Run(pattern, "--journal", "nobody"));
    }
}
