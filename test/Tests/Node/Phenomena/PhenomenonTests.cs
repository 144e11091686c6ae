using System.Globalization;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Knowledge;
using Knooppunt.Node.Phenomena;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Phenomena;

/// <summary>Partners find out together how something can be stopped: who sees what of it, and how it goes on.</summary>
public sealed class PhenomenonTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Only_named_organisations_see_a_file_and_each_contribution_stands_under_its_own_mark()
    {
        var id = await Shared(cases.Officer);
        await Contribute(cases.Officer, id, "None", "Amber", "Ze komen tussen twee en vier uur.");
        await Contribute(cases.Officer, id, "None", "Red", "Onze hoek bij hek 4 is blind.");
        using var analyst = await cases.Node.SignIn(("ect", Role.Analyst));
        await Contribute(analyst, id, "Avg", "Amber", "Drie keer dezelfde pas, door wie weten wij niet.");
        foreach (var (organisation, role) in from organisation in new[] { "ect", "rwg", "douane" } from role in Enum.GetValues<Role>() select (organisation, role))
        {
            using var session = await cases.Node.SignIn((organisation, role));
            var named = organisation is "ect" or "rwg" && role is Role.SecurityOfficer or Role.Analyst or Role.Inspector or Role.PrivacyOfficer;
            using var answer = await session.Get($"/phenomena/{id}");
            Assert.Equal((organisation, role, named ? HttpStatusCode.OK : HttpStatusCode.NotFound), (organisation, role, answer.StatusCode));
            Assert.Equal((organisation, role, named), (organisation, role, (await session.Read("/phenomena")).Contains(id, StringComparison.Ordinal)));
            if (!named)
                continue;
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Ze komen tussen twee en vier uur.", page, StringComparison.Ordinal);
            Assert.Equal((organisation, role, organisation == "ect"), (organisation, role, page.Contains("hek 4 is blind", StringComparison.Ordinal)));
            Assert.Equal((organisation, role, role is Role.Analyst or Role.PrivacyOfficer), (organisation, role, page.Contains("Drie keer dezelfde pas", StringComparison.Ordinal)));
            Assert.Equal((organisation, role, organisation != "ect" || role is not (Role.Analyst or Role.PrivacyOfficer)), (organisation, role, page.Contains("Er is een bijdrage; wat erin staat mag u niet zien", StringComparison.Ordinal)));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Contribute(cases.Customs, id, "None", "Amber", "wij zien ze ook")).StatusCode);
        Assert.Contains(await cases.Node.Services.GetRequiredService<ReadLog>().Search(cases.Officer.Name, null, stop: TestContext.Current.CancellationToken), look => look.Kind == "phenomenon" && look.What == id);
    }

    [Fact]
    public async Task What_may_not_be_brought_is_refused_and_what_was_brought_can_be_taken_back()
    {
        var id = await Shared(cases.Officer);
        await CaseNode.Refused(await Contribute(cases.Officer, id, "Wpg8", "Amber", "uit een onderzoek"), "closed regime");
        await CaseNode.Refused(await Contribute(cases.Officer, id, "Avg", "Amber", "iemand van de ploeg"), "Your role may not bring this");
        await CaseNode.Refused(await Contribute(cases.Officer, id, "None", "Amber", "Wagen VX-123-L elke nacht"), "a plate");
        await CaseNode.Refused(await Contribute(cases.Officer, id, "None", "Geel", "Elke nacht een wagen"), "who may see it");
        await CaseNode.Refused(await cases.Officer.Post("/phenomena/open", "/account", ("question", "kort"), ("script", ""), ("home", "ect")), "10 to 300");
        await CaseNode.Refused(await cases.Officer.Post("/phenomena/open", "/account", ("question", "Hoe komen zij door de poort?"), ("script", ""), ("home", "rwg")), "for which you may open");
        await Contribute(cases.Officer, id, "None", "Green", "Elke nacht een wagen bij de kade.");
        var contribution = (await FileOf(id)).Contributions[0].Id;
        (string, string)[] back = [("file", id), ("contribution", contribution.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post("/phenomena/take-back", "/account", back)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/phenomena/take-back", "/account", back)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Officer.Post("/phenomena/take-back", "/account", back)).StatusCode);
        Assert.DoesNotContain("Elke nacht een wagen", await cases.Officer.Read($"/phenomena/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_goes_from_question_to_result_with_the_figures_of_each_step()
    {
        var id = await Shared(cases.Officer);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/phenomena/hypothesis", "/account", ("file", id), ("text", "Het hek bij de stapel staat open"))).StatusCode);
        var hypothesis = (await FileOf(id)).Hypotheses[0].Id.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/phenomena/argument", "/account", ("file", id), ("hypothesis", hypothesis), ("deed", "against"), ("text", "Het is elke avond nagekeken"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Officer.Post("/phenomena/argument", "/account", ("file", id), ("hypothesis", "99999"), ("text", "Het is elke avond nagekeken"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/phenomena/pattern", "/account", ("file", id), ("pattern", SampleFiles.PatternId))).StatusCode);
        await CaseNode.Refused(await cases.Officer.Post("/phenomena/pattern", "/account", ("file", id), ("pattern", "verzonnen")), "pattern of this node");

        await CaseNode.Refused(await Course(cases.Officer, id, 1, "Chosen"), "which step of the script");
        Assert.Equal(HttpStatusCode.Forbidden, (await Course(cases.Centre, id, 1, "Chosen", "hek dicht", "binnenkomen", "slot op het hek")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Officer, id, 1, "Chosen", "hek dicht", "binnenkomen", "slot op het hek")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Course(cases.Officer, id, 1, "Measured", "hek dicht", "binnenkomen", "slot op het hek", "het werd stil")).StatusCode);

        var signal = await cases.Node.MakeSignal("TCLU4265787");
        await cases.Officer.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "confirmed"), ("reason", "found"));
        await CaseNode.Refused(await Course(cases.Officer, id, 2, "Measured", "hek dicht", "binnenkomen", "slot op het hek"), "what came of it");
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Officer, id, 2, "Measured", "hek dicht", "binnenkomen", "slot op het hek", "het werd stil")).StatusCode);
        var file = await FileOf(id);
        Assert.Equal(1, file.Figures[file.Course[1].At].Single().Confirmed - file.Figures[file.Course[0].At].Single().Confirmed);
        var page = await cases.Centre.Read($"/phenomena/{id}");
        foreach (var text in new[] { "Het hek bij de stapel staat open", "Het is elke avond nagekeken", "slot op het hek", "het werd stil", "klopte (", "gemeten" })
            Assert.Contains(text, page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Officer, id, 3, "Closed", "hek dicht", "binnenkomen", "slot op het hek", "het werd stil")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Contribute(cases.Centre, id, "None", "Amber", "nog iets over het hek")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Officer, id, 4, "Open")).StatusCode);
        Assert.Equal("hek dicht", (await FileOf(id)).Row.Intervention);
    }

    [Fact]
    public async Task Closed_file_loses_what_is_personal_after_a_year_and_ends_after_five()
    {
        var id = await Shared(cases.Centre, "rwg", "ect");
        await Contribute(cases.Centre, id, "Avg", "Amber", "Drie keer dezelfde pas.");
        await Contribute(cases.Centre, id, "None", "Amber", "Ze komen in de nacht.");
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Centre, id, 1, "Closed", result: "te weinig om op door te gaan")).StatusCode);
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(364) };
        var end = ActivatorUtilities.CreateInstance<EndPhenomena>(cases.Node.Services, clock);
        await end.Run(default);
        Assert.Equal(["Drie keer dezelfde pas.", "Ze komen in de nacht."], (await FileOf(id)).Contributions.Select(row => row.Text));
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        Assert.Equal(["", "Ze komen in de nacht."], (await FileOf(id)).Contributions.Select(row => row.Text));
        var journals = cases.Node.Services.GetRequiredService<JournalRoom>();
        Assert.Contains(journals.Proofs("rwg", DateOnly.MinValue), proof => proof.Holds && proof.Records >= 1 && proof.Name.StartsWith("phenomenon-contributions-rwg-", StringComparison.Ordinal));
        clock.Now = clock.Now.AddDays(1462);
        await end.Run(default);
        Assert.Contains(journals.Proofs("rwg", DateOnly.MinValue), proof => proof.Holds && proof.Records >= 1 && proof.Name.StartsWith("phenomena-rwg-", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Centre.Get($"/phenomena/{id}")).StatusCode);
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<PhenomenaDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var kept = await db.Files.Select(row => row.Number).ToListAsync(TestContext.Current.CancellationToken);
        Assert.False(await db.Contributions.AnyAsync(row => !kept.Contains(row.File), TestContext.Current.CancellationToken) || await db.Partners.AnyAsync(row => !kept.Contains(row.File), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Organisation_that_leaves_leaves_the_lead_to_the_centre()
    {
        using var old = await cases.Node.SignIn(("oud", Role.Analyst));
        var id = await Shared(old, "oud", "ect");
        Assert.Equal(HttpStatusCode.NotFound, (await Course(cases.Centre, id, 1, "Chosen", "hek dicht", "binnenkomen", "slot op het hek")).StatusCode);
        cases.Node.Settings.Organisations.RemoveAll(organisation => organisation.Id == "oud");
        Assert.Contains(id, await cases.Centre.Read("/phenomena"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Centre, id, 1, "Chosen", "hek dicht", "binnenkomen", "slot op het hek")).StatusCode);
    }

    [Fact]
    public async Task What_a_file_taught_becomes_a_change_of_the_script_and_a_barrier()
    {
        var id = await Shared(cases.Officer);
        Assert.Equal(HttpStatusCode.Redirect, (await Course(cases.Officer, id, 1, "Chosen", "een slot op het hek", "binnenkomen", "slot op het hek")).StatusCode);
        var step = $"MO-02/{cases.Node.Services.GetRequiredService<ScriptShelf>().Shipped("MO-02")!.Script.Steps[0].Code}";
        await CaseNode.Refused(await Propose(cases.Officer, id, "MO-02/nowhere", "slot op het hek", "a lock on the fence"), "step from the list");
        await CaseNode.Refused(await Propose(cases.Officer, id, step, "slot op het hek", ""), "in Dutch and in English");
        await CaseNode.Refused(await Propose(cases.Officer, id, step, "let op VX-123-L", "mind VX-123-L"), "a plate");
        Assert.Equal(HttpStatusCode.NotFound, (await Propose(cases.Customs, id, step, "slot op het hek", "a lock on the fence")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Propose(cases.Centre, id, step, "Een slot dat niemand kan lenen.", "A lock that nobody can lend.")).StatusCode);
        Assert.Contains("wacht op een analist", await cases.Officer.Read($"/phenomena/{id}"), StringComparison.Ordinal);
        var number = System.Text.RegularExpressions.Regex.Match(await cases.Centre.Read("/scripts/proposals"), "name=\"number\" value=\"(\\d+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/steps/decide", "/account", ("number", number), ("organisation", "rwg"), ("deed", "adopt"), ("why", ""))).StatusCode);
        Assert.Contains("overgenomen", await cases.Officer.Read($"/phenomena/{id}"), StringComparison.Ordinal);
        Assert.Contains("Een slot dat niemand kan lenen.", await cases.Officer.Read("/scripts/MO-02"), StringComparison.Ordinal);

        Assert.Contains("value=\"slot op het hek\"", await cases.Officer.Read($"/barriers?phenomenon={id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("slot op het hek", await cases.Customs.Read($"/barriers?phenomenon={id}"), StringComparison.Ordinal);
        (string, string)[] barrier = [("title", "Slot op hek 4"), ("kind", "Physical"), ("organisation", "ect"), ("state", "Working"), ("day", "2026-01-01"), ("expected", "niemand erdoor"), ("phenomenon", id)];
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Customs.Post("/barriers/open", "/account", barrier)).StatusCode);
        using var opened = await cases.Officer.Post("/barriers/open", "/account", barrier);
        var made = opened.Headers.Location!.ToString();
        Assert.Contains("Slot op hek 4", await cases.Centre.Read($"/phenomena/{id}"), StringComparison.Ordinal);
        Assert.Contains($"/phenomena/{id}", await cases.Centre.Read(made), StringComparison.Ordinal);
        var other = await cases.Customs.Read(made);
        Assert.Contains("Slot op hek 4", other, StringComparison.Ordinal);
        Assert.DoesNotContain($"/phenomena/{id}", other, StringComparison.Ordinal);
    }

    static Task<HttpResponseMessage> Propose(Session session, string id, string where, string dutch, string english) =>
        session.Post("/phenomena/propose", "/account", ("file", id), ("where", where), ("what", "physical"), ("text", dutch), ("english", english));

    /// <summary>Opens a file with a partner on it.</summary>
    internal static async Task<string> Shared(Session session, string home = "ect", string partner = "rwg")
    {
        using var opened = await session.Post("/phenomena/open", "/account", ("question", "Hoe komen zij 's nachts bij de stapel?"), ("script", "MO-02"), ("home", home));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var id = opened.Headers.Location!.ToString()["/phenomena/".Length..];
        Assert.Equal(HttpStatusCode.Redirect, (await session.Post("/phenomena/partner", "/account", ("file", id), ("version", "0"), ("organisation", partner), ("deed", "add"))).StatusCode);
        return id;
    }

    internal static Task<HttpResponseMessage> Contribute(Session session, string id, string regime, string tlp, string text) =>
        session.Post("/phenomena/contribute", "/account", ("file", id), ("regime", regime), ("tlp", tlp), ("text", text));

    internal static Task<HttpResponseMessage> Course(Session session, string id, int version, string to, string intervention = "", string step = "", string barrier = "", string result = "") =>
        session.Post("/phenomena/course", "/account", ("file", id), ("version", version.ToString(CultureInfo.InvariantCulture)), ("to", to), ("intervention", intervention), ("step", step), ("barrier", barrier), ("result", result));

    async Task<PhenomenonFile> FileOf(string id)
    {
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<PhenomenaDb>>().CreateDbContextAsync();
        return (await PhenomenonFile.Read(db, id, default))!;
    }
}
