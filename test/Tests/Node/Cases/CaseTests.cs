using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.FollowUp;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>Partners work on a case together: who may see it, who decides, and what comes of it.</summary>
public sealed class CaseTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Only_named_organisations_see_a_case_and_of_those_only_the_roles_that_the_table_opens_it_for()
    {
        var id = await cases.Shared(("title", "Zaak van twee partners"));
        foreach (var (organisation, role) in from organisation in new[] { "ect", "rwg", "douane" } from role in Enum.GetValues<Role>() select (organisation, role))
        {
            using var session = await cases.Node.SignIn((organisation, role));
            var named = organisation is "ect" or "rwg" && role is Role.SecurityOfficer or Role.Analyst or Role.PrivacyOfficer;
            Assert.Equal((organisation, role, named ? HttpStatusCode.OK : HttpStatusCode.NotFound), (organisation, role, (await session.Get($"/cases/{id}")).StatusCode));
            var list = await session.Read("/cases");
            Assert.Equal((organisation, role, named), (organisation, role, list.Contains(id, StringComparison.Ordinal)));
            if (!named)
                Assert.Equal(HttpStatusCode.NotFound, (await session.Post("/cases/decide", "/account", ("case", id), ("text", "wij doen dit"), ("ground", "art. 1"))).StatusCode);
        }

        // A privacy officer reads and does not work in it; a partner works in it and does not decide who takes part.
        using var privacy = await cases.Node.SignIn(("ect", Role.PrivacyOfficer));
        Assert.Equal(HttpStatusCode.Forbidden, (await privacy.Post("/cases/decide", "/account", ("case", id), ("text", "wij doen dit"), ("ground", "art. 1"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/cases/decide", "/account", ("case", id), ("text", "De kade gaat 's nachts dicht"), ("ground", "APV art. 2:10"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseNode.AddPartner(cases.Centre, id, 1, "douane")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseNode.Close(cases.Centre, id, 1, "Measure")).StatusCode);
        var page = await cases.Officer.Read($"/cases/{id}");
        Assert.Contains("APV art. 2:10", page, StringComparison.Ordinal);
        Assert.Contains("convenant veilige haven, art. 5", page, StringComparison.Ordinal);
        Assert.Contains(await cases.Node.Services.GetRequiredService<ReadLog>().Search(cases.Officer.Name, null), look => look.Kind == "case" && look.What == id && look.Ground.Contains("ISPS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closed_regime_stays_inside_and_regimes_do_not_mix()
    {
        var closed = await CaseNode.Open(cases.Customs, "douane", ("title", "Controle van een lading"), ("regime", "Customs"), ("purpose", "Supervision"), ("basis", "FiscalSupervision"));
        await CaseNode.Refused(await CaseNode.AddPartner(cases.Customs, closed, 0, "ect"), "DWU art. 12");
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Centre.Get($"/cases/{closed}")).StatusCode);
        using var both = await cases.Node.SignIn(("ect", Role.Analyst), ("douane", Role.Analyst));
        var signal = await cases.Node.MakeSignal("TGHU1643396");
        await CaseNode.Refused(await both.Post("/cases/signal", "/account", ("case", closed), ("signal", signal.Id)), "another legal regime");
        await CaseNode.Refused(await CaseNode.Try(both, "douane", ("regime", "Customs"), ("purpose", "Supervision"), ("signal", signal.Id)), "another legal regime");

        // Who could not see the case cannot open it, and a mark that stays inside keeps partners out.
        await CaseNode.Refused(await CaseNode.Try(cases.Officer, "ect", ("regime", "Wpg8"), ("purpose", "Investigation")), "you could not see the case yourself");
        var strict = await CaseNode.Open(cases.Officer, "ect", ("tlp", "AmberStrict"));
        await CaseNode.Refused(await CaseNode.AddPartner(cases.Officer, strict, 0, "rwg"), "may not see this case. The mark keeps this inside");
    }

    [Fact]
    public async Task What_may_not_stand_in_a_case_is_refused_with_what_to_do()
    {
        foreach (var (name, value, said) in new[] { ("title", "nee", "5 to 150"), ("title", "Wagen VX-123-L bij de kade", "a plate"), ("article", "", "article"), ("article", "bel jan@rwg.example", "e-mail"), ("home", "rwg", "for which you may open"), ("place", "mars", "place of this node"), ("script", "MO-99", "kind from the list"), ("regime", "Geen", "from the lists") })
            await CaseNode.Refused(await CaseNode.Try(cases.Officer, "ect", (name, value)), said);
        var id = await cases.Shared();
        await CaseNode.Refused(await cases.Officer.Post("/cases/decide", "/account", ("case", id), ("text", "Volg VX-123-L"), ("ground", "art. 1")), "a plate");
        await CaseNode.Refused(await CaseNode.AddPartner(cases.Officer, id, 1, "mars"), "organisation of this node");
        await CaseNode.Refused(await cases.Officer.Post("/cases/partner/remove", "/account", ("case", id), ("version", "1"), ("organisation", "ect"), ("why", "niet meer nodig")), "Hand the lead over first");
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Officer.Post("/cases/signal", "/account", ("case", id), ("signal", "0123456789abcdef"))).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told()
    {
        var id = await CaseNode.Open(cases.Officer, "ect");
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.AddPartner(cases.Officer, id, 0, "rwg")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await CaseNode.AddPartner(cases.Officer, id, 0, "douane")).StatusCode);
        var answers = await Task.WhenAll(CaseNode.Close(cases.Officer, id, 1, "Measure"), CaseNode.Close(cases.Officer, id, 1, "NothingFound"));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Officer.Post("/cases/decide", "/account", ("case", id), ("text", "wij doen nog dit"), ("ground", "art. 1"))).StatusCode);

        // Who was just taken off does nothing more and sees nothing more.
        var other = await cases.Shared();
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/cases/partner/remove", "/account", ("case", other), ("version", "1"), ("organisation", "rwg"), ("why", "hun deel is klaar"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cases.Centre.Post("/cases/decide", "/account", ("case", other), ("text", "wij doen nog dit"), ("ground", "art. 1"))).StatusCode);
    }

    [Fact]
    public async Task Outcome_becomes_the_verdict_of_its_signals_and_the_duty_ends_and_comes_back()
    {
        var list = cases.Node.Services.GetRequiredService<ListSignals>();
        var (first, judged) = (await cases.Node.MakeSignal("CSQU3054383"), await cases.Node.MakeSignal("MSKU1234565"));
        Assert.Contains($"/cases/new?signal={first.Id}", await cases.Officer.Read($"/signals/{first.Id}"), StringComparison.Ordinal);
        Assert.Contains("MO-03\" selected", await cases.Officer.Read($"/cases/new?signal={first.Id}"), StringComparison.Ordinal);
        var id = await cases.Shared(("signal", first.Id), ("title", "Twee containers op de kade"));
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/cases/signal", "/account", ("case", id), ("signal", judged.Id))).StatusCode);
        Assert.Contains("Twee containers op de kade", await cases.Officer.Read($"/signals/{first.Id}"), StringComparison.Ordinal);
        // The centre is on the case, and the signal stands in the terminal's own journal: it learns that there is one and no more.
        var partner = await cases.Centre.Read($"/cases/{id}");
        Assert.Contains("Een signaal van ECT Delta", partner, StringComparison.Ordinal);
        Assert.DoesNotContain("CSQU", partner, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Id, partner, StringComparison.Ordinal);

        var duty = await cases.DutyOf(id);
        Assert.Equal((DutyState.Offered, "ect"), (duty.State, duty.Owner));
        Assert.Contains($"/cases/{id}", await cases.Officer.Read("/duties"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/duties/case", "/account", ("case", id), ("version", $"{duty.Version}"), ("deed", "accept"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/talk/say", "/account", ("kind", "case"), ("object", id), ("text", "Wij kijken mee vanaf de radar."))).StatusCode);
        Assert.Contains("Wij kijken mee vanaf de radar.", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);

        var before = await list.RecordOf(first.LeadPattern);
        await cases.Officer.Post("/signals/assess", "/account", ("signals", judged.Id), ("kind", "confirmed"), ("reason", "as-described"));
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Officer, id, 1, "Innocent")).StatusCode);
        var after = await list.RecordOf(first.LeadPattern);
        Assert.Equal((before.Confirmed + 1, before.Dismissed + 1, before.Innocent + 1), (after.Confirmed, after.Dismissed, after.Innocent));
        Assert.Equal(DutyState.Closed, (await cases.DutyOf(id)).State);
        Assert.DoesNotContain($"/cases/{id}", await cases.Officer.Read("/duties"), StringComparison.Ordinal);
        Assert.Contains("De uitkomst van de zaak werd het oordeel", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post("/cases/reopen", "/account", ("case", id), ("version", "2"), ("why", "er kwam iets bij"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/cases/reopen", "/account", ("case", id), ("version", "2"), ("why", "er kwam iets bij"))).StatusCode);
        Assert.Equal(DutyState.Offered, (await cases.DutyOf(id)).State);
    }

    [Fact]
    public async Task Lead_goes_over_to_a_named_partner_and_with_it_who_decides()
    {
        var id = await cases.Shared();
        var version = (await cases.DutyOf(id)).Version;
        (string, string)[] Over(string to, string reason) => [("case", id), ("version", $"{version}"), ("deed", "hand-over"), ("organisation", to), ("reason", reason)];
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post("/duties/case", "/account", Over("rwg", "wij doen het"))).StatusCode);
        await CaseNode.Refused(await cases.Officer.Post("/duties/case", "/account", Over("douane", "meer voor hen")), "named on the case");
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/duties/case", "/account", Over("rwg", "het speelt in de hele haven"))).StatusCode);
        Assert.Equal("rwg", (await cases.RowOf(id)).Owner);
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseNode.Close(cases.Officer, id, (await cases.RowOf(id)).Version, "Ended")).StatusCode);
        Assert.Contains("het speelt in de hele haven", await cases.Centre.Read($"/cases/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await CaseNode.Close(cases.Centre, id, (await cases.RowOf(id)).Version, "Ended")).StatusCode);
    }

    [Fact]
    public async Task Who_is_offered_a_case_declines_it_with_a_reason_and_it_goes_to_the_next()
    {
        var alone = await CaseNode.Open(cases.Officer, "ect");
        await CaseNode.Refused(await Decline(cases.Officer, alone, "niet van ons"), "Nobody comes after");
        var id = await cases.Shared();
        await cases.Node.Services.GetRequiredService<FollowCases>().CatchUp(default);
        Assert.Contains("Niet aan ons: naar", await cases.Officer.Read($"/cases/{id}"), StringComparison.Ordinal);
        await CaseNode.Refused(await Decline(cases.Officer, id, ""), "in a few words why");
        Assert.Equal(HttpStatusCode.Forbidden, (await Decline(cases.Centre, id, "niet van ons")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decline(cases.Officer, id, "het speelt niet bij ons op het terrein")).StatusCode);
        Assert.Equal(("rwg", "rwg"), ((await cases.DutyOf(id)).Owner, (await cases.RowOf(id)).Owner));
        Assert.Contains("het speelt niet bij ons op het terrein", await cases.Centre.Read($"/cases/{id}"), StringComparison.Ordinal);
        // What somebody took up is handed over, not declined.
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/duties/case", "/account", ("case", id), ("version", $"{(await cases.DutyOf(id)).Version}"), ("deed", "accept"))).StatusCode);
        using var late = await Decline(cases.Centre, id, "toch niet van ons");
        Assert.Contains(late.StatusCode, new[] { HttpStatusCode.Conflict, HttpStatusCode.BadRequest });
    }

    async Task<HttpResponseMessage> Decline(Session session, string id, string reason) =>
        await session.Post("/duties/case", "/account", ("case", id), ("version", $"{(await cases.DutyOf(id)).Version}"), ("deed", "decline"), ("reason", reason));

    [Fact]
    public async Task Nobody_answers_for_a_case_and_the_clock_gives_the_lead_to_the_next_partner()
    {
        var id = await cases.Shared();
        var (clock, follow) = (new StandingClock { Now = TimeProvider.System.GetUtcNow().AddHours(25) }, cases.Node.Services.GetRequiredService<FollowCases>());
        await ActivatorUtilities.CreateInstance<DutyClock>(cases.Node.Services, ActivatorUtilities.CreateInstance<Duties>(cases.Node.Services, clock), clock).Run(default);
        await follow.CatchUp(default);
        Assert.Equal(("rwg", 1, "rwg"), (await cases.DutyOf(id) is var late ? (late.Owner, late.Late, (await cases.RowOf(id)).Owner) : default));
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseNode.Close(cases.Officer, id, (await cases.RowOf(id)).Version, "Ended")).StatusCode);
        Assert.Contains("De klok van het knooppunt", await cases.Centre.Read($"/cases/{id}"), StringComparison.Ordinal);
    }
}
