using System.Net;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>The account of the node over HTTP: who writes, what is never changed, what everybody sees.</summary>
public sealed class ProgrammeTests(CaseNode cases) : IClassFixture<CaseNode>
{
    /// <summary>Figures on which reporters differ, and batches.</summary>
    internal const string Figures = """
        node,year,period,metric,value,unit,as_reported_by,url,note
        rotterdam,2021,year,cocaine_seized,72808,kg,OM,https://a.example/1,
        rotterdam,2021,year,cocaine_seized,70571,kg,Customs,https://a.example/2,other counting
        rotterdam,2024,year,batches,189,count,HARC,https://a.example/3,
        rotterdam,2024,year,batches_under_100kg,115,count,HARC,https://a.example/3,
        """;

    [Fact]
    public async Task Money_is_written_by_a_programme_manager_and_undone_by_its_opposite()
    {
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var id = await Measure(manager);
        await Enter(manager, id, "Allotted", "250000");
        await Enter(manager, id, "Spent", "300000");
        Assert.Contains("er is meer betaald dan verplicht", await manager.Read("/programme"), StringComparison.Ordinal);
        await Enter(manager, id, "Spent", "-300000");
        Assert.DoesNotContain("er is meer betaald dan verplicht", await cases.Officer.Read($"/programme/{id}"), StringComparison.Ordinal);
        Assert.Contains("-300000", await manager.Read("/programme/account.csv"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await TryEnter(cases.Officer, id)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await TryEnter(manager, "0123")).StatusCode);
        // More than stands cannot be undone: a sum below nothing would be money that nobody had.
        await CaseNode.Refused(await TryEnter(manager, id, ("euros", "-1")), "There are 0 euros to undo in 2025");
        await CaseNode.Refused(await TryEnter(manager, id, ("kind", "Allotted"), ("euros", "-250001")), "There are 250000 euros");
        await CaseNode.Refused(await TryEnter(manager, id, ("euros", "0")), "whole euros");
        await CaseNode.Refused(await TryEnter(manager, id, ("euros", "12,50")), "whole euros");
        await CaseNode.Refused(await TryEnter(manager, id, ("year", "2020")), "from 2023");
        await CaseNode.Refused(await TryEnter(manager, id, ("note", "x")), "what it is for");
        await CaseNode.Refused(await TryEnter(manager, id, ("note", "bus VX-123-L")), "a plate");
        await CaseNode.Refused(await TryEnter(manager, id, ("kind", "Gekregen")), "what the amount is");
        await CaseNode.Refused(await manager.Post("/programme/open", "/account", ("title", "Camera's"), ("letter", "schiphol-1"), ("organisation", "ect")), "names for this node");
        await CaseNode.Refused(await manager.Post("/programme/open", "/account", ("title", "Camera's"), ("letter", ""), ("organisation", "niemand")), "from the list");
    }

    [Fact]
    public async Task Everybody_sees_what_was_opened_to_everybody_and_nothing_else()
    {
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var (open, closed) = (await Measure(manager, "Camera's op de noordkade"), await Measure(manager, "Wat nog niemand weet"));
        (string, string)[] told = [("measure", open), ("version", "0"), ("state", "Done"), ("result", ""), ("open", "yes")];
        await CaseNode.Refused(await manager.Post("/programme/tell", "/account", told), "what came of it");
        told[3] = ("result", "minder doorgangen bij hek 4");
        Assert.Equal(HttpStatusCode.Redirect, (await manager.Post("/programme/tell", "/account", told)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await manager.Post("/programme/tell", "/account", told)).StatusCode);
        using var anybody = new Session(cases.Node.Client(), "-");
        var page = await anybody.Read("/programma");
        foreach (var text in new[] { "Camera&#x27;s op de noordkade", "minder doorgangen bij hek 4", "26.500.000" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Wat nog niemand weet", page, StringComparison.Ordinal);
        Assert.DoesNotContain(closed, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_differ_stand_beside_each_other_and_a_later_one_is_a_revision()
    {
        var book = cases.Node.Services.GetRequiredService<OutcomeBook>();
        var read = OutcomeFile.Read("o", Encoding.UTF8.GetBytes(Figures)).Items;
        Assert.Equal(new OutcomesTaken(4, 0, 0), await book.Take(read, default));
        Assert.Equal(new OutcomesTaken(0, 0, 4), await book.Take(read, default));
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var page = await manager.Read("/outcomes");
        foreach (var text in new[] { "70.571 kg", "72.808 kg", "bronnen verschillen", "54% tot 68% (115 van 189)" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("71.689", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Add(manager)).StatusCode);
        page = await manager.Read("/outcomes");
        Assert.Contains("Later bijgesteld", page, StringComparison.Ordinal);
        Assert.Contains("190", page, StringComparison.Ordinal);
        Assert.Contains("rotterdam,2024,year,batches,190,count,HARC", await manager.Read("/outcomes.csv"), StringComparison.Ordinal);
        await CaseNode.Refused(await Add(manager, ("value", "veel")), "a number with a point");
        await CaseNode.Refused(await Add(manager, ("value", "1.000")), "may mean thousands or decimals");
        await CaseNode.Refused(await Add(manager, ("as_of", "gisteren")), "as_of");
        // What is of an earlier day stands beside what holds, whenever it comes in, and is not taken twice.
        Assert.Equal(HttpStatusCode.Redirect, (await Add(manager, ("value", "188"), ("as_of", "2025-01-14"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Add(manager, ("value", "188"), ("as_of", "2025-01-14"))).StatusCode);
        page = await manager.Read("/outcomes");
        foreach (var text in new[] { "stand van 14 jan 2025", "Wat is er geteld?", "Vondsten: wat op" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Equal(3, (await book.All()).Count(row => row is { Metric: "batches", Reporter: "HARC" }));
        Assert.Contains("rotterdam,2024,year,batches,190,count,HARC", await manager.Read("/outcomes.csv"), StringComparison.Ordinal);
        await CaseNode.Refused(await Add(manager, ("url", "javascript:alert(1)")), "http or https");
        Assert.Equal(HttpStatusCode.Forbidden, (await Add(cases.Officer)).StatusCode);
    }

    // What came in at 22:30 UTC in summer came in on the next day of the node, later than what is of the day before.
    [Fact]
    public void A_figure_without_a_day_is_of_the_day_of_the_node_on_which_it_came_in()
    {
        OutcomeRow Row(long id, decimal value, DateOnly? day) => new() { Id = id, Node = "rotterdam", Year = 2026, Period = "year", Metric = "batches", Value = value, Unit = "count", Reporter = "HARC", Address = "", Note = "", AsOf = day?.DayNumber, At = new DateTimeOffset(2026, 6, 30, 22, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000 };
        decimal Holds(string zone) => new OutcomeBook(null!, new NodeSettings { TimeZone = zone }, null!, null!).Current([Row(1, 100, null), Row(2, 90, new(2026, 6, 30)), Row(3, 95, new(2026, 6, 30))]).Single().Value;
        Assert.Equal(100, Holds("Europe/Amsterdam"));
        Assert.Equal(95, Holds("UTC"));
    }

    [Fact]
    public void A_budget_year_begins_at_the_midnight_of_the_node()
    {
        AccountBook Book(string zone) => new(null!, new NodeSettings { TimeZone = zone }, null!, new StandingClock { Now = new(2026, 12, 31, 23, 30, 0, TimeSpan.Zero) });
        Assert.Equal(new DateOnly(2027, 1, 1), Book("Europe/Amsterdam").Today);
        Assert.Equal(new DateOnly(2026, 12, 31), Book("UTC").Today);
    }

    [Fact]
    public async Task Every_link_of_the_letter_opens_its_screen()
    {
        (cases.Node.Settings.Municipalities, cases.Node.Settings.Riec) = (["rwg"], "douane");
        using var session = await cases.Node.SignIn([.. Enum.GetValues<Role>().Select(role => ("rwg", role))]);
        var page = await session.Read("/programme/letter");
        foreach (var code in LetterScreens.Codes)
        {
            Assert.NotNull(LetterMeasure.Find(code));
            var href = LetterScreens.Of(code).Href!;
            Assert.Contains($"href=\"{href}\"", page, StringComparison.Ordinal);
            Assert.Equal((code, HttpStatusCode.OK), (code, (await session.Get(href)).StatusCode));
        }

        Assert.Equal(LetterMeasure.All.Count - LetterScreens.Codes.Count(), page.Split(">nog niet</span>").Length - 1);
    }

    internal static async Task<string> Measure(Session manager, string title = "Slimme camera's bij de poort")
    {
        using var answer = await manager.Post("/programme/open", "/account", ("title", title), ("letter", ""), ("organisation", "ect"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/programme/".Length..];
    }

    internal static async Task Enter(Session manager, string id, string kind, string euros)
    {
        using var answer = await TryEnter(manager, id, ("kind", kind), ("euros", euros));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    static Task<HttpResponseMessage> TryEnter(Session session, string id, params (string Name, string Value)[] instead) => session.PostWith("/programme/enter", new()
    {
        ["measure"] = id,
        ["kind"] = "Spent",
        ["year"] = "2025",
        ["euros"] = "100",
        ["note"] = "eerste termijn",
    }, instead);

    static Task<HttpResponseMessage> Add(Session session, params (string Name, string Value)[] instead) => session.PostWith("/outcomes/add", new()
    {
        ["node"] = "rotterdam",
        ["year"] = "2024",
        ["period"] = "year",
        ["metric"] = "batches",
        ["value"] = "190",
        ["unit"] = "count",
        ["reporter"] = "HARC",
        ["url"] = "",
        ["note"] = "een nagekomen partij",
    }, instead);
}
