using Knooppunt.Node.Shell.Demo;
using Knooppunt.Tests.Node.Access;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>The people of the sample node walk along the incident that was played, from report to account, by the buttons of the page that tells of it.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class PlayedIncidentTests(RunningBrowser browser) : IAsyncLifetime
{
    readonly PlayedNode _played = new();

    public async ValueTask InitializeAsync()
    {
        _ = browser.Node;
        await _played.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAll();
        await _played.DisposeAsync();
    }

    [Theory(Explicit = true)]
    [InlineData(390, "nl")]
    [InlineData(1280, "en")]
    public async Task Everybody_walks_along_the_whole_incident(int width, string language)
    {
        var page = await browser.Open(width, language, on: _played.Node);
        await page.GotoAsync("/demo");
        await IncidentTests.Holds(page, width);
        foreach (var stop in DemoTrail.Stops)
        {
            await page.GotoAsync("/demo");
            var line = page.Locator("#incident li").Filter(new() { HasText = language == "nl" ? stop.What.Dutch : stop.What.English });
            if (stop.Person.Length > 0)
            {
                await line.GetByRole(AriaRole.Button).ClickAsync();
                await page.WaitForURLAsync($"**{_played.Trail[stop.Key]}");
                Assert.Equal(0, await page.GetByText(language == "nl" ? "Dit mag u niet zien" : "You may not see this").CountAsync());
            }
            else
            {
                await line.GetByRole(AriaRole.Link).ClickAsync();
                await page.Locator("input[name=code]").FillAsync(_played.Trail[DemoTrail.Code]!);
                await page.Locator("main button[type=submit], main button:not([type])").First.ClickAsync();
                await page.GetByText("Wat u zag klopte").WaitForAsync();
            }

            Assert.True((await page.Locator("main").InnerTextAsync()).Length > 100, stop.Key);
            await IncidentTests.Holds(page, width);
        }
    }
}
