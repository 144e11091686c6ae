using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>Every signal has one owner and one clock, whatever people do or leave.</summary>
public sealed class DutyTests : IAsyncLifetime
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
    public async Task Signal_comes_first_to_who_is_on_duty_where_it_happened_and_goes_on_when_declined()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var second = await _node.SignIn(("ect", Role.Analyst));
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        var signal = await Shared();
        var row = await DutyOf(signal);
        Assert.Equal((DutyState.Offered, "ect rwg", "ect"), (row.State, row.Route, row.Owner));
        Assert.Contains(officer.Name, await centre.Read($"/signals/{signal}"), StringComparison.Ordinal);
        // The list as CSV names the owner too, although nobody has been assigned.
        Assert.Contains(officer.Name, (await centre.Read("/signals/export")).Split('\n').Single(line => line.Contains(signal, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(signal, await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.DoesNotContain(signal, await centre.Read("/duties"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await Decline(centre, signal, row.Version, "niet van ons")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decline(officer, signal, row.Version, "nee")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decline(officer, signal, row.Version, "ligt buiten ons hek")).StatusCode);
        // It is no longer theirs to decline.
        Assert.Equal(HttpStatusCode.Forbidden, (await Decline(second, signal, row.Version, "dacht ik ook")).StatusCode);
        var next = await DutyOf(signal);
        Assert.Equal((DutyState.Offered, "rwg"), (next.State, next.Owner));
        Assert.Contains("ligt buiten ons hek", await centre.Read($"/signals/{signal}"), StringComparison.Ordinal);
        Assert.Contains(signal, await centre.Read("/duties"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await Decline(centre, signal, next.Version, "ook niet van ons")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await centre.Post("/duties/hand-over", "/account", ("signal", signal), ("version", $"{next.Version}"), ("organisation", "ect"), ("reason", "het ligt toch bij u"))).StatusCode);
        Assert.Equal(("ect", "ect rwg"), (await DutyOf(signal) is var back ? (back.Owner, string.Join(' ', back.Route.Split(' ')[^2..])) : default));
    }

    [Fact]
    public async Task Two_who_decide_at_once_do_not_both_decide()
    {
        using var one = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        var signal = await Shared();
        var version = (await DutyOf(signal)).Version;
        // While the first still reads, somebody of the same organisation takes it.
        await one.Post("/signals/assess", "/account", ("signals", signal), ("kind", "assigned"));
        using var late = await Decline(one, signal, version, "niet van ons");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(DutyState.Accepted, (await DutyOf(signal)).State);
    }

    [Fact]
    public async Task Taking_closing_and_reopening_a_signal_moves_its_duty_at_once()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var analyst = await _node.SignIn(("rwg", Role.Analyst));
        var signal = await Shared();
        await officer.Post("/signals/assess", "/account", ("signals", signal), ("kind", "assigned"));
        var taken = await DutyOf(signal);
        Assert.Equal((DutyState.Accepted, "ect"), (taken.State, taken.Owner));
        Assert.True(taken.Deadline - DateTimeOffset.UtcNow.UnixMicroseconds > TimeSpan.FromHours(11).TotalMicroseconds);

        // A partner takes it over: the owner changes with the person.
        await analyst.Post("/signals/assess", "/account", ("signals", signal), ("kind", "assigned"));
        Assert.Equal((DutyState.Accepted, "rwg"), (await DutyOf(signal) is var over ? (over.State, over.Owner) : default));
        await analyst.Post("/signals/assess", "/account", ("signals", signal), ("kind", "confirmed"), ("reason", ReasonCodes.For("confirmed").First().Code));
        Assert.Equal(DutyState.Closed, (await DutyOf(signal)).State);
        Assert.DoesNotContain(signal, await analyst.Read("/duties"), StringComparison.Ordinal);
        await analyst.Post("/signals/assess", "/account", ("signals", signal), ("kind", "reopened"));
        Assert.Equal((DutyState.Offered, "rwg"), (await DutyOf(signal) is var again ? (again.State, again.Owner) : default));
        Assert.Equal([DutyDeed.Offered, DutyDeed.Accepted, DutyDeed.TakenOver, DutyDeed.Closed, DutyDeed.Reopened], await Deeds(signal));
    }

    [Fact]
    public async Task Nobody_answers_and_the_clock_passes_it_on_and_then_keeps_counting()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var centre = await _node.SignIn(("rwg", Role.Analyst));
        var signal = await Shared();
        await DutyOf(signal);
        _clock.Now = TimeProvider.System.GetUtcNow().AddMinutes(29);
        await Beat();
        Assert.Equal("ect", (await DutyOf(signal)).Owner);
        _clock.Now = _clock.Now.AddMinutes(2);
        await Beat();
        await Beat();
        Assert.Equal(("rwg", 1), (await DutyOf(signal) is var next ? (next.Owner, next.Late) : default));
        Assert.Contains("te laat", await centre.Read("/duties"), StringComparison.OrdinalIgnoreCase);
        _clock.Now = _clock.Now.AddMinutes(31);
        await Beat();
        Assert.Equal(("rwg", 2), (await DutyOf(signal) is var last ? (last.Owner, last.Late) : default));
        Assert.Equal([DutyDeed.Offered, DutyDeed.Escalated, DutyDeed.Escalated], await Deeds(signal));
    }

    [Fact]
    public async Task Own_journals_signal_stays_with_its_organisation_and_where_nobody_is_the_administrator_has_it()
    {
        var signal = (await _node.MakeSignal(Container)).Id;
        var row = await DutyOf(signal);
        Assert.Equal("ect", row.Route);
        Assert.NotNull(row.Person);
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var away = await officer.Post("/duties/hand-over", "/account", ("signal", signal), ("version", $"{row.Version}"), ("organisation", "rwg"), ("reason", "kijk eens mee"));
        Assert.Equal(HttpStatusCode.BadRequest, away.StatusCode);
        Assert.Equal("ect", (await DutyOf(signal)).Owner);
    }

    [Fact]
    public async Task Duties_end_with_their_signals()
    {
        var (kept, ended) = ((await _node.MakeSignal(Container)).Id, (await _node.MakeSignal("CSQU3054383")).Id);
        await DutyOf(kept);
        await DutyOf(ended);
        await using (var signals = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync())
            await signals.Signals.Where(row => row.Id == ended).ExecuteDeleteAsync();
        await _node.Services.GetRequiredService<EndDuties>().Run(default);
        Assert.Equal([kept], (await _node.Services.GetRequiredService<Duties>().Of(Duties.Signal, [kept, ended])).Keys);
    }

    static Task<HttpResponseMessage> Decline(Session session, string signal, int version, string reason) =>
        session.Post("/duties/decline", "/account", ("signal", signal), ("version", $"{version}"), ("reason", reason));

    async Task<string> Shared()
    {
        var journals = _node.Services.GetRequiredService<JournalRoom>();
        await _node.MakeSignal(Container);
        return (await _node.SignalAfter(() => journals.Maintain(DateTimeOffset.UtcNow), row => row.Journal == "partnership")).Id;
    }

    async Task<DutyRow> DutyOf(string signal)
    {
        await _node.Services.GetRequiredService<FollowSignals>().CatchUp(default);
        return (await _node.Services.GetRequiredService<Duties>().Of(Duties.Signal, [signal]))[signal];
    }

    async Task<DutyDeed[]> Deeds(string signal) => [.. (await _node.Services.GetRequiredService<Duties>().History((await DutyOf(signal)).Id)).Select(step => step.Deed)];

    // The clock's own work at another moment than now.
    Task Beat() => ActivatorUtilities.CreateInstance<DutyClock>(_node.Services, ActivatorUtilities.CreateInstance<Duties>(_node.Services, _clock), _clock).Run(default);
}
