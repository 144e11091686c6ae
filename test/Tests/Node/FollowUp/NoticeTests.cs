using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>Who must act hears it: in the frame, by a mail that gives nothing away, and in the systems of the organisation by a signed message.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    const string Container = "TCLU4265787", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly RunningNode _node = new();
    readonly Post _post = new();
    readonly Channel<(Dictionary<string, string> Headers, string Body)> _calls = Channel.CreateUnbounded<(Dictionary<string, string>, string)>();
    readonly CancellationTokenSource _end = new();
    WebApplication? _receiver;
    Task? _server;
    int _answer = StatusCodes.Status500InternalServerError;

    public async ValueTask InitializeAsync()
    {
        var port = RunningNode.FreePort();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(_post);
        services.Add((SmtpServer.Storage.IMailboxFilter)new Known());
        _server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(at => at.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build(), services).StartAsync(_end.Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", Receive);
        await _receiver.StartAsync();
        var secret = Path.Combine(_node.Folder, "webhook.secret");
        await File.WriteAllTextAsync(secret, Secret);
        _node.Settings.Address = "https://knooppunt.haven.example/";
        _node.Settings.Mail = new MailSettings { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "knooppunt@haven.example" };
        _node.Settings.Organisations.Single(one => one.Id == "ect").Webhook = new WebhookSettings { Url = $"{_receiver.Urls.Single()}/hook", SecretFile = secret };
        Assert.Empty(SettingsCheck.Complaints(_node.Settings));
        await _node.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _receiver!.DisposeAsync();
        await _end.CancelAsync();
        await _server!;
        _end.Dispose();
    }

    [Fact]
    public async Task Mail_says_how_grave_and_why_and_never_what_and_not_again_about_the_same_at_once()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.Redirect, (await Wish(officer, ("mail", "wacht@ect.example"))).StatusCode);
        var signal = await _node.MakeSignal(Container);
        var letter = await _post.Next();
        Assert.Equal("hoog: voorgelegd aan ECT Delta", letter.Subject);
        Assert.Contains("https://knooppunt.haven.example/notices", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Container, letter.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(signal.Id, letter.ToString(), StringComparison.Ordinal);

        // Another of the same pattern waits for the cooldown; then it goes, unless it was read meanwhile.
        var second = await _node.MakeSignal("CSQU3054383");
        await Beat(second.Id, TimeSpan.FromMinutes(14));
        Assert.False(_post.Any);
        await Beat(second.Id, TimeSpan.FromMinutes(16));
        Assert.Contains("voorgelegd", (await _post.Next()).Subject, StringComparison.Ordinal);

        Assert.Contains("class=\"bell\"", await officer.Read("/signals"), StringComparison.Ordinal);
        Assert.Contains("2 ongelezen", await officer.Read("/signals"), StringComparison.Ordinal);
        var page = await officer.Read("/notices");
        Assert.Contains($"/signals/{signal.Id}", page, StringComparison.Ordinal);
        Assert.Contains($"/signals/{second.Id}", page, StringComparison.Ordinal);
        Assert.Contains("0 ongelezen", await officer.Read("/signals"), StringComparison.Ordinal);
        await Beat((await _node.MakeSignal("MSKU1234565")).Id, TimeSpan.FromHours(1), read: officer);
        Assert.False(_post.Any);
    }

    [Fact]
    public async Task Address_that_the_server_does_not_take_holds_up_nobody()
    {
        using var wrong = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var right = await _node.SignIn(("rwg", Role.Analyst));
        await Wish(wrong, ("mail", "weg@nergens.example"));
        await Wish(right, ("mail", "wacht@rwg.example"));
        var given = await wrong.Post("/shares/give", "/account", ("signal", (await _node.MakeSignal(Container)).Id), ("organisation", "rwg"), ("why", "kijk eens mee"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Equal("wacht@rwg.example", (await _post.Next()).To.ToString());
    }

    [Fact]
    public async Task Who_asked_hears_what_came_of_it_though_another_is_on_duty()
    {
        using var guard = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var asker = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        var given = await asker.Post("/shares/give", "/account", ("signal", (await _node.MakeSignal(Container)).Id), ("organisation", "rwg"), ("why", "kijk eens mee"));
        var share = given.Headers.Location!.ToString().Split('/')[^1];
        await partner.Post("/duties/answer", "/account", ("kind", "share"), ("object", share), ("version", "1"), ("deed", "done"), ("outcome", "found"));
        await _node.Services.GetRequiredService<FollowSteps>().CatchUp(default);
        Assert.Contains("er kwam antwoord voor", await asker.Read("/notices"), StringComparison.Ordinal);
        Assert.DoesNotContain("er kwam antwoord voor", await guard.Read("/notices"), StringComparison.Ordinal);
        Assert.Contains($"/shared/{share}", await partner.Read("/notices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_of_the_owner_get_a_signed_event_that_is_tried_again_and_says_no_more_than_it_must()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var signal = await _node.MakeSignal(Container);
        var first = await Call();
        var (id, seconds, body) = (first.Headers["webhook-id"], first.Headers["webhook-timestamp"], first.Body);
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{seconds}.{body}"))), first.Headers["webhook-signature"]);
        using var said = JsonDocument.Parse(body);
        Assert.Equal(("1.0", "nl.knooppunt.duty.offered", $"signal/{signal.Id}", id), (Text(said, "specversion"), Text(said, "type"), Text(said, "subject"), Text(said, "id")));
        Assert.DoesNotContain(Container, body, StringComparison.Ordinal);

        // It answered that it could not: later the same event comes again, and then no more.
        _answer = StatusCodes.Status204NoContent;
        await Deliver(TimeSpan.FromSeconds(11));
        Assert.Equal(id, (await Call()).Headers["webhook-id"]);
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync();
        Assert.False(await db.Webhooks.AnyAsync());
    }

    // The example of the Standard Webhooks specification.
    [Fact]
    public void Signature_is_that_of_the_standard() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Webhooks.Sign(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));

    [Fact]
    public async Task Wish_that_does_not_fit_is_refused_in_a_sentence()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        foreach (var (field, value) in new[] { ("mail", "geen adres"), ("mail", "a@b.nl, c@d.nl"), ("mail", "Piet <piet@ect.example>"), ("quietFrom", "22:00") })
            Assert.Equal((field, value, HttpStatusCode.BadRequest), (field, value, (await Wish(officer, (field, value))).StatusCode));
    }

    [Fact]
    public void Settings_that_would_send_in_clear_or_unsigned_are_refused()
    {
        var settings = new NodeSettings
        {
            Mail = new() { Host = "mail.haven.example", Security = MailSecurity.None, From = "knooppunt", User = "knooppunt" },
            Organisations = [new() { Id = "ect", Webhook = new() { Url = "http://intern.ect.example/hook" } }],
        };
        Assert.Equal(5, SettingsCheck.Complaints(settings).Count());
    }

    static Task<HttpResponseMessage> Wish(Session session, params (string Name, string Value)[] fields) => session.Post("/notices/wish", "/account", fields);

    static string? Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString();

    async Task<(Dictionary<string, string> Headers, string Body)> Call() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    async Task<IResult> Receive(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        _calls.Writer.TryWrite((request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), await reader.ReadToEndAsync()));
        return Results.StatusCode(_answer);
    }

    // The mail's own work at a later moment, after the steps of a signal became notices.
    async Task Beat(string signal, TimeSpan later, Session? read = null)
    {
        await _node.Services.GetRequiredService<FollowSignals>().CatchUp(default);
        Assert.NotEmpty(await _node.Services.GetRequiredService<Duties>().Of(Duties.Signal, [signal]));
        await _node.Services.GetRequiredService<FollowSteps>().CatchUp(default);
        if (read is not null)
            await read.Read("/notices");
        await ActivatorUtilities.CreateInstance<NoticeMail>(_node.Services, Later(later)).Run(default);
    }

    Task Deliver(TimeSpan later) => ActivatorUtilities.CreateInstance<Webhooks>(_node.Services, Later(later)).Run(default);

    static StandingClock Later(TimeSpan later) => new() { Now = TimeProvider.System.GetUtcNow() + later };

    /// <summary>A mail server that knows the addresses of no domain called nowhere.</summary>
    sealed class Known : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, SmtpServer.Mail.IMailbox to, SmtpServer.Mail.IMailbox from, CancellationToken cancellationToken) => Task.FromResult(to.Host != "nergens.example");
    }

    /// <summary>What the mail server got.</summary>
    sealed class Post : MessageStore
    {
        readonly Channel<MimeMessage> _letters = Channel.CreateUnbounded<MimeMessage>();

        public bool Any => _letters.Reader.TryPeek(out _);

        public async Task<MimeMessage> Next() => await _letters.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream(buffer.ToArray());
            await _letters.Writer.WriteAsync(await MimeMessage.LoadAsync(bytes, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
