using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Merging;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Signals;

/// <summary>People tell several signals as one story and take it apart again; what Detection wrote stays as it was.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Merged_signals_are_one_line_one_page_one_duty_and_one_verdict_and_come_apart_again()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var (one, two, three) = ((await _node.MakeSignal("TCLU4265787")).Id, (await _node.MakeSignal("CSQU3054383")).Id, (await _node.MakeSignal("MSKU1234565")).Id);
        var before = await Stories();
        var lead = await Merged(officer, one, two);
        Assert.Equal(one, lead);
        // Who is in a story brings the story.
        Assert.Equal(one, await Merged(officer, two, three));
        Assert.Equal(before, await Stories());

        var list = await officer.Read("/signals");
        Assert.Contains($"/signals/{one}\"", list, StringComparison.Ordinal);
        Assert.Contains("met nog 2", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"/signals/{two}\"", list, StringComparison.Ordinal);
        var page = await officer.Read($"/signals/{one}");
        Assert.Contains("CSQU3054383", page, StringComparison.Ordinal);
        Assert.Contains("MSKU1234565", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/signals/{one}\"", await officer.Read($"/signals/{two}"), StringComparison.Ordinal);
        Assert.Equal([DutyState.Offered, DutyState.Closed, DutyState.Closed], await States(one, two, three));

        await officer.Post("/signals/assess", "/account", ("signals", one), ("kind", "confirmed"), ("reason", "found"));
        Assert.Equal(3, await Verdicts("confirmed"));
        Assert.Equal(HttpStatusCode.Conflict, (await Part(officer, two)).StatusCode);
        await officer.Post("/signals/assess", "/account", ("signals", one), ("kind", "reopened"));
        Assert.Equal([DutyState.Offered, DutyState.Closed, DutyState.Closed], await States(one, two, three));

        Assert.Equal(HttpStatusCode.Redirect, (await Part(officer, two)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Part(officer, two)).StatusCode);
        Assert.Equal([DutyState.Offered, DutyState.Offered, DutyState.Closed], await States(one, two, three));
        Assert.Contains($"/signals/{two}\"", await officer.Read("/signals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_belong_together_is_refused_in_a_sentence()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var inspector = await _node.SignIn(("ect", Role.Inspector));
        var (one, two, handled) = ((await _node.MakeSignal("TCLU4265787")).Id, (await _node.MakeSignal("CSQU3054383")).Id, (await _node.MakeSignal("MSKU1234565")).Id);
        await officer.Post("/signals/assess", "/account", ("signals", handled), ("kind", "dismissed"), ("reason", "exercise"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Merge(officer, one)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Merge(officer, one, handled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Merge(officer, one, "0000")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Merge(partner, one, two)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Part(partner, two)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Merge(inspector, one, two)).StatusCode);
        Assert.Empty(await _node.Services.GetRequiredService<Merges>().In(await Ect(), one));
    }

    static Task<System.Security.Claims.ClaimsPrincipal> Ect() =>
        Task.FromResult(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("member-of", $"ect|{Role.SecurityOfficer}")])));

    async Task<string> Merged(Session session, params string[] signals)
    {
        var answer = await Merge(session, signals);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    static Task<HttpResponseMessage> Merge(Session session, params string[] signals) => session.Post("/signals/merge", "/account", [.. signals.Select(id => ("signals", id))]);

    static Task<HttpResponseMessage> Part(Session session, string signal) => session.Post("/signals/part", "/account", ("signal", signal));

    async Task<string[]> Stories()
    {
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync();
        return await db.Signals.OrderBy(row => row.Id).Select(row => row.Story).ToArrayAsync();
    }

    async Task<int> Verdicts(string kind)
    {
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync();
        return await ListSignals.Verdicts(db).CountAsync(action => action.Kind == kind);
    }

    async Task<DutyState[]> States(params string[] signals)
    {
        await _node.Services.GetRequiredService<FollowSignals>().CatchUp(default);
        var rows = await _node.Services.GetRequiredService<Duties>().Of(Duties.Signal, signals);
        return [.. signals.Select(id => rows[id].State)];
    }
}
