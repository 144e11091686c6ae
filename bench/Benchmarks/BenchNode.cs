using System.Diagnostics;
using System.Net.Http.Headers;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Commands.Replay;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Benchmarks;

/// <summary>A whole node in this process with the shipped patterns, an empty data folder and one organisation.</summary>
sealed class BenchNode : IAsyncDisposable
{
    readonly NodeSettings _settings = new()
    {
        Node = "rotterdam",
        Listen = "http://localhost:5097",
        Data = Directory.CreateTempSubdirectory("knooppunt-bench").FullName,
        Organisations = [new() { Id = "ect", Name = "ECT" }],
        Sources = [new() { Name = "ect/tos", Organisation = "ect" }],
    };

    readonly NodeFolders _folders;
    readonly WebApplication _app;
    readonly HttpClient _client;

    BenchNode()
    {
        _folders = NodeFolders.Open(_settings);
        _app = ServeCommand.Build(_settings, _folders, NodePlaces.Read(ConfigCommand.PlacesOf(_settings)).Value);
        _client = new HttpClient { BaseAddress = new Uri(_settings.Listen) };
    }

    public IServiceProvider Services => _app.Services;

    public string Address => _settings.Listen;

    /// <summary>Starts it, says how long that took, and makes a key to send with.</summary>
    public static async Task<BenchNode> Start()
    {
        var watch = Stopwatch.StartNew();
        var node = new BenchNode();
        await Rooms.Open(node.Services, default);
        await node._app.StartAsync();
        Console.WriteLine($"ready to serve after {watch.ElapsedMilliseconds} ms in this process");
        node._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await node.Services.GetRequiredService<ApiKeys>().Make("ect", "bench", "bench"));
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folders.Dispose();
        Directory.Delete(_settings.Data, recursive: true);
    }

    /// <summary>A code by which a new security officer signs in once.</summary>
    public async Task<string> Invite()
    {
        using var scope = Services.CreateScope();
        var person = new Person { UserName = "bench", DisplayName = "Bench" };
        await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person);
        await using var db = await Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync();
        db.Memberships.Add(new Membership { PersonId = person.Id, Organisation = "ect", Role = Role.SecurityOfficer });
        await db.SaveChangesAsync();
        return await Services.GetRequiredService<Invitations>().Invite(person.Id);
    }

    /// <summary>1,000 observations a second until it is stopped.</summary>
    public async Task Background(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var batch = 0; await beat.WaitForNextTickAsync(stop); batch++)
            await Post(CloudEventText.Batch(Enumerable.Range(10_000_000 + (batch * 100), 100).Select(Visit)));
    }

    /// <summary>Waits for what was stopped on purpose.</summary>
    public static async Task Quiet(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Stopped on purpose.
        }
    }

    /// <summary>Sends a batch; throws when it is not taken.</summary>
    public async Task Post(ReadOnlyMemory<byte> batch)
    {
        using var body = new ReadOnlyMemoryContent(batch);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await _client.PostAsync(new Uri("/api/v1/observations", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An ordinary visit.</summary>
    public static Observation Visit(int number) => new()
    {
        Id = $"visit-{number}",
        Source = "ect/tos",
        Type = new(Family.Presence, "gate_visit"),
        Time = DateTimeOffset.UtcNow,
        Data = Fields.Of(("direction", "in"), ("result", "granted"), ("plate", $"{number % 97:00}-XX-{number % 10}{number % 7}"), ("pass", $"P{number % 20_000:0000000}"), ("carrier", "snelweg-bv"),
            ("container", $"MSKU{number % 1_000_000:0000000}"), ("place", "ect-delta"), ("zone", "gate"), ("purpose", "pick-up")),
    };

    /// <summary>A release before arrival, which gives a signal.</summary>
    public static Observation Contradiction(int number, string container) => new()
    {
        Id = $"probe-{number}",
        Source = "ect/tos",
        Type = new(Family.Information, "release"),
        Time = DateTimeOffset.UtcNow,
        Data = Fields.Of(("action", "issued"), ("container", container), ("arrived", false), ("pre_arrival", false), ("place", "ect-delta")),
    };
}
