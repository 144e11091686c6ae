using Knooppunt.Disclosure.Access;
using Knooppunt.Node.FollowUp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

[Collection(nameof(RunningBrowser))]
public sealed class WorkTests(RunningBrowser browser) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => browser.CloseAll();

    [Fact]
    public async Task Live_map_draws_and_a_new_signal_comes_by_itself()
    {
        var page = await browser.SignedIn(roles: Role.SecurityOfficer);
        var wrong = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") wrong.Add(message.Text); };
        await page.GotoAsync("/live");
        await page.Locator("[data-map][data-drawn=yes]").WaitForAsync();
        var row = await browser.Node.MakeSignal("TGHU1643396");
        var line = page.Locator($"[data-live-signals] a[href='/signals/{row.Id}']");
        await line.WaitForAsync(new() { Timeout = 5000 });
        await page.WaitForFunctionAsync("() => document.querySelector('[data-map]').glPoints.size >= 2");
        await page.UncheckAsync("[data-shows=signal-3]");
        await page.WaitForFunctionAsync("() => { const points = document.querySelector('[data-map]').glPoints; return points.shown.length > 0 && points.shown.every(point => point.severity !== 3); }");
        await page.CheckAsync("[data-shows=signal-3]");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-map]').glPoints.shown.some(point => point.severity === 3)");
        await page.Locator("[data-live-state][data-live=yes]").WaitForAsync();
        Assert.DoesNotContain(wrong, text => !text.Contains("GPU stall", StringComparison.Ordinal) && !text.Contains("WebGL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_is_worked_through_by_keyboard()
    {
        await browser.Node.MakeSignal("CSQU3054383");
        await browser.Node.MakeSignal("MSKU1234565");
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync("/signals");
        await page.Keyboard.PressAsync("j");
        var first = await Focused(page);
        await page.Keyboard.PressAsync("j");
        var second = await Focused(page);
        Assert.NotEqual(first, second);
        await page.Keyboard.PressAsync("k");
        Assert.Equal(first, await Focused(page));
        await page.Keyboard.PressAsync("x");
        Assert.Equal(1, await page.Locator("[data-row] input:checked").CountAsync());
        await page.Keyboard.PressAsync("x");
        Assert.Equal(0, await page.Locator("[data-row] input:checked").CountAsync());
        await page.Keyboard.PressAsync("Control+a");
        Assert.Equal(await page.Locator("[data-row]").CountAsync(), await page.Locator("[data-row] input:checked").CountAsync());
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{second}");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync("**/signals");
        Assert.Equal(second, await Focused(page));
        await page.Keyboard.PressAsync("?");
        Assert.True(await page.Locator("#keys").IsVisibleAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#keys").IsVisibleAsync());
        await page.Keyboard.PressAsync("/");
        Assert.Equal("search-box", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task Signals_are_seen_taken_and_judged_many_at_once_by_keyboard_and_the_row_stays_in_hand()
    {
        await browser.Node.MakeSignal("CSQU3054383");
        await browser.Node.MakeSignal("MSKU1234565");
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync("/signals");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var row = await Focused(page);
        var line = page.Locator($"[data-row]:has(a[href='{row}'])");
        await Reloads(page, () => page.Keyboard.PressAsync("r"));
        Assert.Contains("gezien door", await line.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(row, await Focused(page));

        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("k");
        var other = await Focused(page);
        await page.Keyboard.PressAsync("x");
        Assert.StartsWith("2 ", await page.Locator("[data-chosen]").InnerTextAsync(), StringComparison.Ordinal);
        await Reloads(page, () => page.Keyboard.PressAsync("a"));
        foreach (var taken in new[] { row, other })
            Assert.DoesNotContain("niemand", await page.Locator($"[data-row]:has(a[href='{taken}'])").InnerTextAsync(), StringComparison.Ordinal);

        foreach (var judged in new[] { row, other })
            await page.Locator($"[data-row]:has(a[href='{judged}']) input").CheckAsync();
        await page.Keyboard.PressAsync("v");
        await page.SelectOptionAsync("select[data-key=v]", "confirmed:as-described");
        await Reloads(page, () => page.ClickAsync(".bulk button[type=submit]:not([name])"));
        foreach (var judged in new[] { row, other })
            Assert.Equal(0, await page.Locator($"a[href='{judged}']").CountAsync());
        await page.GotoAsync(row);
        await page.GetByText("bevestigde: Het feit klopt").First.WaitForAsync();
    }

    [Fact]
    public async Task Way_back_from_a_subject_leads_to_the_same_row()
    {
        await browser.Node.MakeSignal("OOLU1234560");
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync("/signals");
        await page.Keyboard.PressAsync("j");
        var row = await Focused(page);
        await page.Locator($"[data-row]:has(a[href='{row}']) a.chip").ClickAsync();
        await page.WaitForURLAsync("**/subjects/*");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync("**/signals");
        Assert.Equal(row, await Focused(page));
    }

    [Fact]
    public async Task Number_is_copied_by_key_and_by_button_and_the_page_says_so()
    {
        var row = await browser.Node.MakeSignal("HLXU2008419");
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"/signals/{row.Id}");
        await page.Locator("header a.chip").FocusAsync();
        await page.Keyboard.PressAsync("c");
        await page.Locator("[data-said]", new() { HasText = "Gekopieerd: HLXU2008419" }).WaitForAsync();
        Assert.Equal("HLXU2008419", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await page.EvaluateAsync("() => navigator.clipboard.writeText('')");
        await page.Locator("header [data-copy]").ClickAsync();
        await page.WaitForFunctionAsync("async () => await navigator.clipboard.readText() === 'HLXU2008419'");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Density_is_chosen_and_belongs_to_the_person_with_or_without_script(bool script)
    {
        var page = await browser.SignedIn(script: script, roles: Role.Analyst);
        await page.GotoAsync("/signals");
        Assert.Contains("comfortable", await page.GetAttributeAsync("html", "class"), StringComparison.Ordinal);
        await page.ClickAsync("form.density button");
        await page.WaitForURLAsync("**/signals");
        Assert.Contains("compact", await page.GetAttributeAsync("html", "class"), StringComparison.Ordinal);
        await page.GotoAsync("/account");
        await page.ClickAsync("main button[name=density][value=comfortable]");
        await page.Locator("main button[value=comfortable][aria-pressed=true]").WaitForAsync();
        Assert.Contains("comfortable", await page.GetAttributeAsync("html", "class"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_says_why_and_leads_back()
    {
        await browser.Node.MakeSignal("HLBU1234567");
        var page = await browser.SignedIn(script: false, roles: Role.Analyst);
        await page.GotoAsync("/signals");
        await page.ClickAsync("button[value=assigned]");
        await page.GetByText("U hebt geen signaal gekozen").WaitForAsync();
        await page.GetByText("Ga terug", new() { Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/signals");
    }

    [Fact]
    public async Task Signal_is_taken_dismissed_with_a_reason_found_under_handled_and_reopened()
    {
        var row = await browser.Node.MakeSignal("HLXU2008419");
        var page = await browser.SignedIn(roles: Role.SecurityOfficer);
        await page.GotoAsync($"/signals/{row.Id}");
        await page.ClickAsync("button[name=kind][value=assigned]");
        await page.GetByText("nam het op zich").First.WaitForAsync();
        await page.SelectOptionAsync("select[name=verdict]", "dismissed:exercise");
        await page.FillAsync("input[name=comment]", "Proef van de kraan.");
        await page.ClickAsync("main form:has(select[name=verdict]) button");
        await page.GetByText("wees af: Oefening of controle").First.WaitForAsync();
        await page.GetByText("Proef van de kraan.").First.WaitForAsync();

        await page.GotoAsync("/signals");
        Assert.Equal(0, await page.Locator($"a[href='/signals/{row.Id}']").CountAsync());
        await page.GetByText("Naar wat afgehandeld is").ClickAsync();
        await page.Locator($"a[href='/signals/{row.Id}']").WaitForAsync();
        await page.Locator($"[data-row]:has(a[href='/signals/{row.Id}']) input").CheckAsync();
        await page.ClickAsync("button[value=reopened]");
        await page.GotoAsync("/signals");
        await page.Locator($"a[href='/signals/{row.Id}']").WaitForAsync();
    }

    [Fact]
    public async Task Signal_page_shows_evidence_met_lines_the_innocent_explanation_and_leads_to_the_subject()
    {
        var row = await browser.Node.MakeSignal("SUDU3070079");
        await browser.Node.Services.GetRequiredService<FollowSignals>().CatchUp(default);
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync($"/signals/{row.Id}");
        Assert.Equal("Container SUDU3070079 gezien op de gesloten kade.", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(1, await page.Locator(".timeline > li.decisive").CountAsync());
        Assert.Equal(["plaats = ECT Delta, kade", "door een camera gelezen = nee"], await page.Locator(".clue").AllInnerTextsAsync());
        Assert.Equal(["Wat nu", "Wie moet dit doen?", "Bewijs in tijdvolgorde (1)", "Op de kaart", "Samen: wat vragen we, wat zeggen we", "Zaken", "Waarom dit afging: Container waar hij niet hoort", "De waarschijnlijk onschuldige verklaring", "Wie en wat, en wat er nog meer over bekend is", "Logboek: wie keek, wie veranderde iets"],
            (await page.Locator("article h2").AllInnerTextsAsync()).Select(text => text.ReplaceLineEndings(" ")));
        Assert.Contains("bekeek dit", await page.Locator(".log").InnerTextAsync(), StringComparison.Ordinal);
        var met = await page.Locator("pre.pattern .met").AllInnerTextsAsync();
        Assert.Equal(["place: ect-delta/quay", "ocr: false"], met.Select(line => line.Split('\n')[0].Trim()));
        Assert.True(await page.GetByText("Een proef met de kraan.").First.IsVisibleAsync());
        await page.Locator("[data-map][data-drawn=yes]").WaitForAsync();
        await page.Locator("a.chip[href^='/subjects/']").First.ClickAsync();
        await page.WaitForURLAsync("**/subjects/*");
        Assert.DoesNotContain("SUDU3070079", page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator($"a[href='/signals/{row.Id}']").IsVisibleAsync());
        Assert.Equal(1, await page.Locator(".timeline > li").CountAsync());
    }

    [Fact]
    public async Task Clear_plate_is_shown_once_to_who_asks_with_a_reason_and_the_log_has_it()
    {
        await browser.Node.SendVisit("ZX-99-YY");
        var page = await browser.SignedIn(roles: [Role.SecurityOfficer, Role.Auditor]);
        await page.FillAsync("#search-box", "ZX-99-YY");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/subjects/*");
        Assert.DoesNotContain("ZX99YY", (await page.ContentAsync()).Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await page.FillAsync("input[name=why]", "Melding van de portier om drie uur");
        await page.ClickAsync("form[action='/subjects/reveal'] button");
        await page.Locator("strong.chip").WaitForAsync();
        Assert.Equal("ZX99YY", (await page.Locator("strong.chip").InnerTextAsync()).Replace("-", "", StringComparison.Ordinal));
        await page.ReloadAsync();
        Assert.Equal(0, await page.Locator("strong.chip").CountAsync());
        await page.GotoAsync("/disclosure");
        var line = page.Locator("tr", new() { HasText = "Melding van de portier om drie uur" });
        Assert.Contains("leesbaar getoond", await line.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("ZX", await line.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_is_switched_and_kept()
    {
        var page = await browser.SignedIn(roles: Role.Analyst);
        await page.GotoAsync("/signals?severity=3");
        await page.ClickAsync("form.language button");
        await page.WaitForURLAsync("**/signals?severity=3");
        Assert.Equal("Signals", await page.Locator("h1").InnerTextAsync());
        await page.GotoAsync("/patterns");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
    }

    // A form that leads to the page that it stands on: waits for the new page, not for the old one.
    static async Task Reloads(IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("() => { window.old = true; }");
        await act();
        await page.WaitForFunctionAsync("() => !window.old && document.documentElement.classList.contains('js')");
    }

    static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')");
}
