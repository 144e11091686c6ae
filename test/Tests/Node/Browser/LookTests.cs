using Knooppunt.Disclosure.Access;
using Knooppunt.Tests.Node.Running;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>Every page in both languages, light and dark, on a desk or a phone: fits, has nothing that axe objects to, can be read without JavaScript and prints whole. With KNOOPPUNT_TEST_SCREENSHOTS=folder it also keeps pictures.</summary>
[Collection(nameof(RunningBrowser))]
public sealed class LookTests(RunningBrowser browser) : IAsyncDisposable
{
    static readonly string[] Languages = ["nl", "en"];
    static readonly Role[] Everything = [Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer, Role.Auditor, Role.Administrator];
    static readonly string? Pictures = Environment.GetEnvironmentVariable("KNOOPPUNT_TEST_SCREENSHOTS");

    public ValueTask DisposeAsync() => browser.CloseAll();

    // Both languages at once: most of the time is waiting for the browser.
    [Fact]
    public async Task Pages_of_a_signed_in_person_fit_and_are_accessible()
    {
        var paths = await OwnPages(await browser.SignedIn(roles: Everything));
        await Task.WhenAll(Languages.Select(async language => await Look(await browser.SignedIn(language: language, roles: Everything), language, paths)));
    }

    [Fact]
    public Task Pages_for_everybody_fit_and_are_accessible() => Task.WhenAll(Languages.Select(async language =>
        await Look(await browser.Open(language: language), language, ["/sign-in", "/sign-in?refused=1", "/welcome", "/refused/500", "/refused/429", "/report", "/report/rules", "/report/mailbox", "/your-data"])));

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
        // One item of somebody else's source, so that the page of the sources has something to list.
        using (var sender = browser.Node.Sender())
            (await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event($"f-{Guid.NewGuid():N}", "rwg/gate", "container_seen", Intake.Seen("TCLU4265787"))))).Dispose();
        var shared = await Together(row.Id);
        var (asked, answered) = await Asked();
        await page.GotoAsync($"/signals/{row.Id}");
        var subject = await page.Locator("a.chip[href^='/subjects/']").First.GetAttributeAsync("href");
        return ["/live", "/signals", "/signals?done=true", $"/signals/{row.Id}", subject!, "/patterns", "/patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01", "/patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01/backtest", "/patterns/backtest", "/sources", "/duties", "/briefing", "/notices", "/reports", "/concerned", asked, $"{answered}/letter", "/register", "/register/arrangement", "/register/dpia", "/register/ended", "/competence", "/shared", shared, $"/signals/{row.Id}/share", "/release", "/disclosure", "/disclosure/proofs", "/settings", "/account", "/search/nothing", "/nowhere"];
    }

    // Partners at work on a signal, so that the pages have something to show: what was said, asked, shared and answered.
    async Task<string> Together(string signal)
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        await officer.Post("/talk/say", "/account", ("kind", "signal"), ("object", signal), ("text", "Twee mannen bij de kraan gezien.\nWie had dienst?"));
        await officer.Post("/talk/ask", "/account", ("kind", "signal"), ("object", signal), ("organisation", "ect"), ("what", "Bekijk de beelden van hek 4 van 03:00 tot 03:30"), ("hours", "24"));
        var given = await officer.Post("/shares/give", "/account", ("signal", signal), ("organisation", "rwg"), ("why", "zelfde wagen bij jullie hek?"));
        var shared = given.Headers.Location!.ToString();
        await officer.Post("/talk/say", "/account", ("kind", "share"), ("object", shared.Split('/')[^1]), ("text", "Bel gerust als er haast is."));
        return shared;
    }

    // Somebody asks twice what is known of a vehicle; once it was looked up, once it was answered too.
    async Task<(string Open, string Answered)> Asked()
    {
        using var officer = await browser.Node.SignIn(("ect", Role.PrivacyOfficer), ("rwg", Role.PrivacyOfficer));
        var answered = await Enter();
        foreach (var (organisation, outcome) in new[] { ("ect", "Granted"), ("rwg", "Granted") })
            await officer.Post("/concerned/decide", "/account", ("request", answered.Split('/')[^1]), ("organisation", organisation), ("version", "1"), ("outcome", outcome), ("words", "U reed door de poort.\nMeer is er niet."));
        return (await Enter(), answered);

        async Task<string> Enter()
        {
            var entered = await officer.Post("/concerned/add", "/account", ("organisation", "ect"), ("received", DateTime.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("channel", "letter"), ("right", "Access"),
                ("kind", "plate"), ("subject", "VB-12-XY"), ("identity", "Seen"), ("shown", "kentekencard gezien"), ("language", "nl"), ("asked", "rwg"));
            var address = entered.Headers.Location!.ToString();
            await officer.Post("/concerned/search", "/account", ("request", address.Split('/')[^1]));
            return address;
        }
    }

    internal static async Task Look(IPage page, string language, params string[] paths)
    {
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            // What a page weighs does not hang on both: Dutch, whose words are long, on a phone, and English on a desk. Pictures are kept of all.
            foreach (var (width, height) in new[] { (1280, 900), (390, 844) }.Where(size => Pictures is not null || size.Item1 == 390 == (language == "nl")))
            {
                await page.SetViewportSizeAsync(width, height);
                await page.GotoAsync(path);
                if (await page.Locator("[data-map]").CountAsync() > 0)
                    await page.Locator("[data-map][data-drawn=yes]").First.WaitForAsync();
                var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                if (wide > width)
                    wrong.Add($"{path} is {wide} wide in a window of {width}: {await page.EvaluateAsync<string>(Widest)}");
                // Colours know no language.
                foreach (var scheme in Pictures is not null || language == "nl" ? [ColorScheme.Light, ColorScheme.Dark] : new[] { ColorScheme.Light })
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await Keep(page, path, language, width, scheme);
                    wrong.AddRange((await Axe.Violations(page, coloursOnly: scheme == ColorScheme.Dark)).Select(found => $"{path} at {width} {scheme}: {found}"));
                }

                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static Task Keep(IPage page, string path, string language, int width, ColorScheme scheme) => Pictures is null ? Task.CompletedTask
        : page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Pictures, $"{path.Trim('/').Split('/', '?', '=') switch { [var first] => first, [var first, var second, .. var rest] => string.Join('-', [first, second.Length > 12 ? "one" : second, .. rest]), _ => "x" }}-{language}-{scheme}-{width}.png") });

    // On paper the frame is gone, what is folded is open, and what is evidence is not cut.
    [Fact]
    public async Task Signal_prints_whole_and_without_the_frame()
    {
        var row = await browser.Node.MakeSignal("TCLU4265787");
        var page = await browser.SignedIn(dark: true, roles: Role.SecurityOfficer);
        await page.GotoAsync($"/signals/{row.Id}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in new[] { ".rail", ".search", ".now-forms", "[data-back]", ".copy" })
            Assert.False(await page.Locator(hidden).First.IsVisibleAsync(), hidden);
        Assert.True(await page.Locator(".timeline dl.facts").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('h1')).color"));
        Assert.Contains("/patterns/", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector(\"a[href^='/patterns/']\"), '::after').content"), StringComparison.Ordinal);
        var paper = await page.PdfAsync(new() { Format = "A4" });
        Assert.True(paper.AsSpan().StartsWith("%PDF"u8));
    }

    internal const string Widest = """
        () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-box, pre, .rail, .maplibregl-map'))
              .slice(0, 4).map(e => e.tagName + '.' + e.className).join(', ')
        """;
}
