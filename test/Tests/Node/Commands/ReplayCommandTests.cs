using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Commands;

public sealed class ReplayCommandTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Observations_of_a_file_reach_a_running_node_once_however_often_they_are_sent()
    {
        var journal = node.Services.GetRequiredService<JournalRoom>()["ect"];
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");
        var key = file + ".key";
        await File.WriteAllTextAsync(key, node.Key, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 2500).Select(number =>
            $$"""{"specversion":"1.0","id":"replayed-{{number}}","source":"ect/gate","type":"nl.knooppunt.presence.gate_visit","time":"{{DateTimeOffset.UtcNow.AddMinutes(-5):O}}","data":{"direction":"in","place":"ect-delta"} }"""), TestContext.Current.CancellationToken);
        var before = journal.Next;
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(0, await ReplayCommand.Make().Parse([file, "--to", node.Address, "--source", "ect/gate", "--key-file", key]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        var taken = journal.Read(before, 5000).Observations.Count(recorded => recorded.Observation.Id.StartsWith("replayed-", StringComparison.Ordinal));
        File.Delete(file);
        File.Delete(key);
        Assert.Equal(2500, taken);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_told_in_a_sentence()
    {
        var file = Path.Combine(SharedData.Repository, "README.md");
        var key = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Equal(2, await Run(file, "--key-file", key));
        await File.WriteAllTextAsync(key, node.Key, TestContext.Current.CancellationToken);
        Assert.Equal(2, await Run(file, "--key-file", key, "--to", "ftp://localhost"));
        Assert.Equal(2, await Run(file, "--key-file", key, "--speed", "-1"));
        var events = Path.ChangeExtension(key, ".jsonl");
        await File.WriteAllTextAsync(events, Running.Intake.Event("1", "ect/gate", "gate_visit", Running.Intake.Visit("29-ABC-1")).ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Equal(1, await Run(events, "--key-file", key, "--to", "http://localhost:1"));
        File.Delete(key);
        File.Delete(events);

        static Task<int> Run(params string[] words) => ReplayCommand.Make().Parse(words).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sent()
    {
        var file = Path.Combine(SharedData.Repository, "README.md");
        Assert.Equal(2, await ReplayCommand.Make().Parse([file, "--to", node.Address]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
    }
}
