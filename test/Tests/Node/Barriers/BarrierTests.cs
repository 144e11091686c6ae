using System.Globalization;
using System.Net;
using Knooppunt.Barriers;
using Knooppunt.Disclosure.Access;
using Knooppunt.Effect;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        foreach (var text in new[] { "stuk", "Kabel stuk.", "MO-03: ophalen", "40.0", "wegvervoer", "(30% minder)" })
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
        foreach (var text in new[] { "Tussen -195,6 en -40,4", "op deze plaats en bij de buren samen daalde het, vergeleken met elders", "Verplaatsing naar de buren is niet aangetoond", "0,26 (ook bij de buren daalde het, vergeleken met de vergelijkbare plaats)", "130,5 voorkomen per 30 dagen", "Om te beschrijven, niet om te toetsen", "Wheeler en Ratcliffe" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        await Study(id, 50, 48, 60, 61);
        Assert.Contains("Niet aangetoond: het verschil ligt tussen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 6, 2, 4, 4);
        // poisson.test(c(2, 6)), R 4.2.2: .0329 to 1.8643.
        Assert.Contains("0,03 tot 1,86 keer zo vaak als ervoor, en dat kan toeval zijn (kans volgens de E-test 0,175)", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        // The E-test alone would call 5 to 0 a change (.020); the exact interval, 0 to 1.09, holds none.
        await Study(id, 5, 0, 4, 4);
        Assert.Contains("0,00 tot 1,09 keer zo vaak als ervoor, en dat kan toeval zijn (kans volgens de E-test 0,020)", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 0, 0, 0, 0);
        Assert.Contains("Niet te toetsen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        // The quotient says why it cannot be given: nothing to divide by, and nothing that could have moved.
        await Study(id, 20, 10, 0, 8, 9, 9, 9, 9);
        Assert.Contains("daar wordt door gedeeld", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        await Study(id, 20, 30, 20, 20, 9, 9, 9, 9);
        Assert.Contains("er is niets dat zich kon verplaatsen", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        var file = await cases.Centre.Read($"/barriers/{id}/studies.csv");
        Assert.Contains(",treated_neighbours,after,30,157", file, StringComparison.Ordinal);
        PageFigures.AreNumbers(page);

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
        // The node counts since today alone: three days before it began are no days without signals.
        (string, string)[] asked = [("barrier", id), ("control", "rwg"), ("around", ""), ("control-around", ""), ("days", "3")];
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", asked), "were counted and kept here since");
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Signals.Add(OwnCountsTests.Signal("counted-since", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-12)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        (string, string)[] count = [("barrier", id), ("control", "rwg"), ("around", ""), ("control-around", ""), ("days", "3")];
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", [.. count[..1], ("control", "ect-delta"), .. count[2..]]), "different places");
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", [.. count[..4], ("days", "400")]), "shorter period");
        // Today is not over: four days since three days ago are not whole.
        await CaseNode.Refused(await cases.Officer.Post("/barriers/count", "/account", [.. count[..4], ("days", "4")]), "whole days");
        using var answer = await cases.Officer.Post("/barriers/count", "/account", count);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("signalen van dit knooppunt", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sizes_and_harm_are_chosen_with_their_source_and_kinds_add_up()
    {
        var id = await Open(cases.Officer);
        await Study(id, 207, 110, 308, 318, 178, 157, 150, 140);
        var (first, before) = (await LastStudy(), await cases.Officer.Read($"/barriers/{id}"));
        Assert.DoesNotContain("Samen, gewogen naar schade", before, StringComparison.Ordinal);
        (string, string)[] weights = [("barrier", id), ("study", first), ("size-treated", "2"), ("size-control", "4"), ("size-around-treated", "1"), ("size-around-control", "2"), ("unit", "ligplaatsen"), ("harm", "10"), ("source", "")];
        foreach (var (name, value, sentence) in new[]
        {
            ("harm", "0", "weight of harm as a number above 0"), ("harm", "veel", "weight of harm as a number above 0"), ("harm", "1e9", "weight of harm as a number above 0"), ("harm", "1.000", "may mean thousands or decimals. Write 1000 for thousands or 1.0000 for decimals"), ("size-control", "2,500", "Write 2500 for thousands"), ("size-control", "1.000.000", "write nothing between thousands"), ("size-control", "", "of each place"), ("size-treated", "-2", "of each place"),
            ("unit", "", "in what size is measured"), ("source", "cbs", "where the weights come from"), ("source", "gezien bij VX-123-L", "a plate"),
        })
            await CaseNode.Refused(await Weigh([.. weights.Where(field => field.Item1 != name), (name, value)]), sentence);
        Assert.Equal(HttpStatusCode.Conflict, (await Weigh([.. weights.Where(field => field.Item1 != "study"), ("study", "999999")])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Weigh(weights)).StatusCode);

        // At the size of this place: -97 - 10/2 + (-21)/.5 - (-10)/1 = -134, variance 317 + 626/4 + 335/.25 + 290 = 2103.5 (by hand).
        var page = await cases.Officer.Read($"/barriers/{id}");
        foreach (var text in new[] { "Tussen -223,9 en -44,1", "deze plaats 2, vergelijkbare plaats 4, buren van deze plaats 1, buren van de andere 2 (ligplaatsen)", "Bron van de gewichten: aangenomen" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Samen, gewogen naar schade", page, StringComparison.Ordinal);

        // A second kind, without sizes: 10 x -134 + 2,5 x -20 = -1390, standard error the root of 100 x 2103.5 + 6.25 x 160 (by hand).
        Assert.Equal(HttpStatusCode.Redirect, (await TryStudy(id, [("what", "gestolen zegels"), ("treated-before", "30"), ("treated-after", "10"), ("control-before", "20"), ("control-after", "20"), ("around-treated-before", "20"), ("around-treated-after", "20"), ("around-control-before", "20"), ("around-control-after", "20")])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Weigh([("barrier", id), ("study", await LastStudy()), ("harm", "2,5"), ("source", "schadelijst van het programma")])).StatusCode);
        page = await cases.Officer.Read($"/barriers/{id}");
        foreach (var text in new[] { "Samen, gewogen naar schade", "Als deze gewichten kloppen: tussen -2.291,1 en -488,9 per 30 dagen: de schade daalde", "schadelijst van het programma", "Niet elk gewicht heeft een bron" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains("Samen, gewogen naar schade. Als deze gewichten kloppen: tussen -2.291,1", await cases.Officer.Read($"/loop/barrier/{id}"), StringComparison.Ordinal);
        Assert.Contains(",control,before,30,308,4,10,assumed", await cases.Centre.Read($"/barriers/{id}/studies.csv"), StringComparison.Ordinal);

        // One thing counts once; without neighbours it cannot be added to what has them; what was taken away is gone.
        await Study(id, 50, 48, 60, 61);
        await CaseNode.Refused(await Weigh([("barrier", id), ("study", await LastStudy()), ("harm", "3")]), "it would count twice");
        Assert.Equal(HttpStatusCode.Redirect, (await Weigh([("barrier", id), ("study", first)])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Weigh([("barrier", id), ("study", await LastStudy()), ("harm", "3")])).StatusCode);
        // Of comparisons that nobody weighed together the last is told, and that there are others.
        var other = await Open(cases.Officer);
        Assert.Equal(HttpStatusCode.Redirect, (await TryStudy(other)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TryStudy(other)).StatusCode);
        Assert.Contains("De laatste van 2 vergelijkingen (gemelde doorgangen)", await cases.Officer.Read($"/loop/barrier/{other}"), StringComparison.Ordinal);
        Assert.Contains("van de ene soort zijn de buren geteld en van de andere niet", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Centre.Post("/barriers/weights", "/account", ("barrier", id), ("study", first))).StatusCode);

        async Task<HttpResponseMessage> Weigh((string, string)[] fields) => await cases.Officer.Post("/barriers/weights", "/account", fields);
    }

    [Fact]
    public async Task Every_barrier_of_the_list_is_measured_fifty_on_a_page()
    {
        await using (var db = await Database())
        {
            for (var i = 0; i < 52; i++)
                db.Barriers.Add(new BarrierRow { Id = $"many{i}", Title = $"Een van vele {i}", Kind = Knooppunt.Knowledge.BarrierKind.Physical, Step = "", Place = "", Organisation = "ect", Once = 0, Yearly = 0 });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        string[] pages = [await cases.Officer.Read("/barriers"), await cases.Officer.Read("/barriers?leaf=2")];
        Assert.All(Enumerable.Range(0, 52), i => Assert.Single(pages, page => page.Contains($"/barriers/many{i}\"", StringComparison.Ordinal)));
        Assert.Contains("leaf=2", pages[0], StringComparison.Ordinal);
        // What is no page is the first or the last.
        Assert.Contains("many51", await cases.Officer.Read("/barriers?leaf=99999"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await cases.Officer.Get("/barriers?leaf=-3x")).StatusCode);
    }

    [Fact]
    public void What_rose_is_not_called_a_smaller_fall()
    {
        var barrier = new RegisteredBarrier(new BarrierRow { Id = "x", Title = "t", Kind = Knooppunt.Knowledge.BarrierKind.Physical, Step = "", Place = "", Organisation = "ect", Once = 0, Yearly = 0 }, [], [Line(20, 0)], []);
        static ExpectationRow Line(int? fall, int day) => new() { Barrier = 1, Words = "", Fall = fall, Day = day, At = 0, Name = "n" };
        string Said(double low, double high) => MeasuredEffects.Expected(barrier, new(FindingKind.Ratio, new(low, high), 1, null, Verdict.Shown), new Language(new Microsoft.AspNetCore.Http.HttpContextAccessor()));
        Assert.Contains("het steeg", Said(1.2, 1.5), StringComparison.Ordinal);
        Assert.Contains("het daalde minder", Said(.85, .95), StringComparison.Ordinal);
        Assert.Contains("is niet bewaard", Said(.85, .95), StringComparison.Ordinal);
        // Written down when it stood already, or before.
        barrier = barrier with { States = [new() { Barrier = 1, Day = 1000, State = BarrierState.Working, Note = "", Name = "n" }] };
        barrier = barrier with { Expectations = [Line(20, 1000)] };
        Assert.Contains("kan naar de cijfers zijn gekozen", Said(.85, .95), StringComparison.Ordinal);
        barrier = barrier with { Expectations = [Line(20, 999)] };
        Assert.DoesNotContain("gekozen", Said(.85, .95), StringComparison.Ordinal);
        Assert.DoesNotContain("niet bewaard", Said(.85, .95), StringComparison.Ordinal);
        // What was lowered after the start does not stand in the place of what was said before it.
        barrier = barrier with { Expectations = [Line(20, 999), Line(5, 1010)] };
        Assert.Contains("Een daling van 20%", Said(.85, .95), StringComparison.Ordinal);
    }

    Task<BarriersDb> Database() => cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync();

    async Task<string> LastStudy()
    {
        await using var db = await Database();
        return (await db.Studies.MaxAsync(row => row.Id)).ToString(CultureInfo.InvariantCulture);
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

    internal static string Day(int from) => TimeProvider.System.GetUtcNow().AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
