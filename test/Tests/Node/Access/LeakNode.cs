using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Exchange;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Knooppunt.Tests.Node.Access;

/// <summary>A node whose sources stand under different regimes, purposes and marks, with somebody of each role of each organisation, machines of partners and of another node at its exchange, and everything that it sends out kept.</summary>
public sealed class LeakNode : IAsyncLifetime
{
    readonly CancellationTokenSource _end = new();
    readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    readonly List<(string Party, TaxiiClient Client)> _machines = [];
    WebApplication? _receiver;
    Task? _server;

    public RunningNode Node { get; } = new();

    /// <summary>Everybody who can look.</summary>
    internal IReadOnlyList<(Viewer Viewer, Session Session)> People { get; private set; } = [];

    /// <summary>Somebody.</summary>
    internal Session Of(string organisation, Role role) => People.First(person => person.Viewer == new Viewer(organisation, role)).Session;

    /// <summary>Machines at the exchange: of partners, and of another node.</summary>
    internal IReadOnlyList<(string Party, TaxiiClient Client)> Machines => _machines;

    /// <summary>Puts before people what machines brought.</summary>
    internal Task Offer() => Node.Services.GetRequiredService<KnowledgeFlow>().Offer(default);

    /// <summary>The sources, each with what may be done with its records.</summary>
    internal IReadOnlyList<SourceSettings> Sources => [.. Node.Settings.Sources.Where(source => source.Name is "ect/gate" or "ect/closed" or "ect/supervision" or "rwg/gate" or "douane/status")];

    /// <summary>What left by mail and webhook.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var port = RunningNode.FreePort();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Letters(Sent));
        _server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(at => at.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build(), services).StartAsync(_end.Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            Sent.Enqueue(await reader.ReadToEndAsync());
        });
        await _receiver.StartAsync();
        var secret = Path.Combine(Node.Folder, "webhook.secret");
        await File.WriteAllTextAsync(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var settings = Node.Settings;
        settings.Organisations.Add(new() { Id = "douane", Name = "Douane" });
        settings.Organisations.AddRange([new() { Id = "gemeente", Name = "Gemeente Haven" }, new() { Id = "buur", Name = "Gemeente Buur" }]);
        (settings.Customs, settings.Municipalities, settings.JointTeam) = ("douane", ["gemeente", "buur"], ["gemeente", "buur"]);
        settings.Sources.Add(new() { Name = "douane/status", Organisation = "douane", Regime = Regime.Customs, Purpose = Purpose.Supervision });
        settings.Mail = new MailSettings { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "knooppunt@haven.example" };
        foreach (var organisation in settings.Organisations)
            organisation.Webhook = new WebhookSettings { Url = $"{_receiver.Urls.Single()}/hook", SecretFile = secret };
        await Node.InitializeAsync();
        foreach (var organisation in settings.Organisations)
            _keys[organisation.Id] = await Node.Services.GetRequiredService<ApiKeys>().Make(organisation.Id, "test", "test");
        var people = new List<(Viewer, Session)>();
        foreach (var organisation in settings.Organisations)
        {
            // Of the second municipality the team is enough.
            foreach (var role in organisation.Id == "buur" ? [Role.Inspector, Role.SecurityOfficer] : Enum.GetValues<Role>())
                people.Add((new(organisation.Id, role), await Node.SignIn((organisation.Id, role))));
        }

        People = people;
        var keys = Node.Services.GetRequiredService<ExchangeKeys>();
        foreach (var party in new[] { "ect", "rwg", "douane", "node:zeeland" })
            _machines.Add((party, new(Node.Client(), await keys.Make(new(party), "test"))));
        foreach (var (viewer, session) in People.Where(person => person.Viewer.Role is Role.SecurityOfficer or Role.Analyst))
            (await session.Post("/notices/wish", "/account", ("mail", $"{viewer.Role}@{viewer.Organisation}.example"))).Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, client) in Machines)
            client.Dispose();
        foreach (var (_, session) in People)
            session.Dispose();
        await Node.DisposeAsync();
        await _receiver!.DisposeAsync();
        await _end.CancelAsync();
        await _server!;
        _end.Dispose();
    }

    /// <summary>Lets a source see a container, of which number and camera are the secrets, and gives the id of the signal that comes of it.</summary>
    internal async Task<string> See(SourceSettings source, string container, string camera)
    {
        using var client = Node.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", _keys[source.Organisation]);
        var data = Intake.Seen(container);
        data["camera"] = camera;
        return (await Node.SignalAfter(async () => (await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event(Guid.NewGuid().ToString("N"), source.Name, "container_seen", data)))).Dispose(), row => row.SubjectValue == container)).Id;
    }

    /// <summary>Sends what waits to be sent.</summary>
    public Task Post() => Node.Services.GetRequiredService<NoticePost>().Run(default);

    sealed class Letters(ConcurrentQueue<string> sent) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            sent.Enqueue(Encoding.UTF8.GetString(buffer.ToArray()));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
