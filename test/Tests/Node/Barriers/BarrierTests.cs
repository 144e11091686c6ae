using System.Globalization;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Barriers;

/// <summary>The register of barriers over HTTP, and sentences about their effect that never say more than the test.</summary>
public sealed class BarrierTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Barrier_is_written_by_its_own_and_read_with_its_course_and_cost()
    {
        var id = await Open(cases.Officer, ("branch", "Haulage"), ("fall", "30"));
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/barriers/stand", "/account", ("barrier", id), ("state", "Broken"), ("day", Day(-1)), ("note", "kabel stuk"))).StatusCode);
        var page = await cases.Centre.Read($"/barriers/{id}");
        foreach (var text in new[] { "stuk", "kabel stuk", "MO-03/collect", "40.0", "wegvervoer", "(30% minder)" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/barriers/stand", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post("/barriers/stand", "/account", ("barrier", id), ("state", "Working"), ("day", Day(0)), ("note", ""))).StatusCode);
        Assert.Contains("Slimme paal bij hek 4", await cases.Centre.Read("/barriers.csv"), StringComparison.Ordinal);
        await CaseNode.Refused(await TryOpen(cases.Officer, ("organisation", "rwg")), "for which you may write");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("branch", "Zeerovers")), "the branch");
        foreach (var fall in new[] { "0", "101", "veel" })
            await CaseNode.Refused(await TryOpen(cases.Officer, ("fall", fall)), "1 to 100");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("once", "veel")), "whole euros");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("place", "nergens")), "from the list");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("step", "bij VX-123-L?")), "Choose a step");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("day", "ooit")), "since when");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("title", "hek")), "5 to 120");
        await CaseNode.Refused(await TryOpen(cases.Officer, ("expected", "houdt VX-123-L tegen")), "a plate");
    }

    [Fact]
    public async Task Effect_is_said_interval_first_and_never_more_than_the_test()
    {
        var id = await Open(cases.Officer);
        // Wheeler and Ratcliffe (2018): control 308 to 318, treated 207 to 110; neighbours 150 to 140 and 178 to 157: -118, interval -196 to -40.
        await Study(id, 207, 110, 308, 318, 178, 157, 150, 140);
        var page = await cases.Officer.Read($"/barriers/{id}");
        foreach (var text in new[] { "Tussen -195,6 en -40,4", "op deze plaats en bij de buren samen daalde het meer", "Verplaatsing naar de buren is niet aangetoond", "0,26 (ook bij de buren daalde het)", "130,5 voorkomen per 30 dagen", "Om te beschrijven, niet om te toetsen", "Wheeler en Ratcliffe" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        await Study(id, 50, 48, 60, 61);
        Assert.Contains("Niet aangetoond: het verschil ligt tussen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 6, 2, 4, 4);
        // poisson.test(c(2, 6)), R 4.2.2: .0329 to 1.8643.
        Assert.Contains("0,03 tot 1,86 keer zo vaak als ervoor, en dat kan toeval zijn (kans 0,17)", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 0, 0, 0, 0);
        Assert.Contains("Niet te toetsen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        // The quotient says why it cannot be given: nothing to divide by, and nothing that could have moved.
        await Study(id, 20, 10, 0, 8, 9, 9, 9, 9);
        Assert.Contains("daar wordt door gedeeld", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 20, 30, 20, 20, 9, 9, 9, 9);
        Assert.Contains("er is niets dat zich kon verplaatsen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        var file = await cases.Centre.Read($"/barriers/{id}/studies.csv");
        Assert.Contains(",treated_neighbours,after,30,157", file, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);

        await CaseNode.Refused(await TryStudy(id, ("treated-after", "-1")), "whole counts");
        await CaseNode.Refused(await TryStudy(id, ("around-treated-before", "3")), "all four, or none");
        await CaseNode.Refused(await TryStudy(id, ("days-after", "0")), "1 to 3660");
        await CaseNode.Refused(await TryStudy(id, ("source", "")), "where the figures come from");
    }

    [Fact]
    public async Task Signals_are_counted_as_many_days_before_as_since()
    {
        await cases.Node.MakeSignal("TCLU4265787");
        var id = await Open(cases.Officer, ("day", Day(-3)));
        (string, string)[] count = [("barrier", id), ("control", "rwg"), ("around", ""), ("control-around", ""), ("days", "3")];
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", [.. count[..1], ("control", "ect-delta"), .. count[2..]]), "different places");
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", [.. count[..4], ("days", "400")]), "shorter period");
        using var answer = await cases.Officer.Post("/barriers/count", "/account", count);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("signalen van dit knooppunt", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programme_manager_writes_for_the_own_organisation_and_an_auditor_reads()
    {
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var id = await Open(manager, ("organisation", "rwg"));
        using var auditor = await cases.Node.SignIn(("rwg", Role.Auditor));
        Assert.Equal(HttpStatusCode.OK, (await auditor.Get($"/barriers/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Post("/barriers/stand", "/account", ("barrier", id), ("state", "Broken"), ("day", Day(0)), ("note", ""))).StatusCode);
        using var clerk = await cases.Node.SignIn(("rwg", Role.GateClerk));
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get($"/barriers/{id}")).StatusCode);
    }

    internal static async Task<string> Open(Session session, params (string Name, string Value)[] instead)
    {
        using var answer = await TryOpen(session, instead);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString()["/barriers/".Length..];
    }

    static Task<HttpResponseMessage> TryOpen(Session session, params (string Name, string Value)[] instead) => session.PostWith("/barriers/open", new()
    {
        ["title"] = "Slimme paal bij hek 4",
        ["kind"] = "Physical",
        ["step"] = "MO-03/collect",
        ["place"] = "ect-delta",
        ["organisation"] = "ect",
        ["state"] = "Working",
        ["day"] = Day(-90),
        ["once"] = "40000",
        ["yearly"] = "100",
        ["expected"] = "minder vreemde wagens op de kade",
    }, instead);

    Task<HttpResponseMessage> TryStudy(string id, params (string Name, string Value)[] instead) => TryStudy(cases.Officer, id, instead);

    internal static Task<HttpResponseMessage> TryStudy(Session session, string id, params (string Name, string Value)[] instead) => session.PostWith("/barriers/study", new()
    {
        ["barrier"] = id,
        ["what"] = "gemelde doorgangen",
        ["source"] = "logboek van het terrein",
        ["days-before"] = "30",
        ["days-after"] = "30",
        ["treated-before"] = "10",
        ["treated-after"] = "10",
        ["control-before"] = "10",
        ["control-after"] = "10",
        ["around-treated-before"] = "",
        ["around-treated-after"] = "",
        ["around-control-before"] = "",
        ["around-control-after"] = "",
    }, instead);

    async Task Study(string id, params int[] counts)
    {
        string[] names = ["treated-before", "treated-after", "control-before", "control-after", "around-treated-before", "around-treated-after", "around-control-before", "around-control-after"];
        using var answer = await TryStudy(id, [.. counts.Select((count, at) => (names[at], count.ToString(CultureInfo.InvariantCulture)))]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    static string Day(int from) => TimeProvider.System.GetUtcNow().AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
