using Knooppunt.Tests.Node.Running;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>The five people of the sample node follow one incident, each on their own pages, on a desk and on a phone.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class IncidentTests(RunningBrowser browser) : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public async ValueTask InitializeAsync()
    {
        _ = browser.Node;
        _node.BecomeSample();
        await _node.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAll();
        await _node.DisposeAsync();
    }

    [Fact]
    public Task One_incident_is_seen_shared_answered_judged_and_accounted_for() => Follow("CSQU3054383", 390);

    [Fact(Explicit = true)]
    public Task The_same_on_a_desk() => Follow("TCLU4265787", 1280);

    async Task Follow(string container, int width)
    {
        var signal = await _node.MakeSignal(container);
        var page = await browser.Open(width, on: _node);

        await Become(page, "Samira");
        await page.GotoAsync($"/signals/{signal.Id}");
        // Whose duty it is follows on the signal: a page that was opened in between does not say it yet.
        var mayShare = page.GetByRole(AriaRole.Link, new() { Name = "Mag ik dit delen?" });
        for (var left = 50; left > 0 && !await mayShare.IsVisibleAsync(); left--)
            await page.ReloadAsync();
        await Holds(page, width);
        await mayShare.ClickAsync();
        await page.Locator("input[name=why]").WaitForAsync();
        await Holds(page, width);
        await page.Locator("input[name=why]").FillAsync("Kunnen jullie deze container controleren?");
        await page.Locator("select[name=organisation]").SelectOptionAsync("rwg");
        await page.Locator("form[action='/shares/give'] button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/shared/*");
        var shared = new Uri(page.Url).AbsolutePath;

        await Become(page, "Aylin");
        await page.Locator($"main a[href='{shared}']").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Wij pakken dit op" }).ClickAsync();
        await page.GetByText("werkt eraan").First.WaitForAsync();
        await page.Locator("textarea[name=text]").FillAsync("We staan over een uur bij de stapel.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plaats" }).ClickAsync();
        await page.GetByText("We staan over een uur bij de stapel.").WaitForAsync();
        await page.Locator("input[name=text]").First.FillAsync("Twee tassen achter de koelunit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leg vast" }).First.ClickAsync();
        await page.GetByText("Twee tassen achter de koelunit").First.WaitForAsync();
        await Holds(page, width);

        await Become(page, "Samira");
        await page.GotoAsync($"/signals/{signal.Id}");
        await page.Locator(".duty").GetByText("Er is iets aangetroffen").WaitForAsync();
        await page.Locator("select[name=verdict]").First.SelectOptionAsync("confirmed:found");
        await page.Locator(".what-now").GetByRole(AriaRole.Button, new() { Name = "Leg vast" }).ClickAsync();
        await page.GetByText("Afgehandeld.").WaitForAsync();

        await Become(page, "Joost");
        await page.Locator("h1").GetByText("Briefing").WaitForAsync();
        await Holds(page, width);

        await Become(page, "Henk");
        await page.GetByText("Kunnen jullie deze container controleren?").First.WaitForAsync();
        await Holds(page, width);

        await Become(page, "Marloes");
        await Holds(page, width);
        await page.GotoAsync("/signals");
        await page.GetByText("Dit mag u niet zien").WaitForAsync();
    }

    static async Task Become(IPage page, string name)
    {
        await page.GotoAsync("/demo");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Kijk als {name}" }).ClickAsync();
        await page.WaitForURLAsync(address => !address.EndsWith("/demo", StringComparison.Ordinal));
    }

    internal static async Task Holds(IPage page, int width)
    {
        // The page is asked itself: the driver's own word of it may be lost when a click has just led there.
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > width)
            Assert.Fail($"{page.Url} is {wide} wide in a window of {width}: {await page.EvaluateAsync<string>(LookTests.Widest)}");
        Assert.Equal([], await Axe.Violations(page, coloursOnly: false));
    }
}
