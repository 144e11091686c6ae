using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Tests.Node.Inspections;
using Knooppunt.Tests.Node.Reports;
using Knooppunt.Tests.Node.Running;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Knooppunt.Tests.Node.Access;

/// <summary>What somebody tries who wishes harm, or who is just not alone: floods, scripts in names, forged messages, two at once, a role that is lost while a page is open.</summary>
public sealed class AbuseTests(RunningNode node) : IClassFixture<RunningNode>
{
    const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";

    [Fact]
    public async Task Flood_of_reports_is_told_to_wait_and_nothing_that_was_typed_is_lost()
    {
        await using var flooded = new RunningNode();
        await flooded.InitializeAsync();
        using var reporter = new Reporter(flooded.Client());
        await reporter.Tell("Mannen met tassen bij de kade");
        var gates = flooded.Services.GetRequiredService<PublicGates>();
        while (gates.MaySend())
        {
            // As many others send at this moment as the node takes.
        }

        await reporter.Fill("/report");
        Assert.Equal(HttpStatusCode.TooManyRequests, reporter.Status);
        Assert.Contains("Er komt nu te veel tegelijk binnen", reporter.Page, StringComparison.Ordinal);
        Assert.Contains("Mannen met tassen bij de kade", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_in_a_name_or_a_text_is_read_as_text_everywhere()
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator));
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer), ("ect", Role.PrivacyOfficer));
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post("/settings/people/add", "/account", ("userName", $"s{Guid.NewGuid():N}"), ("displayName", Script))).StatusCode);
        var inspection = await Planned.Inspection(officer, $"{Script} controle", ("why", Script));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Post("/talk/say", "/account", ("kind", "inspection"), ("object", inspection), ("text", Script))).StatusCode);
        using var opened = await officer.Post("/cases/open", "/account", ("title", Script), ("home", "ect"), ("regime", "Avg"), ("purpose", "SiteSecurity"), ("tlp", "Amber"), ("basis", "LegitimateInterest"), ("article", Script));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        using var barrier = await officer.Post("/barriers/open", "/account", ("title", Script), ("kind", "Physical"), ("organisation", "ect"), ("state", "Working"), ("day", "2026-01-01"), ("expected", Script));
        Assert.Equal(HttpStatusCode.Redirect, barrier.StatusCode);
        using var reporter = new Reporter(node.Client());
        await reporter.Tell(Script);
        await reporter.SendAndSave();
        var report = System.Text.RegularExpressions.Regex.Match(await officer.Read("/reports"), "/reports/[0-9a-f]{16}").Value;
        foreach (var (session, page) in new[] { (administrator, "/settings"), (officer, "/inspections"), (officer, $"/inspections/{inspection}"), (officer, "/cases"), (officer, opened.Headers.Location!.ToString()), (officer, "/barriers"), (officer, barrier.Headers.Location!.ToString()), (officer, report), (officer, "/barriers.csv") })
        {
            using var answer = await session.Get(page);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("alert(1)", text, StringComparison.Ordinal);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.DoesNotContain("<script>alert", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Forged_webhook_has_not_the_signature_of_what_it_says()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var right = Webhooks.Sign(secret, "msg-1", 1_700_000_000, "{\"a\":1}");
        Assert.Equal(right, Webhooks.Sign(secret, "msg-1", 1_700_000_000, "{\"a\":1}"));
        foreach (var forged in new[] { Webhooks.Sign("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "msg-1", 1_700_000_000, "{\"a\":1}"), Webhooks.Sign(secret, "msg-2", 1_700_000_000, "{\"a\":1}"), Webhooks.Sign(secret, "msg-1", 1_700_000_001, "{\"a\":1}"), Webhooks.Sign(secret, "msg-1", 1_700_000_000, "{\"a\":2}") })
            Assert.NotEqual(right, forged);
    }

    [Fact]
    public async Task Forged_message_to_the_node_is_refused_whatever_it_says_of_its_sender()
    {
        using var stranger = node.Client();
        var item = Intake.Event("forged", "ect/gate", "container_seen", Intake.Seen("TCLU4265787"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync(Intake.Route, Intake.Structured(item))).StatusCode);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "kp_" + new string('A', 43));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync(Intake.Route, Intake.Structured(item))).StatusCode);
        // The key of one organisation does not speak for the source of another.
        using var sender = node.Sender();
        using var answer = await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event("forged-2", "rwg/gate", "container_seen", Intake.Seen("TCLU4265787"))));
        Assert.Equal((0, 1), ((await Intake.Answer(answer)).GetProperty("taken").GetInt32(), (await Intake.Answer(answer)).GetProperty("refused").GetInt32()));
    }

    [Fact]
    public async Task Of_two_who_decide_at_the_same_moment_one_does_and_the_other_is_told()
    {
        using var one = await node.SignIn(("ect", Role.SecurityOfficer));
        using var other = await node.SignIn(("ect", Role.Analyst));
        var inspection = await Planned.Inspection(one);
        (string, string)[] close = [("inspection", inspection), ("version", "1"), ("outcome", "Found"), ("result", "Er lag gereedschap.")];
        var page = await one.Read($"/inspections/{inspection}");
        close[1] = ("version", System.Text.RegularExpressions.Regex.Match(page, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value);
        var answers = await Task.WhenAll(one.Post("/inspections/close", "/account", close), other.Post("/inspections/close", "/account", close));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Contains("Somebody was first", await answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_loses_a_role_while_a_page_is_open_does_nothing_with_it_any_more()
    {
        var signal = await node.MakeSignal("TGHU1643396");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var page = await officer.Read($"/signals/{signal.Id}");
        Assert.Contains("/signals/assess", page, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signals/stream");
        using var stream = await officer.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var news = new StreamReader(await stream.Content.ReadAsStreamAsync());
        await news.ReadLineAsync();
        await Take(officer.Name);

        // What streams into the page ends before it tells of anything new.
        await node.MakeSignal("HLXU2008419");
        Assert.DoesNotContain("HLXU2008419", await news.ReadToEndAsync(), StringComparison.Ordinal);
        // A minute later, which is how long a request may still be taken for who sends it.
        var often = node.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value;
        var minute = often.ValidationInterval;
        Assert.True(minute <= TimeSpan.FromMinutes(1));
        often.ValidationInterval = TimeSpan.Zero;
        try
        {
            var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            using var late = await officer.PostBare("/signals/assess", ("signals", signal.Id), ("kind", "confirmed"), ("reason", "found"), ("__RequestVerificationToken", token));
            Assert.Contains(late.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
            Assert.Equal("/sign-in", (await officer.Get($"/signals/{signal.Id}")).Headers.Location?.AbsolutePath);
        }
        finally
        {
            often.ValidationInterval = minute;
        }

        using var colleague = await node.SignIn(("ect", Role.Analyst));
        Assert.DoesNotContain("Afgehandeld.", await colleague.Read($"/signals/{signal.Id}"), StringComparison.Ordinal);
    }

    // As the administrator does it, by the button beside the role.
    async Task Take(string name)
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator));
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync();
        var person = await db.Users.SingleAsync(row => row.DisplayName == name);
        var membership = await db.Memberships.SingleAsync(row => row.PersonId == person.Id);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post("/settings/people/role/take", "/account", ("membership", membership.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))).StatusCode);
    }
}
