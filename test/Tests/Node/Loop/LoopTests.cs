using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Loop;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Barriers;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Loop;

/// <summary>The chain from a report to its answer: what is joined, what is missing, and what a reader may not see.</summary>
public sealed class LoopTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Chain_joins_signal_barrier_and_change_and_names_what_is_missing()
    {
        var signal = await cases.Node.MakeSignal("TCLU4265787");
        var barrier = await BarrierTests.Open(cases.Officer);
        Assert.Contains("uit voortgekomen. Schrijf er een op", await cases.Officer.Read($"/loop/signal/{signal.Id}"), StringComparison.Ordinal);
        Assert.Contains($"/loop/signal/{signal.Id}", await cases.Officer.Read($"/signals/{signal.Id}"), StringComparison.Ordinal);

        await Joined(signal.Id, $"https://node.example/barriers/{barrier}?method=series");
        (string, string)[] change = [("kind", "Signal"), ("id", signal.Id), ("organisation", "ect"), ("text", "poort gaat 's nachts dicht"), ("state", "Advised"), ("day", "2026-03-01")];
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/loop/change", "/account", change)).StatusCode);
        var page = await cases.Officer.Read($"/loop/barrier/{barrier}");
        foreach (var text in new[] { $"/signals/{signal.Id}", "geadviseerd op 2026-03-01", "Nog niet gemeten", "Wat ontbreekt: controle, een gemeten effect." })
            Assert.Contains(text, page, StringComparison.Ordinal);

        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<LoopDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Changes.AsNoTracking().SingleAsync(one => one.Text == "poort gaat 's nachts dicht", TestContext.Current.CancellationToken);
        (string, string)[] told = [("kind", "Signal"), ("id", signal.Id), ("change", row.Id), ("version", "0"), ("state", "Done"), ("day", "2026-04-01")];
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Officer.Post("/loop/tell", "/account", told)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Officer.Post("/loop/tell", "/account", told)).StatusCode);
        Assert.Contains("gedaan op 2026-04-01", await cases.Officer.Read($"/loop/signal/{signal.Id}"), StringComparison.Ordinal);

        await CaseNode.Refused(await cases.Officer.Post("/loop/change", "/account", [.. change[..3], ("text", "bus VX-123-L weren"), .. change[4..]]), "a plate");
        await CaseNode.Refused(await cases.Officer.Post("/loop/change", "/account", [.. change[..2], ("organisation", "rwg"), .. change[3..]]), "for which you may write");
        await CaseNode.Refused(await Join(signal.Id, "zomaar iets"), "Paste the address");
        await CaseNode.Refused(await Join(signal.Id, "/barriers/0123456789abcdef"), "does not exist");
        await CaseNode.Refused(await Join(signal.Id, $"/signals/{signal.Id}"), "the same");
    }

    [Fact]
    public async Task Reader_who_may_not_see_a_link_learns_that_there_is_one_and_whom_to_ask_and_nothing_behind_it()
    {
        var signal = await cases.Node.MakeSignal("SUDU3070079");
        var (barrier, behind) = (await BarrierTests.Open(cases.Officer), await BarrierTests.Open(cases.Officer, ("title", "Wat erachter ligt")));
        await Joined(signal.Id, $"/barriers/{barrier}");
        await Joined(signal.Id, $"/barriers/{behind}");
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        var page = await manager.Read($"/loop/barrier/{barrier}");
        Assert.Contains("Er is er een, die u niet mag zien. Vraag het aan", page, StringComparison.Ordinal);
        foreach (var text in new[] { signal.Id, signal.Headline, "Wat erachter ligt", "/loop/join" })
            Assert.DoesNotContain(text, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Get($"/loop/signal/{signal.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Get("/loop/barrier/nergens")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Get($"/loop/iets/{barrier}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.Post("/loop/join", "/account", ("kind", "Barrier"), ("id", barrier), ("other", $"/barriers/{behind}"))).StatusCode);
    }

    [Fact]
    public async Task Each_thing_of_a_chain_has_the_way_to_its_chain_on_its_own_page()
    {
        using (var taken = await Measures.MeasureTests.TryTake(cases.Officer))
            Assert.True(taken.StatusCode == HttpStatusCode.Redirect, await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var signal = await cases.Node.MakeSignal("MSCU6639870");
        var pages = new Dictionary<LoopKind, string>
        {
            [LoopKind.Signal] = $"/signals/{signal.Id}",
            [LoopKind.Inspection] = $"/inspections/{await Inspections.Planned.Inspection(cases.Officer)}",
            [LoopKind.Case] = $"/cases/{await CaseNode.Open(cases.Officer, "ect")}",
            [LoopKind.Measure] = "/measures/taken",
            [LoopKind.Advice] = $"/advice/{await Advice.AdviceTests.Open(cases.Officer)}",
            [LoopKind.Barrier] = $"/barriers/{await BarrierTests.Open(cases.Officer)}",
        };
        // A change has no page but its chain; the page of a report is opened with a key (ReportPage).
        Assert.Equal(Enum.GetValues<LoopKind>().Except([LoopKind.Change, LoopKind.Report]), pages.Keys.Order());
        foreach (var (kind, address) in pages)
        {
            var chain = System.Text.RegularExpressions.Regex.Match(await cases.Officer.Read(address), $"/loop/{kind.ToString().ToLowerInvariant()}/[a-zA-Z0-9_~-]+").Value;
            Assert.True(chain.Length > 0, $"{address} has no link to its chain.");
            Assert.Equal((kind, HttpStatusCode.OK), (kind, (await cases.Officer.Get(chain)).StatusCode));
        }
    }

    [Fact]
    public async Task Of_a_report_to_a_confidential_adviser_nobody_else_learns_that_it_is_there()
    {
        var barrier = await BarrierTests.Open(cases.Officer);
        using (var reporter = new Reporter(cases.Node.Client()))
        {
            await reporter.Tell("in vertrouwen");
            await reporter.SendAndSave();
        }

        string report;
        await using (var reports = await cases.Node.Services.GetRequiredService<IDbContextFactory<ReportsDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            report = await reports.Reports.OrderByDescending(row => row.Number).Select(row => row.Id).FirstAsync(TestContext.Current.CancellationToken);
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<LoopDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Links.Add(new LoopLinkRow { One = $"Barrier/{barrier}", Other = $"Report/{report}", Organisation = "ect", At = 0 });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        Assert.Contains("Er is er een, die u niet mag zien", await manager.Read($"/loop/barrier/{barrier}"), StringComparison.Ordinal);
        cases.Node.Settings.ConfidentialAdviser = "ect";
        try
        {
            var page = await manager.Read($"/loop/barrier/{barrier}");
            Assert.DoesNotContain("Er is er een", page, StringComparison.Ordinal);
            Assert.DoesNotContain(report, page, StringComparison.Ordinal);
            Assert.Contains("Er is geen melder om te antwoorden", page, StringComparison.Ordinal);
        }
        finally
        {
            cases.Node.Settings.ConfidentialAdviser = null;
        }
    }

    [Fact]
    public async Task Join_ends_with_what_it_joins()
    {
        var barrier = await BarrierTests.Open(cases.Officer);
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<LoopDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Links.Add(new LoopLinkRow { One = $"Barrier/{barrier}", Other = "Signal/s-vergaan", Organisation = "ect", At = 0 });
        db.Changes.Add(new ChangeRow { Id = "losgeraakt", Organisation = "ect", Text = "hek hoger", State = ChangeState.Done, Day = 1 });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await ((IDaily)cases.Node.Services.GetRequiredService<EndLinks>()).Run(TestContext.Current.CancellationToken);
        Assert.False(await db.Links.AsNoTracking().AnyAsync(row => row.Other == "Signal/s-vergaan", TestContext.Current.CancellationToken));
        Assert.False(await db.Changes.AsNoTracking().AnyAsync(row => row.Id == "losgeraakt", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/signals/abc123", "Signal/abc123")]
    [InlineData("https://node.example/cases/abc123/?x=1", "Case/abc123")]
    [InlineData("/loop/change/abc123#hier", "Change/abc123")]
    [InlineData("/settings/abc123", null)]
    [InlineData("javascript:alert(1)", null)]
    public void Pasted_address_is_a_thing_or_nothing(string address, string? name) => Assert.Equal(name, LoopThing.Pasted(address)?.Name);

    Task<HttpResponseMessage> Join(string signal, string other) => cases.Officer.Post("/loop/join", "/account", ("kind", "Signal"), ("id", signal), ("other", other));

    async Task Joined(string signal, string other)
    {
        using var answer = await Join(signal, other);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
