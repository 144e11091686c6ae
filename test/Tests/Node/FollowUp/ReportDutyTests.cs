using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>A report has an owner and a clock like everything else, and nobody but its owner learns of it here.</summary>
public sealed class ReportDutyTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Report_comes_to_its_owner_is_taken_by_the_first_answer_and_ends_with_the_last()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        Assert.NotNull(await mailboxes.Send(new ReportAnswers { What = "Er hangt 's nachts iemand bij de stapel." }, "ect", "form-1", default));
        var id = Assert.Single(await mailboxes.Of(["ect"])).Id;
        var duty = await DutyOf(id);
        Assert.Equal((DutyState.Offered, "ect"), (duty.State, duty.Route));
        Assert.Contains($"/reports/{id}", await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.DoesNotContain("iemand bij de stapel", await officer.Read("/duties"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await partner.Read("/duties"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await partner.Read("/briefing"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Post("/talk/say", "/account", ("kind", "report"), ("object", id), ("text", "ik lees mee"))).StatusCode);

        await Reply(officer, id, ReportOutcome.Open, 0);
        Assert.Equal(DutyState.Accepted, (await DutyOf(id)).State);
        await Reply(officer, id, Enum.GetValues<ReportOutcome>().First(outcome => outcome != ReportOutcome.Open), 1);
        Assert.Equal(DutyState.Closed, (await DutyOf(id)).State);

        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<ReportsDb>>().CreateDbContextAsync())
            await db.Reports.ExecuteDeleteAsync();
        await _node.Services.GetRequiredService<EndDuties>().Run(default);
        Assert.Empty(await _node.Services.GetRequiredService<Duties>().Of(Duties.Report, [id]));
    }

    [Fact]
    public async Task Report_that_is_handed_on_is_the_duty_of_who_got_it_and_readable_by_nobody_else()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.SecurityOfficer));
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        var code = await mailboxes.Send(new ReportAnswers { What = "Bij de buren hangt iemand rond." }, "ect", "form-2", default);
        await mailboxes.Send(new ReportAnswers { What = "intern", Kind = ReportKind.Internal }, "ect", "form-3", default);
        await mailboxes.Send(new ReportAnswers { What = "niet bij de buren", Without = ["rwg"] }, "ect", "form-4", default);
        var (id, staff, without) = ((await mailboxes.Of(["ect"]))[0].Id, (await mailboxes.Of(["ect"]))[1].Id, (await mailboxes.Of(["ect"]))[2].Id);
        Assert.Equal(DutyState.Offered, (await DutyOf(id)).State);
        await Reply(officer, id, ReportOutcome.Open, 0);
        Assert.Equal(DutyState.Accepted, (await DutyOf(id)).State);

        Assert.Equal(HttpStatusCode.NotFound, (await Hand(partner, id, "rwg", 1)).StatusCode);
        Assert.Contains("stays with who handles", await Told(Hand(officer, staff, "rwg", 0)), StringComparison.Ordinal);
        Assert.Contains("does not want this organisation", await Told(Hand(officer, without, "rwg", 0)), StringComparison.Ordinal);
        Assert.Contains("Choose another organisation", await Told(Hand(officer, id, "ect", 1)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Hand(officer, id, "rwg", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Hand(officer, id, "rwg", 1)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/reports/{id}")).StatusCode);
        Assert.Contains("Bij de buren hangt iemand rond.", await partner.Read($"/reports/{id}"), StringComparison.Ordinal);
        Assert.Contains("overgedragen aan u", await partner.Read("/reports"), StringComparison.Ordinal);
        var duty = await DutyOf(id);
        Assert.Equal((DutyState.Offered, "rwg"), (duty.State, duty.Owner));
        Assert.Contains("De buren kunnen kijken.", (await mailboxes.Open(code, default))!.Messages.Select(message => message.Text));
        await Reply(partner, id, ReportOutcome.Open, 2);
        Assert.Equal((DutyState.Accepted, "rwg"), (await DutyOf(id)) is var taken ? (taken.State, taken.Owner) : default);
    }

    [Fact]
    public async Task Report_says_who_handles_it_until_when_and_a_colleague_takes_it_over_before_anything_is_answered()
    {
        using var first = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var colleague = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.SecurityOfficer));
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        await mailboxes.Send(new ReportAnswers { What = "Iemand vroeg naar de roosters." }, "ect", "form-5", default);
        var id = Assert.Single(await mailboxes.Of(["ect"])).Id;
        var offered = await DutyOf(id);
        Assert.Contains("oppakken vóór", System.Net.WebUtility.HtmlDecode(await first.Read($"/reports/{id}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Take(partner, id, offered.Version)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Take(colleague, id, offered.Version)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Take(first, id, offered.Version)).StatusCode);
        var taken = await DutyOf(id);
        Assert.Equal((DutyState.Accepted, true), (taken.State, taken.Deadline > offered.Deadline));
        var page = System.Net.WebUtility.HtmlDecode(await first.Read($"/reports/{id}"));
        Assert.Contains(colleague.Name, page, StringComparison.Ordinal);
        Assert.Contains("Ik behandel dit", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ik behandel dit", await colleague.Read($"/reports/{id}"), StringComparison.Ordinal);
        // Taking it up is nothing that the reporter hears: the seven days go on.
        Assert.Null(Assert.Single(await mailboxes.Of(["ect"])).Confirmed);
    }

    [Fact]
    public async Task Report_that_nobody_takes_up_is_told_to_everybody_who_can_answer_there_and_to_nobody_else()
    {
        using var first = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var colleague = await _node.SignIn(("ect", Role.Analyst));
        using var partner = await _node.SignIn(("rwg", Role.SecurityOfficer));
        var mailboxes = _node.Services.GetRequiredService<Mailboxes>();
        await mailboxes.Send(new ReportAnswers { What = "Er staat een ladder tegen het hek." }, "ect", "form-6", default);
        var duty = await DutyOf(Assert.Single(await mailboxes.Of(["ect"])).Id);
        var clock = new StandingClock { Now = UnixTime.FromMicroseconds(duty.Deadline).AddMinutes(1) };
        await ActivatorUtilities.CreateInstance<DutyClock>(_node.Services, ActivatorUtilities.CreateInstance<Duties>(_node.Services, clock), clock).Run(default);
        await _node.Services.GetRequiredService<FollowSteps>().CatchUp(default);
        await using var db = await _node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync();
        var told = await db.Notices.Where(row => row.Object == duty.Object && row.Deed == DutyDeed.Escalated).Select(row => row.Person).ToListAsync();
        var watch = await _node.Services.GetRequiredService<OnDutyPeople>().Now(default);
        Assert.Equal(new[] { first.Name, colleague.Name }.Order(StringComparer.Ordinal), told.Select(watch.NameOf).Order(StringComparer.Ordinal));
    }

    static Task<HttpResponseMessage> Take(Session session, string id, int version) => session.Post("/duties/report", "/account", ("report", id), ("version", $"{version}"));

    static Task<HttpResponseMessage> Hand(Session officer, string id, string to, int version) =>
        officer.Post("/reports/hand-on", "/account", ("report", id), ("text", "De buren kunnen kijken."), ("organisation", to), ("version", $"{version}"));

    static async Task<string> Told(Task<HttpResponseMessage> answer)
    {
        using var refused = await answer;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        return System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
    }

    static async Task Reply(Session officer, string id, ReportOutcome outcome, int version)
    {
        using var answer = await officer.Post("/reports/reply", "/account", ("report", id), ("text", "Dank u, wij kijken ernaar."), ("outcome", $"{outcome}"), ("version", $"{version}"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    async Task<DutyRow> DutyOf(string id)
    {
        await _node.Services.GetRequiredService<FollowReports>().CatchUp(default);
        return (await _node.Services.GetRequiredService<Duties>().Of(Duties.Report, [id]))[id];
    }
}
