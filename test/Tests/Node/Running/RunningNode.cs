using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Knooppunt.Tests.Node.Running;

/// <summary>A whole node in this process, as the serve command starts it: own data folder, own port, two organisations, one pattern.</summary>
public sealed class RunningNode : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static int _addresses;
    WebApplication? _app;
    NodeFolders? _folders;
    NodePlaces? _places;
    long _made;

    public RunningNode()
    {
        Folder = Path.Combine(Path.GetTempPath(), "knooppunt-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
        Port = FreePort();
        Settings = SampleFiles.Settings(Folder, Port);
    }

    internal NodeSettings Settings { get; }

    public string Folder { get; }

    public int Port { get; }

    public string Address => $"http://localhost:{Port.ToString(CultureInfo.InvariantCulture)}";

    public IServiceProvider Services => _app!.Services;

    /// <summary>The link that the first administrator gets at the start.</summary>
    public string Link { get; private set; } = "";

    /// <summary>API key of the organisation <c>ect</c>.</summary>
    public string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        SampleFiles.Write(Folder);
        await Start();
        Link = await Services.GetRequiredService<FirstAdministrator>().Link(again: false) ?? "";
        Key = await Services.GetRequiredService<ApiKeys>().Make("ect", "test", "test");
    }

    /// <summary>Makes it a sample node, before it starts, whose simulated days begin tomorrow: what a test sends is all that is there.</summary>
    internal void BecomeSample()
    {
        Settings.Sample = true;
        SampleNode.Prepare(Settings);
        File.WriteAllText(Path.Combine(Settings.Data, "sample", "first-day"), TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Opens the data folder and starts to serve.</summary>
    public async Task Start()
    {
        _folders = NodeFolders.Open(Settings);
        _places = NodePlaces.Read(Settings.Places).Value;
        _app = ServeCommand.Build(Settings, _folders, _places, logging => logging.ClearProviders());
        await Rooms.Open(_app.Services, default);
        await _app.StartAsync();
    }

    public async Task Stop()
    {
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folders!.Dispose();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A client without a session. Each comes from a loopback address of its own, as if from another machine.</summary>
    public HttpClient Client(CookieContainer? cookies = null)
    {
        var number = Interlocked.Increment(ref _addresses) + 10;
        var from = new IPAddress([127, 7, (byte)(number >> 8), (byte)number]);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer(), ConnectCallback = (_, stop) => Connect(from, Port, stop) };
        return new HttpClient(handler) { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A client that sends with the key of the organisation <c>ect</c>.</summary>
    public HttpClient Sender()
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        return client;
    }

    /// <summary>A new person with roles, and the code by which that person signs in once.</summary>
    public async Task<(string Name, string Code)> Invite(params (string Organisation, Role Role)[] roles)
    {
        using var scope = Services.CreateScope();
        var name = "p" + Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
        var person = new Person { UserName = name, DisplayName = $"Persoon {name}" };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person)).Succeeded);
        await using var db = await Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync();
        db.Memberships.AddRange(roles.Select(role => new Membership { PersonId = person.Id, Organisation = role.Organisation, Role = role.Role }));
        await db.SaveChangesAsync();
        return (person.DisplayName, await Services.GetRequiredService<Invitations>().Invite(person.Id));
    }

    /// <summary>A signed-in session of a new person.</summary>
    public async Task<Session> SignIn(params (string Organisation, Role Role)[] roles)
    {
        var (name, code) = await Invite(roles);
        var session = new Session(Client(), name);
        Assert.Equal("/account?first=1", (await session.Post("/sign-in/code", "/welcome", ("code", code))).Headers.Location?.ToString());
        return session;
    }

    /// <summary>Does something and waits for the signal that comes of it.</summary>
    internal async Task<SignalRow> SignalAfter(Func<Task> act, Func<SignalRow, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var feed = Services.GetRequiredService<SignalFeed>().Follow(patience.Token).GetAsyncEnumerator(patience.Token);
        var next = feed.MoveNextAsync();
        await act();
        while (await next)
        {
            if (fits(feed.Current))
                return feed.Current;
            next = feed.MoveNextAsync();
        }

        throw new InvalidOperationException("The feed of signals ended.");
    }

    /// <summary>Sends an event that fires the sample pattern about a container and gives the signal.</summary>
    internal async Task<SignalRow> MakeSignal(string container, string source = "ect/gate")
    {
        using var client = Sender();
        return await SignalAfter(async () =>
        {
            using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event($"s-{container}-{Guid.NewGuid():N}", source, "container_seen", Intake.Seen(container))));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }, row => row.SubjectValue == container);
    }

    /// <summary>Sends a visit of a vehicle without right and gives the signal.</summary>
    internal async Task<SignalRow> SendVisit(string plate)
    {
        using var client = Sender();
        var item = Intake.Event($"v-{Guid.NewGuid():N}", "ect/gate", "gate_visit", Intake.Visit(plate));
        return await SignalAfter(async () => (await client.PostAsync(Intake.Route, Intake.Structured(item))).Dispose(), row => row.SubjectKind == "plate");
    }

    static async ValueTask<Stream> Connect(IPAddress from, int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // Below the ports that the system hands out for calls that leave: one of those could be taken between looking and listening. Each is given once.
    static int _lastPort = Random.Shared.Next(12_000, 24_000);

    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            if (IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port))
                return port;
        }
    }

    static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException wrong)
        {
            // Without that family of addresses nobody listens there either.
            return wrong.SocketErrorCode != SocketError.AddressAlreadyInUse;
        }
    }
}
