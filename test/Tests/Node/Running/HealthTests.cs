using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Knooppunt.Tests.Node.Running;

public sealed class HealthTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Ready_when_detection_follows_and_one_word_for_strangers()
    {
        await _node.MakeSignal("CSQU3054383");
        using var client = _node.Client();
        Assert.Equal("alive", await client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        var (status, answer) = await Ready(client);
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, answer.GetProperty("status").GetString()));
        Assert.Equal(["work", "journals", "detection"], answer.GetProperty("checks").EnumerateObject().Select(check => check.Name));

        using var stranger = _node.Client();
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal("ready", await stranger.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        using var administrator = await _node.SignIn(("ect", Role.Administrator));
        administrator.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal("ready", (await Ready(administrator.Client)).Answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Work_that_fails_degrades_and_stands_before_administrators_on_every_page()
    {
        await _node.Services.GetRequiredService<Attempts>().Do("Waterpomp", TimeSpan.FromHours(1), _ => throw new InvalidOperationException("geheim"), default);
        await _node.MakeSignal("CSQU3054383");
        using var client = _node.Client();
        var (status, answer) = await Ready(client);
        Assert.Equal((HttpStatusCode.OK, "degraded"), (status, answer.GetProperty("status").GetString()));
        Assert.Contains("Waterpomp does not succeed", Assert.Single(answer.GetProperty("checks").GetProperty("work").EnumerateArray()).GetString(), StringComparison.Ordinal);
        using var administrator = await _node.SignIn(("ect", Role.Administrator));
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var page = await administrator.Read("/account");
        Assert.Contains("Waterpomp", page, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Waterpomp", await officer.Read("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Torn_tail_degrades_with_a_sentence_and_no_identifier()
    {
        await _node.MakeSignal("CSQU3054383");
        await _node.Stop();
        var rows = Directory.EnumerateFiles(Path.Combine(_node.Folder, "data", "journals", "ect", "segments"), "main-*.rows").First(file => !file.Contains("control", StringComparison.Ordinal));
        using (var file = new FileStream(rows, FileMode.Open))
            file.SetLength(file.Length - 5);
        await _node.Start();
        using var client = _node.Client();
        var (status, answer) = await Ready(client);
        Assert.Equal((HttpStatusCode.OK, "degraded"), (status, answer.GetProperty("status").GetString()));
        var sentence = Assert.Single(answer.GetProperty("checks").GetProperty("journals").EnumerateArray()).GetString()!;
        Assert.Contains("cut off", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("CSQU", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(_node.Folder, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_ready_while_detection_does_not_follow_or_a_journal_takes_nothing()
    {
        var progress = new Progress();
        var journals = _node.Services.GetRequiredService<JournalRoom>();
        var check = new DetectionCheck(journals, progress);
        Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(new())).Status);
        foreach (var journal in journals.Organisations)
            progress.Begin(journal, 10, 12);
        Assert.Equal(HealthStatus.Unhealthy, (await check.CheckHealthAsync(new())).Status);
        foreach (var journal in journals.Organisations)
            progress.Reach(journal, 12);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new())).Status);

        using var fixture = new JournalFixture();
        var room = fixture.Open();
        Assert.Equal(HealthStatus.Healthy, (await new JournalsCheck(room).CheckHealthAsync(new())).Status);
        room.Dispose();
        var closed = await new JournalsCheck(room).CheckHealthAsync(new());
        Assert.Equal((HealthStatus.Unhealthy, "Journal ect: The journal was closed."), (closed.Status, closed.Description));
    }

    /// <summary>The node has just started: asks until it is not unready any more.</summary>
    static async Task<(HttpStatusCode Status, JsonElement Answer)> Ready(HttpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await beat.WaitForNextTickAsync(patience.Token))
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token));
        }

        throw new InvalidOperationException("The node did not become ready.");
    }
}
