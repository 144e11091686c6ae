using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Measures;
using Knooppunt.Node.Measures;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Measures;

/// <summary>Measures, seizures and extractor incidents over HTTP: who writes, who sees how much, and what ends.</summary>
public sealed partial class MeasureTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Measure_is_seen_whole_by_its_own_and_reduced_by_partners()
    {
        await Taken(cases.Officer, ("reference", "BEV-2026-9"), ("last", Day(7)), ("euros", "2500"));
        var (own, partner) = (await cases.Officer.Read("/measures/taken"), await cases.Centre.Read("/measures/taken"));
        Assert.Contains("BEV-2026-9", own, StringComparison.Ordinal);
        Assert.Contains("2.500", own, StringComparison.Ordinal);
        Assert.Contains("Loopt binnen twee weken af", partner, StringComparison.Ordinal);
        Assert.DoesNotContain("BEV-2026-9", partner, StringComparison.Ordinal);
        Assert.DoesNotContain("2.500", partner, StringComparison.Ordinal);
        Assert.DoesNotContain("BEV-2026-9", await cases.Centre.Read("/measures/taken.csv"), StringComparison.Ordinal);
        Assert.Contains("BEV-2026-9", await cases.Officer.Read("/measures/taken.csv"), StringComparison.Ordinal);
        // What left as a file stands with what left.
        Assert.Contains("maatregelen als bestand", await cases.Officer.Read("/shared"), StringComparison.Ordinal);

        // An inspector sees what was done for supervision and nothing that was done for the security of a site.
        Assert.Equal(HttpStatusCode.OK, (await cases.Customs.Get("/measures/taken")).StatusCode);
        Assert.DoesNotContain("<td>toegangsverbod voor een terrein", Squeezed(await cases.Customs.Read("/measures/taken")), StringComparison.Ordinal);
        await CaseNode.Refused(await TryTake(cases.Customs, ("organisation", "douane"), ("purpose", "SiteSecurity")), "for which you may write");
    }

    [Fact]
    public async Task Court_decides_and_the_catalogue_counts_it()
    {
        await Taken(cases.Customs, ("organisation", "douane"), ("purpose", "Supervision"), ("instrument", "penalty-order"), ("reference", "D-1"));
        var row = await RowOf("D-1");
        (string, string)[] outcome = [("measure", row.Id), ("version", "0"), ("result", "DidNotWork"), ("court", "Annulled"), ("judgment", "ECLI:NL:RBROT:2022:1"), ("last", "")];
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Officer.Post("/measures/judge", "/account", outcome)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Customs.Post("/measures/judge", "/account", outcome)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Customs.Post("/measures/judge", "/account", outcome)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Customs.Post("/measures/use", "/account", ("organisation", "douane"), ("instrument", "penalty-order"), ("used", "no"), ("note", "niet meer sinds de uitspraak"))).StatusCode);
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var page = await manager.Read("/measures");
        foreach (var text in new[] { "0% tot 79% werkte (0 van 1)", "rechter: 0 hield stand, 1 vernietigd", "gebruikt dit niet", "niet meer sinds de uitspraak", "vernietigd in februari 2022" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains("penalty-order,Administrative,APV,douane,1,0,1,0,1,0", await manager.Read("/measures/catalogue.csv"), StringComparison.Ordinal);
        await CaseNode.Refused(await cases.Officer.Post("/measures/use", "/account", ("organisation", "douane"), ("instrument", "closure"), ("used", "yes"), ("note", "")), "for which you may write");
        await CaseNode.Refused(await cases.Officer.Post("/measures/use", "/account", ("organisation", "ect"), ("instrument", "verzonnen"), ("used", "yes"), ("note", "")), "from the list");
    }

    [Fact]
    public async Task What_cannot_be_of_a_measure_is_refused_with_a_sentence()
    {
        await CaseNode.Refused(await TryTake(cases.Officer, ("instrument", "verzonnen")), "from the list");
        await CaseNode.Refused(await TryTake(cases.Officer, ("day", "2099-01-01")), "today or earlier");
        await CaseNode.Refused(await TryTake(cases.Officer, ("day", Day(-1)), ("last", Day(-2))), "before the first");
        await CaseNode.Refused(await TryTake(cases.Officer, ("euros", "veel")), "whole euros");
        await CaseNode.Refused(await TryTake(cases.Officer, ("reference", "kenteken VX-123-L")), "a plate");
        await CaseNode.Refused(await TryTake(cases.Officer, ("place", "nergens")), "from the list");
        Assert.Equal(HttpStatusCode.Conflict, (await TryTake(cases.Officer, ("incident", "0123"))).StatusCode);
    }

    [Fact]
    public async Task Seizure_is_no_yield_until_a_court_has_decided()
    {
        (string, string)[] line = [("line", "0"), ("version", "0"), ("organisation", "ect"), ("month", "2026-02"), ("kind", "Cash"), ("euros", "140000"), ("cost", "9000"), ("outcome", "Held"), ("confiscated", "")];
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/measures/seize", "/account", line)).StatusCode);
        await CaseNode.Refused(await Seize(line, ("outcome", "Confiscated")), "the amount that the court set");
        await CaseNode.Refused(await Seize(line, ("month", "2099-01")), "this month or earlier");
        await CaseNode.Refused(await Seize(line, ("month", "februari")), "yyyy-mm");
        await CaseNode.Refused(await Seize(line, ("organisation", "douane")), "for which you may write");
        await using var db = await Database();
        var id = (await db.Seizures.AsNoTracking().SingleAsync(row => row.Organisation == "ect", TestContext.Current.CancellationToken)).Id;
        Assert.Equal(HttpStatusCode.Conflict, (await Seize(line, ("line", Text(id)), ("version", "4"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Seize(line, ("line", Text(id)), ("outcome", "Confiscated"), ("confiscated", "95000"))).StatusCode);
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var page = await manager.Read("/measures/seized");
        foreach (var text in new[] { "140.000", "95.000", "9.000" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-02", page, StringComparison.Ordinal);
        Assert.Contains("2026-02", await cases.Centre.Read("/measures/seized"), StringComparison.Ordinal);
        Assert.Contains("ect,2026-02,Cash,140000,Confiscated,95000,9000", await cases.Centre.Read("/measures/seized.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extractor_incident_holds_ages_youth_care_and_the_measures_that_followed()
    {
        var id = await Incident(cases.Officer, ("age.Under16", "1"), ("age.From18To22", "2"), ("first", "3"));
        await Taken(cases.Officer, ("incident", id), ("instrument", "trespass"), ("reference", "PV-77"));
        var page = await cases.Officer.Read($"/extractors/{id}");
        foreach (var text in new[] { "3 uithalers", "onder 16: 1", "18 tot en met 22: 2", "Nog niet gevraagd", "Drie jongens achter de reefers", "vervolging van uithalers" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        var partner = await cases.Centre.Read($"/extractors/{id}");
        Assert.Contains("3 uithalers", partner, StringComparison.Ordinal);
        Assert.DoesNotContain("Drie jongens achter de reefers", partner, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await YouthCare(cases.Centre, id, 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await YouthCare(cases.Officer, id, 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await YouthCare(cases.Officer, id, 0)).StatusCode);
        Assert.Contains("wijkteam belt vandaag", await cases.Officer.Read($"/extractors/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await YouthCare(cases.Customs, id, 1)).StatusCode);

        var grown = await Incident(cases.Officer, ("age.From23", "1"));
        await CaseNode.Refused(await YouthCare(cases.Officer, grown, 0), "no minors");
        await CaseNode.Refused(await TryIncident(cases.Officer), "at least one");
        await CaseNode.Refused(await TryIncident(cases.Officer, ("age.From23", "1"), ("first", "2")), "Not more than there were");
        await CaseNode.Refused(await TryIncident(cases.Officer, ("age.From23", "101")), "0 to 100");
        await CaseNode.Refused(await TryIncident(cases.Officer, ("age.From23", "1"), ("day", "2099-01-01")), "not in the future");
        await CaseNode.Refused(await TryIncident(cases.Officer, ("age.From23", "1"), ("text", "bus VX-123-L wachtte")), "a plate");
        Assert.Equal(HttpStatusCode.Conflict, (await TryIncident(cases.Officer, ("age.From23", "1"), ("signal", "0123"))).StatusCode);
    }

    [Fact]
    public async Task Incident_follows_on_a_signal_that_the_person_sees()
    {
        var signal = await cases.Node.MakeSignal("MSCU6639871");
        Assert.Contains($"/extractors?signal={signal.Id}", await cases.Officer.Read($"/signals/{signal.Id}"), StringComparison.Ordinal);
        var id = await Incident(cases.Officer, ("age.Unknown", "2"), ("signal", signal.Id));
        Assert.Contains($"/signals/{signal.Id}", await cases.Officer.Read($"/extractors/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measures_end_five_years_after_their_last_day_and_what_a_court_has_stays()
    {
        await Taken(cases.Officer, ("reference", "OUD-1"), ("day", Day(-30)), ("last", Day(-10)));
        await Taken(cases.Officer, ("reference", "OUD-2"), ("day", Day(-30)), ("last", Day(-10)));
        var pending = await RowOf("OUD-2");
        await cases.Officer.Post("/measures/judge", "/account", ("measure", pending.Id), ("version", "0"), ("result", "Running"), ("court", "Pending"), ("judgment", ""), ("last", Day(-10)));
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(MeasureTerms.MeasureDays + 1) };
        var services = cases.Node.Services;
        var rights = new MeasureRights(cases.Node.Settings, services.GetRequiredService<Knooppunt.Node.Shell.NodePlaces>(), clock);
        await ActivatorUtilities.CreateInstance<EndMeasures>(services, clock, rights).Run(default);
        await using var db = await Database();
        var kept = await db.Measures.Select(row => row.Reference).ToListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("OUD-1", kept);
        Assert.Contains("OUD-2", kept);
    }

    Task<MeasuresDb> Database() => cases.Node.Services.GetRequiredService<IDbContextFactory<MeasuresDb>>().CreateDbContextAsync();

    async Task<MeasureRow> RowOf(string reference)
    {
        await using var db = await Database();
        return await db.Measures.AsNoTracking().SingleAsync(row => row.Reference == reference);
    }

    Task<HttpResponseMessage> Seize((string Name, string Value)[] line, params (string Name, string Value)[] instead) =>
        cases.Officer.Post("/measures/seize", "/account", [.. line.Where(field => instead.All(other => other.Name != field.Name)), .. instead]);

    static Task<HttpResponseMessage> YouthCare(Session session, string id, int version) =>
        session.Post("/extractors/youth-care", "/account", ("incident", id), ("version", Text(version)), ("deed", "asked"), ("note", "het wijkteam belt vandaag"));

    internal static async Task Taken(Session session, params (string Name, string Value)[] instead)
    {
        using var answer = await TryTake(session, instead);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    internal static Task<HttpResponseMessage> TryTake(Session session, params (string Name, string Value)[] instead) => session.PostWith("/measures/take", new()
    {
        ["instrument"] = "site-ban",
        ["organisation"] = "ect",
        ["purpose"] = "SiteSecurity",
        ["day"] = Day(0),
        ["last"] = "",
        ["place"] = "ect-delta",
        ["euros"] = "",
        ["reference"] = "",
        ["incident"] = "",
    }, instead);

    internal static async Task<string> Incident(Session session, params (string Name, string Value)[] instead)
    {
        using var answer = await TryIncident(session, instead);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/extractors/".Length..];
    }

    static Task<HttpResponseMessage> TryIncident(Session session, params (string Name, string Value)[] instead) => session.PostWith("/extractors/open", new()
    {
        ["organisation"] = "ect",
        ["purpose"] = "SiteSecurity",
        ["place"] = "ect-delta",
        ["day"] = Day(-1),
        ["time"] = "03:10",
        ["text"] = "Drie jongens achter de reefers",
        ["first"] = "",
        ["signal"] = "",
    }, instead);

    static string Day(int from) => TimeProvider.System.GetUtcNow().AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Squeezed(string page) => Blanks().Replace(page, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
