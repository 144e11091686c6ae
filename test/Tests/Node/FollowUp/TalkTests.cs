using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>What partners ask of each other has an owner and a clock too, and what came of it comes back.</summary>
public sealed class TalkTests : IAsyncLifetime
{
    const string Container = "TCLU4265787";
    readonly RunningNode _node = new();
    readonly StandingClock _clock = new() { Now = TimeProvider.System.GetUtcNow() };

    public ValueTask InitializeAsync()
    {
        _node.Settings.Organisations.Single(one => one.Id == "ect").Release = new ReleaseSettings { Rules = [new() { Type = "container_seen", Fields = ["container", "place", "ocr"] }] };
        _node.Settings.Centre = "rwg";
        return _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Receiver_of_a_signal_takes_it_and_what_came_of_it_comes_back_to_who_gave_it()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        var (signal, share) = await Given(officer);
        Assert.Contains($"/shared/{share}", await partner.Read("/duties"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/shared/{share}", await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Answer(officer, Duties.Share, share, "accept")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(partner, Duties.Share, share, "accept")).StatusCode);
        Assert.Contains("opgepakt", await officer.Read($"/signals/{signal}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(partner, Duties.Share, share, "done", ("outcome", "verzonnen"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(partner, Duties.Share, share, "done", ("outcome", "found"), ("text", "stond met VX-123-L bij hek 4"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(partner, Duties.Share, share, "done", ("outcome", "found"), ("text", "zegel verbroken, douane is er"))).StatusCode);
        Assert.Contains("Er is iets aangetroffen", await officer.Read($"/signals/{signal}"), StringComparison.Ordinal);
        Assert.Contains("zegel verbroken, douane is er", await officer.Read($"/shared/{share}"), StringComparison.Ordinal);
        Assert.Equal((DutyState.Closed, "found"), (await DutyOf(Duties.Share, share) is var done ? (done.State, done.Outcome) : default));
        // Who looked at an old page decides nothing.
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(partner, Duties.Share, share, "done", ("outcome", "nothing-found"))).StatusCode);
    }

    [Fact]
    public async Task Shared_and_left_unanswered_or_declined_it_is_back_with_who_gave_it_and_taken_back_it_ends()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        var (_, unanswered) = await Given(officer);
        var (_, declined) = await Given(officer, "CSQU3054383");
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(partner, Duties.Share, declined, "decline")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(partner, Duties.Share, declined, "decline", ("text", "dit is van de overslag"))).StatusCode);
        Assert.Equal("ect", (await DutyOf(Duties.Share, declined)).Owner);
        Assert.Contains("dit is van de overslag", await officer.Read($"/shared/{declined}"), StringComparison.Ordinal);

        _clock.Now = UnixNow((await DutyOf(Duties.Share, unanswered)).Deadline).AddSeconds(1);
        await Beat();
        Assert.Equal(("ect", 1), (await DutyOf(Duties.Share, unanswered) is var late ? (late.Owner, late.Late) : default));
        Assert.Contains($"/shared/{unanswered}", await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Post("/shares/withdraw", "/account", ("share", unanswered))).StatusCode);
        Assert.Equal(DutyState.Closed, (await DutyOf(Duties.Share, unanswered)).State);
        Assert.DoesNotContain($"/shared/{unanswered}", await officer.Read("/duties"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Action_point_is_asked_of_who_may_see_it_and_done_before_its_term_or_late()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        var signal = await Released();
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(centre, Duties.Signal, signal, "ect", "nee")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(centre, Duties.Signal, signal, "nergens", "bekijk de beelden")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Ask(centre, Duties.Signal, signal, "ect", "bekijk de beelden van hek 4")).StatusCode);
        Assert.Contains("bekijk de beelden van hek 4", await officer.Read("/duties"), StringComparison.Ordinal);
        var point = Assert.Single(await Kept.Points(Duties.Signal, signal));
        Assert.Equal("ect rwg", (await DutyOf(Duties.Action, point.Id)).Route);

        Assert.Equal(HttpStatusCode.Redirect, (await Answer(officer, Duties.Action, point.Id, "accept")).StatusCode);
        Assert.Equal(point.Due, (await DutyOf(Duties.Action, point.Id)).Deadline);
        _clock.Now = UnixNow(point.Due).AddSeconds(1);
        await Beat();
        Assert.Equal(("ect", 1), (await DutyOf(Duties.Action, point.Id) is var late ? (late.Owner, late.Late) : default));
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer(officer, Duties.Action, point.Id, "done", ("outcome", "not-done"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Answer(officer, Duties.Action, point.Id, "done", ("outcome", "done"), ("text", "twee mannen bij de kraan"))).StatusCode);
        Assert.Contains("twee mannen bij de kraan", await centre.Read($"/signals/{signal}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_signal_is_talked_about_inside_and_nobody_outside_reads_or_writes_along()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var auditor = await _node.SignIn(("ect", Role.Auditor));
        var (signal, share) = await Given(officer);
        Assert.Equal(HttpStatusCode.Redirect, (await Say(officer, Duties.Signal, signal, "<b>onder ons</b>")).StatusCode);
        Assert.Contains("&lt;b&gt;onder ons&lt;/b&gt;", await officer.Read($"/signals/{signal}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Say(partner, Duties.Signal, signal, "ik lees mee")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(officer, Duties.Signal, signal, "rwg", "kijk ook eens")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Say(auditor, Duties.Signal, signal, "ik ook")).StatusCode);

        // On the copy both talk, and what was said inside is not there.
        Assert.Equal(HttpStatusCode.Redirect, (await Say(partner, Duties.Share, share, "die wagen kennen wij")).StatusCode);
        var copy = await officer.Read($"/shared/{share}");
        Assert.Contains("die wagen kennen wij", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("onder ons", copy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Say(partner, Duties.Share, share, "bel jan@rwg.example")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Say(partner, Duties.Share, share, new string('a', OwnWords.Longest + 1))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Say(partner, Duties.Share, share, "  ")).StatusCode);
    }

    [Fact]
    public async Task What_was_said_ends_with_what_it_was_about()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var (signal, share) = await Given(officer);
        foreach (var (kind, id) in new[] { (Duties.Signal, signal), (Duties.Share, share) })
        {
            await Say(officer, kind, id, "kort gezegd");
            await Ask(officer, kind, id, "ect", "eerst dit");
        }

        var point = Assert.Single(await Kept.Points(Duties.Signal, signal));
        await using (var signals = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync())
            await signals.Signals.Where(row => row.Id == signal).ExecuteDeleteAsync();
        await officer.Post("/shares/withdraw", "/account", ("share", share));
        await _node.Services.GetRequiredService<EndDuties>().Run(default);
        foreach (var (kind, id) in new[] { (Duties.Signal, signal), (Duties.Share, share) })
        {
            Assert.Empty(await Kept.Notes(kind, id));
            Assert.Empty(await Kept.Points(kind, id));
        }

        Assert.Empty(await Clocks.Of(Duties.Signal, [signal]));
        Assert.Empty(await Clocks.Of(Duties.Action, [point.Id]));
        // That it was given stays, and what came of it.
        Assert.Single(await Clocks.Of(Duties.Share, [share]));
    }

    Talks Kept => _node.Services.GetRequiredService<Talks>();

    Duties Clocks => _node.Services.GetRequiredService<Duties>();

    async Task<DutyRow> DutyOf(string kind, string id) => (await Clocks.Of(kind, [id]))[id];

    async Task<(string Signal, string Share)> Given(Session officer, string container = Container)
    {
        var signal = (await _node.MakeSignal(container)).Id;
        await _node.Services.GetRequiredService<FollowSignals>().CatchUp(default);
        var given = await officer.Post("/shares/give", "/account", ("signal", signal), ("organisation", "rwg"), ("why", "kijk eens mee"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        return (signal, given.Headers.Location!.ToString().Split('/')[^1]);
    }

    async Task<string> Released()
    {
        await _node.MakeSignal(Container);
        var journals = _node.Services.GetRequiredService<JournalRoom>();
        return (await _node.SignalAfter(() => journals.Maintain(DateTimeOffset.UtcNow), row => row.Journal == "partnership")).Id;
    }

    async Task<HttpResponseMessage> Answer(Session session, string kind, string id, string deed, params (string Name, string Value)[] more) =>
        await session.Post("/duties/answer", "/account", [("kind", kind), ("object", id), ("version", $"{(await DutyOf(kind, id)).Version}"), ("deed", deed), .. more]);

    static Task<HttpResponseMessage> Say(Session session, string kind, string id, string text) => session.Post("/talk/say", "/account", ("kind", kind), ("object", id), ("text", text));

    static Task<HttpResponseMessage> Ask(Session session, string kind, string id, string organisation, string what) =>
        session.Post("/talk/ask", "/account", ("kind", kind), ("object", id), ("organisation", organisation), ("what", what), ("hours", "24"));

    static DateTimeOffset UnixNow(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);

    // The clock's own work at another moment than now.
    Task Beat() => ActivatorUtilities.CreateInstance<DutyClock>(_node.Services, ActivatorUtilities.CreateInstance<Duties>(_node.Services, _clock), _clock).Run(default);
}
