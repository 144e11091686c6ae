using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Tests.Node.Detection;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

[Collection(nameof(RunningBrowser))]
public sealed class BacktestPageTests(RunningBrowser browser) : IAsyncDisposable
{
    const string Page = $"/patterns/{SampleFiles.PatternId}/backtest";

    public ValueTask DisposeAsync() => browser.CloseAll();

    [Theory]
    [InlineData("nl", "TEMU1234567")]
    [InlineData("en", "TEMU7654321", Explicit = true)]
    public async Task Backtest_is_started_from_the_pattern_and_its_result_can_be_read(string language, string container)
    {
        var signal = await browser.Node.MakeSignal(container);
        await browser.Node.MakeSignal("CSQU3054383");
        var page = await browser.SignedIn(language: language, roles: [Role.Analyst, Role.Auditor]);
        await Judge(page, signal.Id, "confirmed:as-described");
        await page.GotoAsync($"/patterns/{SampleFiles.PatternId}");
        await page.ClickAsync($"a[href='{Page}']");
        await page.ClickAsync("main form button[type=submit]");
        await page.Locator("[data-result]").WaitForAsync();
        Assert.Contains(language == "nl" ? "van de 365 gevraagde dagen" : "of the 365 days that were asked", await page.Locator("[data-result]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".bars .bar").CountAsync() >= 1);
        await page.GetByText(language == "nl" ? "(zoals het nu geldt)" : "(as it is in force)").WaitForAsync();
        Assert.NotEqual("0", await page.Locator("tr", new() { HasText = language == "nl" ? "bevestigd" : "confirmed" }).Locator("td").Nth(1).InnerTextAsync());
        await page.Locator(".hits summary").First.ClickAsync();
        Assert.True(await page.Locator(".hits .timeline .clue").First.IsVisibleAsync());
        await LookTests.Look(page, language, Page);
        await page.GotoAsync("/disclosure");
        Assert.Contains(SampleFiles.PatternId[..8], await page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Text_that_is_wrong_is_refused_with_the_complaints_of_a_check_and_stays_in_the_form()
    {
        var page = await browser.SignedIn(roles: Role.SecurityOfficer);
        await page.GotoAsync("/patterns/backtest");
        await page.FillAsync("#text", "title: Half\nlogsource: {product: knooppunt}\n");
        await page.ClickAsync("main form button[type=submit]");
        await page.Locator("[role=alert] li").First.WaitForAsync();
        Assert.Contains("detection", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("title: Half", await page.InputValueAsync("#text"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("[data-result]").CountAsync());
        await page.Locator("[role=alert] [data-line]").First.ClickAsync();
        Assert.Equal("text 0", await page.EvaluateAsync<string>("`${document.activeElement.id} ${document.activeElement.selectionStart}`"));
    }

    [Fact(Explicit = true)]
    public async Task Backtest_waits_for_another_and_is_stopped_by_who_asked_it()
    {
        var desk = browser.Node.Services.GetRequiredService<BacktestDesk>();
        Assert.Null(desk.Start("somebody-else", EndlessBacktest.Over("ect"), []));
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync(Page);
        await page.ClickAsync("main form button[type=submit]");
        await page.Locator("[data-backtest] progress").WaitForAsync();
        await page.ClickAsync("[data-backtest] button[type=submit]");
        await page.GetByText("De toets is gestopt").WaitForAsync();
        Assert.Equal(0, await page.Locator("[data-backtest]").CountAsync());
        Assert.True(desk.Of("somebody-else")!.Open);
        desk.Cancel("somebody-else");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (desk.Of("somebody-else")!.Open)
            await beat.WaitForNextTickAsync(patience.Token);
        Assert.Equal(JobState.Cancelled, desk.Of("somebody-else")!.State);
    }

    static async Task Judge(IPage page, string signal, string verdict)
    {
        await page.GotoAsync($"/signals/{signal}");
        await page.SelectOptionAsync("select[name=verdict]", verdict);
        await page.ClickAsync("main form:has(select[name=verdict]) button");
        await page.Locator(".log").First.WaitForAsync();
    }
}
