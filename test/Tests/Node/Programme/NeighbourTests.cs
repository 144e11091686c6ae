using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Commands;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>Accounts of other nodes, taken in by the command and joined to this one's.</summary>
public sealed class NeighbourTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Account_of_another_node_is_taken_in_once_and_joined_and_what_is_missing_is_said()
    {
        var stop = TestContext.Current.CancellationToken;
        var year = DateTime.UtcNow.Year;
        var (config, file) = (Path.Combine(node.Folder, "node.yml"), Path.Combine(node.Folder, "years.csv"));
        await File.WriteAllTextAsync(config, SampleFiles.Yaml(node.Settings), stop);
        Task<int> Run() => AccountCommand.Make().Parse(["import", file, "--config", config]).InvokeAsync(cancellationToken: stop);
        using var manager = await node.SignIn(("rwg", Role.ProgrammeManager));
        Assert.Contains("niet gekregen", await manager.Read("/programme"), StringComparison.Ordinal);
        var own = await manager.Read("/programme/years.csv");
        Assert.StartsWith("node,year,allotted,committed,spent,as_of,source\r\n", own, StringComparison.Ordinal);

        // What this node gives of itself is not taken in here.
        await File.WriteAllTextAsync(file, own, stop);
        Assert.Equal(0, await Run());
        await File.WriteAllTextAsync(file, $"node,year,allotted,committed,spent,as_of,source\nzeeland,{year},3100000,2200000,1234000,{year}-01-01,havens van Zeeland\nschiphol,{year},100,200,300,{year}-01-01,Schiphol\n", stop);
        Assert.Equal(0, await Run());
        Assert.Equal(0, await Run());
        var page = await manager.Read("/programme");
        foreach (var text in new[] { "1.234.000", "havens van Zeeland", "er is meer betaald dan verplicht", "van de 5 knooppunten is de rekening" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "node,year\n", stop);
        Assert.Equal(1, await Run());
        File.Delete(file);
        Assert.Equal(2, await Run());
        using var clerk = await node.SignIn(("ect", Role.GateClerk));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await clerk.Get("/programme/years.csv")).StatusCode);
    }
}
