using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Programme;
using Knooppunt.Programme;
using Knooppunt.Tests.Node.Advice;
using Knooppunt.Tests.Node.Barriers;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Measures;
using Knooppunt.Tests.Node.Municipal;
using Knooppunt.Tests.Node.Knowledge;
using Knooppunt.Tests.Node.Phenomena;
using Knooppunt.Tests.Node.Programme;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Knooppunt.Tests.Node.Browser;

/// <summary>
/// Every page in both languages, light and dark, on a desk and on a phone: fits, has nothing that axe objects to, can be read without JavaScript and prints whole. With KNOOPPUNT_TEST_SCREENSHOTS=folder it also keeps pictures.
/// Looking at all of them takes minutes: that is explicit (<c>-- --explicit only</c>), and what must hold before a change lands runs it.
/// </summary>
[Collection(nameof(RunningBrowser))]
public sealed class LookTests(RunningBrowser browser) : IAsyncDisposable
{
    static readonly string[] Languages = ["nl", "en"];
    static readonly Role[] Everything = [Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer, Role.Auditor, Role.Administrator];
    static readonly string? Pictures = Environment.GetEnvironmentVariable("KNOOPPUNT_TEST_SCREENSHOTS");

    public ValueTask DisposeAsync() => browser.CloseAll();

    // Both languages at once: most of the time is waiting for the browser.
    [Fact(Explicit = true)]
    public async Task Pages_of_a_signed_in_person_fit_and_are_accessible()
    {
        var paths = await OwnPages(await browser.SignedIn(roles: Everything));
        await Task.WhenAll(Languages.Select(async language => await Look(await browser.SignedIn(language: language, roles: Everything), language, paths)));
    }

    [Fact(Explicit = true)]
    public async Task Pages_for_everybody_fit_and_are_accessible()
    {
        browser.Node.Settings.PublicFigures = true;
        await Task.WhenAll(Languages.Select(async language => await Look(await browser.Open(language: language), language, ["/sign-in", "/sign-in?refused=1", "/welcome", "/refused/500", "/refused/429", "/report", "/report/rules", "/report/figures", "/report/mailbox", "/your-data"])));
    }

    [Fact(Explicit = true)]
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
        var inspection = await Inspected();
        var (asked, answered) = await Asked();
        var (opened, phenomenon) = (await Case(row.Id), await Phenomenon());
        await Linked();
        string[] tried;
        using (var analyst = await browser.Node.SignIn(("ect", Role.Analyst)))
        {
            tried = await TrialTests.Tried(browser.Node, analyst);
            foreach (var (about, opinion) in new[] { ("script:MO-02", "agree"), ("barrier:guarded-site", ""), ($"proposal:{tried[0].Split('/')[^1]}", "strongly-disagree") })
                (await analyst.Post("/scripts/remarks", "/account", ("about", about), ("opinion", opinion), ("text", "Zo zagen wij het ook, maar later op de avond."), ("language", "nl"), ("tlp", "Green"), ("organisation", "ect"))).Dispose();
        }

        await page.GotoAsync($"/signals/{row.Id}");
        var subject = await page.Locator("a.chip[href^='/subjects/']").First.GetAttributeAsync("href");
        return ["/live", "/signals", "/signals?done=true", $"/signals/{row.Id}", subject!, "/patterns", "/patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01", "/patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01/backtest", "/patterns/backtest", "/sources", "/duties", "/briefing", "/notices", "/reports", "/reports/figures", "/reports/posters", "/reports/posters?at=ect-delta", "/inspections", "/inspections/new", inspection, $"{inspection}/field", "/competence", "/rules", "/shared", shared, $"/signals/{row.Id}/share", "/release", "/disclosure", "/disclosure/proofs", "/concerned", asked, $"{answered}/letter", "/register", "/register/arrangement", "/register/dpia", "/register/ended", "/cases", "/cases/new", $"/cases/new?signal={row.Id}", opened, "/phenomena", phenomenon, .. await Weighed(), "/measures", "/measures/taken", "/measures/seized", "/extractors", await Extractors(), "/programme", await Account(), "/barriers", .. await Barriers(), "/advice", "/advice/new", "/advice/new?activity=drive&activity=gate&activity=employ", await Advice(), $"{await Advice()}/letter", "/programme/letter", "/outcomes", "/programma", "/exchange", "/scripts", "/scripts?q=zegel&where=seaport", "/scripts/MO-02", "/scripts/MO-09", "/scripts/MO-03/edit", "/scripts/MO-03/history", "/scripts/coverage", "/scripts/barriers", "/scripts/barriers/guarded-site", "/scripts/proposals", "/patterns/quality", "/patterns/register", "/patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01", "/programme/waterbed", "/programme/ways", .. tried, "/signals/trial", "/exchange/sightings", .. await Barriers(), "/programme/displacement", $"/programme/displacement?what={Uri.EscapeDataString(SampleBarrier.What)}", "/barriers/plan?rate=9", "/loop", $"/loop/signal/{row.Id}", "/settings", "/menu", "/account", "/search/nothing", "/nowhere"];
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

    // An inspection with an answer of each kind.
    async Task<string> Inspected()
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Inspections.Planned.Inspection(officer);
        foreach (var (item, verdict, note) in new[] { ("fence", "Wrong", "Gat van een halve meter bij paal 12, vers geknipt."), ("passes", "Fine", ""), ("vehicles-known", "NotSeen", "") })
            (await officer.Post("/inspections/answer", "/account", ("inspection", id), ("organisation", "ect"), ("item", item), ("verdict", verdict), ("note", note))).Dispose();
        (await officer.Post("/inspections/answer", "/account", ("inspection", id), ("organisation", "ect"), ("item", "vehicles"), ("looked", "30"), ("found", "1"))).Dispose();
        return $"/inspections/{id}";
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

    // A case in which evidence is on its way and something was decided.
    async Task<string> Case(string signal)
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var opened = await CaseNode.Open(officer, "ect", ("signal", signal));
        await CaseNode.AddPartner(officer, opened, 0, "rwg");
        await CaseNode.TryPointer(officer, opened, ("kind", "Image"), ("description", "beelden van de kraan, 03:00 tot 03:30"), ("sha256", new string('a', 64)));
        var pointer = await CaseNode.Pointer(officer, opened, "ect");
        await CaseNode.Hand(officer, opened, pointer, 0, "Handed", "rwg");
        await officer.Post("/cases/decide", "/account", ("case", opened), ("text", "De kade gaat 's nachts dicht tot de kraan is nagekeken."), ("ground", "APV art. 2:10"));
        return $"/cases/{opened}";
    }

    // A file in which something was brought, thought, counted and chosen.
    async Task<string> Phenomenon()
    {
        using var analyst = await browser.Node.SignIn(("ect", Role.Analyst));
        var id = await PhenomenonTests.Shared(analyst);
        using var partner = await browser.Node.SignIn(("rwg", Role.Analyst));
        await PhenomenonTests.Contribute(analyst, id, "None", "Amber", "Ze komen tussen twee en vier uur, als de ploeg wisselt.");
        await PhenomenonTests.Contribute(partner, id, "None", "Red", "Bij ons staat het hek dan open.");
        await analyst.Post("/phenomena/hypothesis", "/account", ("file", id), ("text", "Het hek bij de stapel staat open"));
        await analyst.Post("/phenomena/argument", "/account", ("file", id), ("hypothesis", "1"), ("deed", "against"), ("text", "Het is elke avond nagekeken"));
        await analyst.Post("/phenomena/pattern", "/account", ("file", id), ("pattern", SampleFiles.PatternId));
        await PhenomenonTests.Course(analyst, id, 1, "Chosen", "Het hek gaat dicht bij de wisseling", "binnenkomen", "slot op het hek");
        return $"/phenomena/{id}";
    }

    // A municipality that weighed something and handed something else to the RIEC.
    async Task<string[]> Weighed()
    {
        (browser.Node.Settings.Municipalities, browser.Node.Settings.JointTeam, browser.Node.Settings.Riec) = (["ect"], ["ect"], "ect");
        using var handler = await browser.Node.SignIn(("ect", Role.Inspector));
        using var privacy = await browser.Node.SignIn(("ect", Role.PrivacyOfficer));
        var (running, handed) = (await Signal("LineDepartments"), await Signal("Riec"));
        await Do(privacy, "departments", running, ("source", "permits"), ("departments", "alleen toezicht, voor deze controle"));
        await Do(privacy, "exchange", running, ("text", "Het adres aan de brandweer, vanwege veiligheid."));
        await Do(handler, "riec", handed, ("text", "Drie panden, steeds dezelfde werkwijze."), ("basis", "convenant RIEC, art. 5"));
        // Who looks is of one organisation, and must see both sides of the gate.
        using var riec = await browser.Node.SignIn(("ect", Role.Analyst));
        var page = await riec.Read("/riec");
        var at = page.IndexOf("/riec/", StringComparison.Ordinal);
        return ["/municipal", $"/municipal/{running}", $"/municipal/{handed}", "/riec", page[at..(at + "/riec/".Length + 32)]];

        async Task<string> Signal(string outcome)
        {
            using var opened = await MunicipalNode.TryOpen(handler, ("home", "ect"));
            var id = opened.Headers.Location!.ToString()["/municipal/".Length..];
            foreach (var weighing in new[] { "Intake", "Concrete", "Phenomenon" })
                await Weigh(id, weighing, "GoOn");
            await Do(privacy, "source", id, ("source", "permits"), ("ground", "toezicht op het gebruik van het pand"), ("months", "12"));
            await Do(handler, "answer", id, ("source", "permits"), ("deed", "hit"));
            await Weigh(id, "Hits", outcome);
            return id;
        }

        async Task Weigh(string id, string weighing, string outcome)
        {
            await Do(handler, "weigh", id, ("weighing", weighing), ("outcome", outcome), ("reason", "Twee toezichthouders zagen hetzelfde."));
            await Do(privacy, "check", id, ("deed", "agree"), ("reason", "noodzakelijk en niet te veel"));
        }

        Task Do(Session session, string deed, string id, params (string Name, string Value)[] fields) => MunicipalNode.Do(browser.Node, session, deed, id, fields);
    }

    // An incident with a minor and a measure that followed; an amount that was seized.
    async Task<string> Extractors()
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await MeasureTests.Incident(officer, ("age.Under16", "1"), ("age.From18To22", "2"), ("first", "3"));
        await MeasureTests.Taken(officer, ("incident", id), ("last", DateTime.Today.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("euros", "2500"), ("reference", "BEV-2026-9"));
        await officer.Post("/measures/use", "/account", ("organisation", "ect"), ("instrument", "site-ban"), ("used", "yes"), ("note", "een jaar, voor al onze terreinen"));
        await officer.Post("/measures/seize", "/account", ("line", "0"), ("version", "0"), ("organisation", "ect"), ("month", "2026-02"), ("kind", "Cash"), ("euros", "140000"), ("cost", "9000"), ("outcome", "Confiscated"), ("confiscated", "95000"));
        return $"/extractors/{id}";
    }

    // A barrier that was compared, once with enough counted and once with too little.
    async Task<string[]> Barriers()
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await BarrierTests.Open(officer);
        await BarrierTests.TryStudy(officer, id, ("treated-before", "207"), ("treated-after", "110"), ("control-before", "308"), ("control-after", "318"), ("around-treated-before", "178"), ("around-treated-after", "157"), ("around-control-before", "150"), ("around-control-after", "140"));
        await BarrierTests.TryStudy(officer, id, ("treated-before", "6"), ("treated-after", "2"), ("control-before", "4"), ("control-after", "4"));
        // Three years by week at forty-three places, so that each method has something to draw.
        var began = Knooppunt.Barriers.WeeklyCount.WeekOf(DateOnly.FromDateTime(DateTime.Today).AddDays(-90)).AddDays(7);
        await browser.Node.Services.GetRequiredService<WeekBook>().Take([.. SampleBarrier.Counts(began).Where(count => count.Week < Knooppunt.Barriers.WeeklyCount.WeekOf(DateOnly.FromDateTime(DateTime.Today)))], default);
        return [$"/barriers/{id}", .. Enum.GetValues<Knooppunt.Barriers.EffectMethod>().Select(method => $"/barriers/{id}?method={MethodQuestion.Name(method)}"), "/barriers/plan?place=ect-delta&phase=ect-delta&phase=rwg&phase=botlek&phase=waalhaven&steps=4&length=2"];
    }

    // An advice that was given and answered, with a change that somebody goes to look at.
    async Task<string> Advice()
    {
        using var officer = await browser.Node.SignIn(("ect", Role.SecurityOfficer));
        var id = await AdviceTests.Open(officer, ("activity", "yard"));
        foreach (var (seen, step, text) in new[] { ("0", "Given", ""), ("1", "Partly", "wij beginnen met het wegen"), ("2", "Agreed", "elke lege container over de weegbrug") })
            await officer.Post("/advice/step", "/account", ("advice", id), ("seen", seen), ("step", step), ("text", text), ("look", DateTime.Today.AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        return $"/advice/{id}";
    }

    // A measure with money and a result, and figures on which reporters differ.
    async Task<string> Account()
    {
        using var manager = await browser.Node.SignIn(("ect", Role.ProgrammeManager));
        var id = await ProgrammeTests.Measure(manager);
        await ProgrammeTests.Enter(manager, id, "Allotted", "250000");
        await ProgrammeTests.Enter(manager, id, "Committed", "300000");
        await manager.Post("/programme/tell", "/account", ("measure", id), ("version", "0"), ("state", "Running"), ("result", "Twaalf camera's staan; nog geen meting."), ("open", "yes"));
        await browser.Node.Services.GetRequiredService<OutcomeBook>().Take(OutcomeFile.Read("o", System.Text.Encoding.UTF8.GetBytes(ProgrammeTests.Figures)).Items, default);
        return $"/programme/{id}";
    }

    // A neighbour that is not there, so that its link has trouble to tell.
    async Task Linked()
    {
        using var administrator = await browser.Node.SignIn(("ect", Role.Administrator));
        await administrator.Post("/exchange/links/add", "/account", ("name", "zeeland"), ("root", $"http://localhost:{RunningNode.FreePort()}/taxii2/exchange/"), ("secret", "kx_look"), ("pull", "knowledge"), ("push", "received"));
        await administrator.Post("/exchange/keys", "/account", ("node", "zeeland"));
    }

    internal static async Task Look(IPage page, string language, params string[] paths)
    {
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
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
