using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Reports;
using Knooppunt.Reports;
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
