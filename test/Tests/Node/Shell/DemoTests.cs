using System.Net;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>The people of the sample node can be looked through by everybody, and exist nowhere else.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Sample_node_lets_a_visitor_look_through_the_eyes_of_each_of_its_people()
    {
        await using var node = new RunningNode();
        node.BecomeSample();
        await node.InitializeAsync();
        Assert.NotEqual("", node.Link);
        using var visitor = new Session(node.Client(), "visitor");
        Assert.Contains("Kijk als Samira", await visitor.Read("/sign-in"), StringComparison.Ordinal);
        foreach (var person in node.Services.GetRequiredService<DemoPeople>().Here)
        {
            // From one to the next without signing out.
            var answer = await visitor.Post("/demo/sign-in", "/demo", ("person", person.Key));
            Assert.Equal(person.First, answer.Headers.Location?.ToString());
            using var first = await visitor.Get(person.First);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            var page = await first.Content.ReadAsStringAsync();
            Assert.Contains(person.Name, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Dit mag u niet zien", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Post("/demo/sign-in", "/demo", ("person", "beheerder"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostBare("/demo/sign-in", ("person", "officer"))).StatusCode);
    }

    [Fact]
    public async Task Node_with_real_data_has_no_such_way_in()
    {
        await using var node = new RunningNode();
        await node.InitializeAsync();
        using var visitor = new Session(node.Client(), "visitor");
        Assert.DoesNotContain("/demo", await visitor.Read("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/demo")).StatusCode);
        using var forced = await visitor.Post("/demo/sign-in", "/sign-in", ("person", "officer"));
        Assert.NotEqual("/signals", forced.Headers.Location?.ToString());
        Assert.DoesNotContain("Samira", await visitor.Read("/signals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_and_real_never_lie_in_one_data_folder()
    {
        await using var real = new RunningNode();
        await real.InitializeAsync();
        await real.Stop();
        var settings = new NodeSettings { Data = real.Settings.Data, Sample = true };
        using (var folders = NodeFolders.Open(settings))
        {
            Assert.Contains("is not the sample", SampleNode.Refusal(settings, folders), StringComparison.Ordinal);
            settings.Sample = false;
            Assert.Null(SampleNode.Refusal(settings, folders));
        }

        var empty = new NodeSettings { Data = Path.Combine(real.Folder, "empty"), Sample = true };
        using (var folders = NodeFolders.Open(empty))
        {
            Assert.Null(SampleNode.Refusal(empty, folders));
            SampleNode.Prepare(empty);
            Assert.Null(SampleNode.Refusal(empty, folders));
            empty.Sample = false;
            Assert.Contains("made-up", SampleNode.Refusal(empty, folders), StringComparison.Ordinal);
        }
    }
}
