using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Phenomena;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Inspections;

/// <summary>Where an inspection comes from, who hears of it, and where what it taught goes.</summary>
public sealed partial class LearntTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Phenomenon_file_begins_an_inspection_and_shows_it()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await node.SignIn(("rwg", Role.SecurityOfficer));
        var file = await PhenomenonTests.Shared(officer);
        Assert.Contains($"/inspections/new?phenomenon={file}", await officer.Read($"/phenomena/{file}"), StringComparison.Ordinal);
        Assert.Contains("bij de stapel?", await officer.Read($"/inspections/new?phenomenon={file}"), StringComparison.Ordinal);
        var id = await Planned.Inspection(officer, "Kijken bij de stapel", ("phenomenon", file));
        foreach (var person in new[] { officer, partner })
        {
            Assert.Contains($"/inspections/{id}", await person.Read($"/phenomena/{file}"), StringComparison.Ordinal);
            Assert.Contains($"/phenomena/{file}", await person.Read($"/inspections/{id}"), StringComparison.Ordinal);
        }

        // Who may not see the file cannot begin with it, and learns nothing of it.
        using var refused = await Planned.Plan(officer, ("phenomenon", new string('0', 32)));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Participants_hear_that_they_are_named_that_it_moved_and_that_it_is_over_once_each_and_nobody_of_their_own_deeds()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var other = await node.SignIn(("rwg", Role.Inspector));
        await OnDuty(officer, "ect");
        await OnDuty(other, "rwg");
        // A system that does not answer: what it is to be told waits.
        node.Settings.Organisations.Single(one => one.Id == "rwg").Webhook = new WebhookSettings { Url = "http://127.0.0.1:9/hook", SecretFile = Path.Combine(node.Folder, "nowhere") };
        var id = await Planned.Inspection(officer, "Controle die verzet wordt");
        Assert.Equal(HttpStatusCode.Forbidden, (await Move(other, id, 0, "ect-delta", "04:00")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Move(officer, id, 0, "ect-delta", "24:61")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Move(officer, id, 0, "ect-delta", "04:00")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Move(officer, id, 0, "ect-delta", "05:00")).StatusCode);
        // The same time and place is no news.
        Assert.Equal(HttpStatusCode.Redirect, (await Move(officer, id, 1, "ect-delta", "04:00")).StatusCode);
        (await officer.Post("/inspections/close", "/account", ("inspection", id), ("outcome", "NothingFound"), ("result", "Rustig."), ("version", "1"))).Dispose();
        Assert.Equal(HttpStatusCode.Conflict, (await Move(officer, id, 2, "ect-delta", "06:00")).StatusCode);
        // Following again, as after a kill, tells nobody twice.
        await node.Services.GetRequiredService<FollowNews>().CatchUp(default);

        await using var db = await node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync();
        var told = await db.Notices.Where(row => row.Object == id).OrderBy(row => row.Id).Select(row => new { row.Deed, row.Person }).ToListAsync();
        var who = await IdOf(other);
        Assert.Equal([(DutyDeed.Named, who), (DutyDeed.Moved, who), (DutyDeed.Finished, who)], told.Select(row => (row.Deed, row.Person)));
        var sent = (await db.Webhooks.Where(row => row.Organisation == "rwg").OrderBy(row => row.Id).Select(row => row.Body).ToListAsync()).Select(body => JsonNode.Parse(body)!).Where(one => (string?)one["subject"] == $"inspection/{id}").ToList();
        Assert.Equal(["nl.knooppunt.inspection.named", "nl.knooppunt.inspection.moved", "nl.knooppunt.inspection.finished"], sent.Select(one => (string?)one["type"]));
        Assert.All(sent, one => Assert.Equal("""{"organisation":"rwg"}""", one["data"]!.ToJsonString()));
        var page = await other.Read("/notices");
        Assert.Contains("gevraagd om mee te doen:", page, StringComparison.Ordinal);
        Assert.Contains("Controle die verzet wordt", page, StringComparison.Ordinal);
        Assert.Contains("tijd of plaats is veranderd voor", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_becomes_a_proposal_for_a_step_that_an_analyst_takes_over_or_refuses_with_a_reason()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        var id = await Planned.Inspection(officer);
        var finding = await Answer(officer, id, "ect", "fence", "gat achter de derde stapel");
        Assert.Contains($"?finding={finding}#learnt", await officer.Read($"/inspections/{id}"), StringComparison.Ordinal);
        Assert.Matches("<textarea[^>]*>gat achter de derde stapel</textarea>", await officer.Read($"/inspections/{id}?finding={finding}"));
        var script = node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-02")!.Script;
        var where = $"MO-02/{script.Steps[1].Code}";
        foreach (var (name, value, says) in new[] { ("where", "MO-02/nowhere", "step from the list"), ("what", "magic", "Choose from the list"), ("english", "", "in Dutch and in English"), ("text", "let op VX-123-L", "a plate"), ("english", "mail jan@example.org", "an e-mail address") })
        {
            using var refused = await Propose(officer, id, finding, where, (name, value));
            Assert.Equal((name, HttpStatusCode.BadRequest), (name, refused.StatusCode));
            Assert.Contains(says, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await Propose(officer, id, finding, where)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Propose(officer, id, finding, where, ("text", "Zij wachten tot de lamp uit is."))).StatusCode);
        Assert.Contains("wacht op een analist", await officer.Read($"/inspections/{id}"), StringComparison.Ordinal);
        var page = await analyst.Read("/scripts/proposals");
        Assert.Contains("Door een gat achter de stapels", page, StringComparison.Ordinal);
        var numbers = Number().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Equal(HttpStatusCode.Forbidden, (await Decide(officer, numbers[0], "adopt")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(analyst, numbers[0], "refuse")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(analyst, numbers[0], "refuse", "dat staat er al")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(analyst, numbers[1], "adopt")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Decide(analyst, numbers[1], "adopt")).StatusCode);
        Assert.Contains("gat achter de stapels", await analyst.Read("/scripts/MO-02"), StringComparison.Ordinal);
        var stand = await officer.Read($"/inspections/{id}");
        Assert.Contains("overgenomen", stand, StringComparison.Ordinal);
        Assert.Contains("niet overgenomen: dat staat er al", stand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_learnt_and_its_proposal_are_kept_both_or_neither()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var person = (await node.Services.GetRequiredService<PeopleNow>().Find(await IdOf(officer)))!;
        var step = node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-02")!.Script.Steps[0].Code;
        StepWish wish = new("ect", "MO-02", step, "opportunity", new("Door het gat dat er nooit kwam.", "Through the gap that never came."));
        await Assert.ThrowsAsync<IOException>(() => node.Services.GetRequiredService<StepProposals>().Propose(person, wish, async (number, whole) =>
        {
            await InspectionBook.Learn(new() { Inspection = "nergens", At = 0, Name = "x", Organisation = "ect", Text = "x" }, number, whole, default);
            throw new IOException("Cut off between the two and the end.");
        }, default));
        Assert.DoesNotContain(await node.Services.GetRequiredService<StepProposals>().Open(person), row => row.Dutch == wish.Text.Dutch);
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>().CreateDbContextAsync();
        Assert.False(await db.Proposals.AnyAsync(row => row.Inspection == "nergens"));
    }

    [Fact]
    public async Task Participant_who_may_not_see_the_script_reads_the_words_and_nothing_of_the_script_or_why_it_was_refused()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(officer);
        long number;
        await using (var db = await node.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync())
        {
            var row = db.StepProposals.Add(new() { Code = "MO-66", Step = "x", Kind = "opportunity", Dutch = "x", English = "x", Organisation = "rwg", ProposedBy = "x", At = 0, State = ProposalState.Refused, Why = "onze bron zegt anders" });
            await db.SaveChangesAsync();
            number = row.Entity.Number;
        }

        await using (var db = await node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>().CreateDbContextAsync())
        {
            db.Proposals.Add(new() { Inspection = id, At = 0, Name = "x", Organisation = "rwg", Text = "zij wachten op de wisseling", Proposed = number });
            await db.SaveChangesAsync();
        }

        var page = await officer.Read($"/inspections/{id}");
        Assert.Contains("zij wachten op de wisseling", page, StringComparison.Ordinal);
        Assert.Contains("een script dat u niet mag zien", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "MO-66", "onze bron zegt anders", "niet overgenomen" })
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_under_a_closed_regime_says_what_cannot_travel_and_why_and_does_not_travel()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var inspector = await node.SignIn(("rwg", Role.Inspector));
        var id = await Planned.Inspection(officer);
        var finding = await Answer(inspector, id, "rwg", "seals", "zegel 4711 past niet bij de papieren");
        var page = await inspector.Read($"/inspections/{id}?finding={finding}");
        Assert.Contains("niet als actiepunt naar een partner en niet als voorstel naar een script", page, StringComparison.Ordinal);
        Assert.Contains("na een vastgelegd besluit van de privacyfunctionaris", page, StringComparison.Ordinal);
        Assert.Contains("DWU art. 46", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Laat een partner dit oppakken", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"where\"", page, StringComparison.Ordinal);
        // The words of the finding are not laid ready to be told to others.
        Assert.DoesNotMatch("<textarea[^>]*>zegel 4711", page);

        var step = node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-02")!.Script.Steps[0].Code;
        using var refused = await Propose(inspector, id, finding, $"MO-02/{step}");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("does not go to a partner as an action point nor to a script", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Another participant does not learn that the finding is there.
        Assert.Equal(HttpStatusCode.NotFound, (await Propose(officer, id, finding, $"MO-02/{step}")).StatusCode);
        var other = await officer.Read($"/inspections/{id}?finding={finding}");
        Assert.DoesNotContain("zegel 4711", other, StringComparison.Ordinal);
        Assert.Contains("de anderen zien aantallen en de uitkomst", other, StringComparison.Ordinal);
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>().CreateDbContextAsync();
        Assert.False(await db.Proposals.AnyAsync(row => row.Inspection == id));
    }

    static async Task OnDuty(Session person, string organisation) =>
        Assert.Equal(HttpStatusCode.Redirect, (await person.Post("/duties/on-duty", "/account", ("organisation", organisation), ("person", Option(await person.Read("/duties"), person.Name)))).StatusCode);

    static string Option(string page, string name) => Regex.Match(page, $"<option value=\"([^\"]+)\"[^>]*>{Regex.Escape(name)}</option>").Groups[1].Value;

    async Task<string> IdOf(Session person)
    {
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<ShellDb>>().CreateDbContextAsync();
        return await db.Users.Where(row => row.DisplayName == person.Name).Select(row => row.Id).SingleAsync();
    }

    static async Task<string> Answer(Session person, string id, string organisation, string item, string note)
    {
        var answer = new SentAnswer(RandomId.New(), item, "Wrong", 0, 0, note, DateTimeOffset.UtcNow, []);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inspections/{id}/sync") { Content = JsonContent.Create(new SyncRequest(organisation, [answer])) };
        request.Headers.Add(SyncRoutes.Header, "1");
        using var sent = await person.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return answer.Id;
    }

    static Task<HttpResponseMessage> Move(Session person, string id, int version, string place, string time) => person.Post("/inspections/move", "/account", ("inspection", id), ("version", $"{version}"), ("place", place),
        ("day", DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("time", time), ("hours", "3"));

    static Task<HttpResponseMessage> Propose(Session person, string id, string finding, string where, params (string, string)[] instead) => person.PostWith("/inspections/propose",
        new() { ["inspection"] = id, ["finding"] = finding, ["where"] = where, ["what"] = "opportunity", ["text"] = "Door een gat achter de stapels.", ["english"] = "Through a gap behind the stacks." }, instead);

    static Task<HttpResponseMessage> Decide(Session person, string number, string deed, string why = "") =>
        person.Post("/scripts/steps/decide", "/account", ("number", number), ("organisation", "ect"), ("deed", deed), ("why", why));

    [GeneratedRegex("action=\"/scripts/steps/decide\".*?name=\"number\" value=\"([0-9]+)\"", RegexOptions.Singleline)]
    private static partial Regex Number();
}
