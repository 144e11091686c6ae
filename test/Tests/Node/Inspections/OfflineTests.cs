using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Inspections;
using Knooppunt.Tests.Node.Browser;
using Knooppunt.Tests.Node.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Inspections;

/// <summary>An inspection on a phone of which the network goes at every step, and the battery too.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class OfflineTests(RunningBrowser browser) : IAsyncDisposable
{
    // What an inspector does, step by step.
    static readonly Func<IPage, Task>[] Steps =
    [
        page => Tap(page, "fence", "Fine"),
        page => Tap(page, "passes", "Wrong", "drie zonder pas"),
        page => Count(page, "vehicles", 30, 2),
        page => page.Locator("#fence input[type=file]").SetInputFilesAsync(new FilePayload { Name = "x.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg() }),
        page => Tap(page, "fence", "Wrong", "toch een gat"),
    ];

    static readonly string[] Expected = ["fence Wrong 0/0 toch een gat", "passes Wrong 0/0 drie zonder pas", "vehicles Wrong 2/30 ", "1 photo"];

    public ValueTask DisposeAsync() => browser.CloseAll();

    [Fact(Explicit = true)]
    public async Task Network_and_battery_go_at_every_step_and_nothing_is_lost_or_doubled()
    {
        using var planner = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var page = await browser.SignedIn(width: 390, roles: Role.SecurityOfficer);
        for (var cut = 0; cut <= Steps.Length; cut++)
        {
            var id = await Planned.Inspection(planner, $"Afgesneden bij stap {cut}");
            await page.GotoAsync($"/inspections/{id}/field");
            await page.Locator("[data-ready=yes][data-kept=yes]").WaitForAsync();
            for (var step = 0; step < Steps.Length; step++)
            {
                if (step == cut)
                    await page.Context.SetOfflineAsync(true);
                await Steps[step](page);
                await page.WaitForFunctionAsync("waiting => Number(document.querySelector('.sync').dataset.waiting) >= waiting", step >= cut ? step - cut + 1 : 0);
                if (step == cut)
                {
                    // The battery: nothing is closed, the page is simply gone, and comes back without a network.
                    var again = await page.Context.NewPageAsync();
                    await page.CloseAsync(new() { RunBeforeUnload = false });
                    page = again;
                    await page.SetViewportSizeAsync(390, 844);
                    await page.GotoAsync($"/inspections/{id}/field");
                    await page.Locator("[data-ready=yes]").WaitForAsync();
                    Assert.NotEqual("0", await page.Locator(".sync").GetAttributeAsync("data-waiting"));
                }
            }

            await page.Context.SetOfflineAsync(false);
            await page.Locator(".sync[data-waiting='0']").WaitForAsync();
            Assert.Equal((cut, string.Join('\n', Expected)), (cut, string.Join('\n', await At(id))));
        }
    }

    [Fact(Explicit = true)]
    public async Task Answer_that_arrived_while_its_receipt_was_lost_is_sent_again_and_counts_once()
    {
        using var planner = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(planner, "Bericht kwijt");
        var page = await browser.SignedIn(width: 390, roles: Role.SecurityOfficer);
        // Through a worker the answers could pass the route below unseen.
        await page.AddInitScriptAsync("delete Navigator.prototype.serviceWorker");
        await page.GotoAsync($"/inspections/{id}/field");
        await page.Locator("[data-ready=yes]").WaitForAsync();
        var lost = 0;
        var receiptLost = new TaskCompletionSource();
        page.RequestFailed += (_, _) => receiptLost.TrySetResult();
        await page.RouteAsync("**/sync", async route =>
        {
            if (lost++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await Tap(page, "fence", "Wrong", "gat");
        await receiptLost.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1", await page.Locator(".sync").GetAttributeAsync("data-waiting"));
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await page.Locator(".sync[data-waiting='0']").WaitForAsync();
        Assert.Equal(["fence Wrong 0/0 gat", "0 photo"], await At(id));
        Assert.True(lost >= 2);
    }

    [Fact]
    public async Task Refused_answer_stays_with_its_reason_until_a_better_one_is_given()
    {
        using var planner = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(planner, "Kenteken in de tekst");
        var page = await browser.SignedIn(width: 390, roles: Role.SecurityOfficer);
        await page.GotoAsync($"/inspections/{id}/field");
        await page.Locator("[data-ready=yes]").WaitForAsync();
        await Tap(page, "fence", "Wrong", "VX-123-L reed weg");
        await page.Locator("#fence .stands .late").WaitForAsync();
        Assert.Contains("kenteken", await page.Locator("#fence .stands").InnerTextAsync(), StringComparison.Ordinal);
        await Tap(page, "fence", "Wrong", "een bus reed weg");
        await page.Locator("#fence .stands li:has-text('een bus reed weg')").WaitForAsync();
        await page.Locator(".sync[data-waiting='0']").WaitForAsync();
        Assert.Equal(["fence Wrong 0/0 een bus reed weg", "0 photo"], await At(id));
        Assert.Empty(await Axe.Violations(page, coloursOnly: false));
    }

    [Fact]
    public async Task Page_is_gone_from_the_phone_of_who_is_signed_out_and_what_was_not_sent_stays()
    {
        using var planner = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(planner, "Afgemeld");
        var page = await browser.SignedIn(width: 390, roles: Role.SecurityOfficer);
        await page.GotoAsync($"/inspections/{id}/field");
        await page.Locator("[data-ready=yes][data-kept=yes]").WaitForAsync();
        var kept = $"async () => await (await caches.open('inspection-pages')).match('/inspections/{id}/field') !== undefined";
        Assert.True(await page.EvaluateAsync<bool>(kept));
        await page.Context.ClearCookiesAsync();
        await Tap(page, "fence", "Wrong", "gat");
        await page.Locator(".sync a[href^='/sign-in']").WaitForAsync();
        Assert.Equal("1", await page.Locator(".sync").GetAttributeAsync("data-waiting"));
        // The first page came before the worker; the next one it sees.
        await page.GotoAsync($"/inspections/{id}/field");
        await page.WaitForURLAsync("**/sign-in**");
        Assert.False(await page.EvaluateAsync<bool>(kept));
        var waiting = await page.EvaluateAsync<int>("async () => { const name = (await indexedDB.databases())[0].name; const base = await new Promise(done => indexedDB.open(name).onsuccess = event => done(event.target.result)); return await new Promise(done => base.transaction('answers').objectStore('answers').count().onsuccess = event => done(event.target.result)); }");
        Assert.Equal(1, waiting);
    }

    static async Task Tap(IPage page, string item, string verdict, string note = "")
    {
        await page.FillAsync($"#{item} textarea", note);
        await page.ClickAsync($"#{item} button[value={verdict}]");
        await page.WaitForFunctionAsync("item => document.querySelector(`#${item} textarea`).value === ''", item);
    }

    static async Task Count(IPage page, string unit, int looked, int found)
    {
        await page.FillAsync($"#{unit} [name=looked]", $"{looked}");
        await page.FillAsync($"#{unit} [name=found]", $"{found}");
        await page.ClickAsync($"#{unit} button");
        await page.Locator($"#{unit} .stands li").First.WaitForAsync();
    }

    async Task<string[]> At(string id)
    {
        var answers = await browser.Node.Services.GetRequiredService<InspectionBook>().Answers(id);
        var standing = Knooppunt.Inspections.FieldAnswers.Standing(answers.Select(answer => answer.Answer)).OrderBy(answer => answer.Item, StringComparer.Ordinal).Select(answer => $"{answer.Item} {answer.Verdict} {answer.Found}/{answer.Looked} {answer.Note}");
        return [.. standing, $"{(await browser.Node.Services.GetRequiredService<FieldPhotos>().Of(id, ["ect"])).Count} photo"];
    }
}
