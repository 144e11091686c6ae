using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Knooppunt.Disclosure.Access;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>Every page in both languages: fits a desk and a phone, has nothing that axe objects to, and can be read without JavaScript. With KNOOPPUNT_TEST_SCREENSHOTS=folder it also keeps pictures.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class LookTests(RunningBrowser browser) : IAsyncDisposable
{
    static readonly Role[] Everything = [Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer, Role.Auditor, Role.Administrator];
    static readonly string? Pictures = Environment.GetEnvironmentVariable("KNOOPPUNT_TEST_SCREENSHOTS");

    public ValueTask DisposeAsync() => browser.CloseAll();

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task Pages_of_a_signed_in_person_fit_and_are_accessible(string language)
    {
        var page = await browser.SignedIn(language: language, dark: language == "en", roles: Everything);
        await Look(page, language, await OwnPages(page));
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public async Task Pages_for_everybody_fit_and_are_accessible(string language)
    {
        var page = await browser.Open(language: language, dark: language == "en");
        await Look(page, language, ["/sign-in", "/sign-in?refused=1", "/welcome", "/refused/500", "/refused/429"]);
    }

    [Fact]
    public async Task Pages_can_be_read_without_script()
    {
        var page = await browser.SignedIn(script: false, roles: Everything);
        foreach (var path in await OwnPages(page))
        {
            await page.GotoAsync(path);
            Assert.True((await page.Locator("main").InnerTextAsync()).Length > 40, path);
            Assert.True(await page.Locator("h1").First.IsVisibleAsync(), path);
        }
    }

    async Task<string[]> OwnPages(IPage page)
    {
        await browser.Node.MakeSignal("TCLU4265787");
        var row = await browser.Node.SendVisit("VB-12-XY");
        await page.GotoAsync($"/signals/{row.Id}");
        var subject = await page.Locator("a.chip[href^='/subjects/']").First.GetAttributeAsync("href");
        return ["/live", "/signals", "/signals?done=true", $"/signals/{row.Id}", subject!, "/patterns", "/patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01", "/sources", "/release", "/disclosure", "/settings", "/account", "/search/nothing", "/nowhere"];
    }

    static async Task Look(IPage page, string language, string[] paths)
    {
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            if (await page.Locator("[data-map]").CountAsync() > 0)
                await page.Locator("[data-map][data-drawn=yes]").First.WaitForAsync();
            foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
            {
                await page.SetViewportSizeAsync(width, height);
                var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                if (wide > width)
                    wrong.Add($"{path} is {wide} wide in a window of {width}: {await page.EvaluateAsync<string>(Widest)}");
                await Keep(page, path, language, width);
                // What axe finds depends on words, width and theme: Dutch is judged light on a desk, English dark on a phone.
                if ((language == "nl") == (width > 500))
                    wrong.AddRange((await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.Select(found => $"{path} at {width}: {found.Id}: {string.Join(" | ", found.Nodes.Take(3).Select(node => node.Html))}"));
            }

            await page.SetViewportSizeAsync(1280, 900);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static Task Keep(IPage page, string path, string language, int width) => Pictures is null ? Task.CompletedTask
        : page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{path.Trim('/').Split('/', '?', '=') switch { [var first] => first, [var first, var second, ..] => second.Length > 12 ? first + "-one" : first + "-" + second, _ => "x" }}-{language}-{width}.png") });

    const string Widest = """
        () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-box, pre, .rail, .maplibregl-map'))
              .slice(0, 4).map(e => e.tagName + '.' + e.className).join(', ')
        """;
}
