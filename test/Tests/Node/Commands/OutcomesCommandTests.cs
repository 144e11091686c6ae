using Knooppunt.Node.Commands;
using Knooppunt.Node.Programme;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Commands;

public sealed class OutcomesCommandTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Takes_published_figures_in_beside_a_node_once_and_says_which_lines_are_wrong()
    {
        var stop = TestContext.Current.CancellationToken;
        var (config, wrong) = (Path.Combine(node.Folder, "node.yml"), Path.Combine(node.Folder, "wrong.csv"));
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(node.Settings), stop);
        await File.WriteAllTextAsync(wrong, "node,year,period,metric,value,unit,as_reported_by,url,note\na,2024,year,m,veel,kg,HARC,,\na,2024,year,m,1,kg,HARC,,\n", stop);
        Task<int> Run(string file) => OutcomesCommand.Make().Parse(["import", file, "--config", config]).InvokeAsync(cancellationToken: stop);
        var published = SharedData.Path("domain", "outcomes.csv");
        Assert.Equal(0, await Run(published));
        Assert.Equal(0, await Run(published));
        var book = node.Services.GetRequiredService<OutcomeBook>();
        Assert.Equal(75, (await book.All(stop)).Count);
        Assert.Equal(1, await Run(wrong));
        Assert.Equal(76, (await book.All(stop)).Count);
        Assert.Equal(2, await Run(Path.Combine(node.Folder, "nothing.csv")));
    }
}
