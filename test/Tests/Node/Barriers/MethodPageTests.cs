using Knooppunt.Barriers;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Globalization;
using System.Net;

namespace Knooppunt.Tests.Node.Barriers;

/// <summary>Methods, nodes side by side and plans over HTTP: a figure has its interval and its table, and without one there is a sentence.</summary>
public sealed class MethodPageTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Each_method_says_its_interval_first_and_what_is_missing_in_a_sentence()
    {
        var id = await BarrierTests.Open(cases.Officer, ("day", Began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        // Of the node's own signals there are none.
        foreach (var method in Enum.GetValues<EffectMethod>().Where(method => method != EffectMethod.Difference))
            Assert.Contains("Niet te toetsen", await cases.Officer.Read($"/barriers/{id}?method={MethodQuestion.Name(method)}&what=signals"), StringComparison.Ordinal);

        await Weeks();
        foreach (var (method, said) in new[] { (EffectMethod.Series, "het daalde, vergeleken met wat trend en seizoen"), (EffectMethod.Places, "het daalde, vergeleken met wat de andere plaatsen"), (EffectMethod.Synthetic, "mengsel van andere plaatsen"), (EffectMethod.Level, "per week"), (EffectMethod.NearRepeat, "dezelfde plaats"), (EffectMethod.Watch, "steeg het hier blijvend"), (EffectMethod.Breaks, "daalde het niveau tegen de andere plaatsen. De barri") })
        {
            var page = await Page(id, method);
            Assert.Contains(said, page, StringComparison.Ordinal);
            PageFigures.AreNumbers(page);
            Assert.Contains("Dezelfde cijfers als tabel", method == EffectMethod.NearRepeat ? "Dezelfde cijfers als tabel" : page, StringComparison.Ordinal);
            Assert.Contains("verzonnen voor het voorbeeld", page, StringComparison.Ordinal);
        }

        Assert.Contains("haar eerste hele week", await Page(id, EffectMethod.Series), StringComparison.Ordinal);
        // Effort that was not counted in every week is left out, and said so.
        Assert.Contains("er is zonder gerekend", await cases.Officer.Read($"/barriers/{id}?method=series&effort=signals"), StringComparison.Ordinal);
        await cases.Node.Services.GetRequiredService<WeekBook>().Take([.. SampleBarrier.Counts(Began).Where(count => count.Place == "ect-delta").Select((count, week) => count with { What = "gescande containers", Count = 100 + week % 7 })], default);
        var scanned = await cases.Officer.Read($"/barriers/{id}?method=series&what={Uri.EscapeDataString(SampleBarrier.What)}&effort=gescande%20containers");
        Assert.Contains("bij tweemaal zoveel inzet (factor)", scanned, StringComparison.Ordinal);
        // Effort goes along in the file: of the own place, of which alone it was asked.
        var withEffort = (await cases.Officer.Read($"/barriers/{id}/weeks.csv?method=series&what={Uri.EscapeDataString(SampleBarrier.What)}&effort=gescande%20containers")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')).ToList();
        Assert.Equal(Enumerable.Range(0, 338).Select(week => $"{100 + week % 7}"), withEffort.Where(cells => cells[1] == "ect-delta").Select(cells => cells[^1]));
        Assert.All(withEffort.Where(cells => cells[1] != "ect-delta"), cells => Assert.Equal("", cells[^1]));

        // What was measured stands beside what was expected, and in the list; the made-up place fell by .39 (.24 to .57).
        var hoped = await BarrierTests.Open(cases.Officer, ("title", "Paal met verwachting"), ("day", Began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("fall", "40"));
        Assert.Contains("De verwachte daling van 40% past hierbij.", await cases.Officer.Read($"/barriers/{hoped}"), StringComparison.Ordinal);
        Assert.Contains("doorgangen zonder reden). Tussen -", await cases.Officer.Read("/barriers"), StringComparison.Ordinal);
        var more = await BarrierTests.Open(cases.Officer, ("title", "Paal met te veel hoop"), ("day", Began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("fall", "95"));
        Assert.Contains("past hier niet bij: het daalde minder", await cases.Officer.Read($"/barriers/{more}"), StringComparison.Ordinal);

        // Three chosen places are too few to stand in for it.
        Assert.Contains("Niet te toetsen met deze methode. Er zijn te weinig weken of plaatsen.", await cases.Officer.Read($"/barriers/{id}?method=places&chosen=1&place=rwg&place=botlek"), StringComparison.Ordinal);
        var file = await cases.Centre.Read($"/barriers/{id}/weeks.csv?method=series&chosen=1&place=rwg");
        Assert.StartsWith("what,place,treated,week,number,after,count,effort\r\n", file, StringComparison.Ordinal);
        Assert.Equal(1 + 2 * 338, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        using var clerk = await cases.Node.SignIn(("rwg", Role.GateClerk));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get($"/barriers/{id}/weeks.csv")).StatusCode);
        // A person is told on a page, in Dutch.
        await CaseNode.Refused(await cases.Officer.Get($"/barriers/{id}/weeks.csv?what=signals"), "Er is te weinig geteld");
    }

    [Fact]
    public async Task A_change_of_slope_and_errors_by_place_are_chosen_and_the_register_keeps_to_the_usual_choice()
    {
        await Weeks();
        (string, string)[] pole = [("day", Began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("step", "MO-11/put-aboard")];
        var id = await BarrierTests.Open(cases.Officer, pole);
        var what = $"&what={Uri.EscapeDataString(SampleBarrier.What)}";
        Assert.Contains("Gekozen: meer dan toeval (quasi-Poisson); weken lijken op elkaar (Newey-West, 4); alleen een stap. Dat is de gewone keuze, die vastligt", await cases.Officer.Read($"/barriers/{id}?method=series{what}"), StringComparison.Ordinal);
        var page = await cases.Officer.Read($"/barriers/{id}?method=series&slope=on{what}");
        foreach (var text in new[] { "Meteen bij het begin: tussen -", "In de laatste getelde week lag het verschil tussen -", "helling: elke vier weken erbij (factor)", "een stap en een andere helling. Dat is niet de gewone keuze.", "De stap geldt dan alleen voor de eerste week", "slope=on" })
            Assert.Contains(text, page, StringComparison.Ordinal);

        // One place with such a barrier is too few; five that began within half a year are taken together, a sixth against another step is not.
        Assert.Contains("Niet te toetsen met deze methode. Er zijn te weinig weken of plaatsen.", await cases.Officer.Read($"/barriers/{id}?method=places&spread=clustered{what}"), StringComparison.Ordinal);
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            // Not all of these are on the map of this node, so no form would take them.
            foreach (var (place, week, step) in new[] { ("rwg", 0, pole[1].Item2), ("botlek", 3, pole[1].Item2), ("waalhaven", 0, pole[1].Item2), ("apmt-mv2", 0, pole[1].Item2), ("ect-euromax", 0, "MO-11/carry-out") })
            {
                var row = new BarrierRow { Id = $"alike-{place}", Title = "Slimme paal", Kind = Knooppunt.Knowledge.BarrierKind.Physical, Step = step, Place = place, Organisation = "ect", Once = 0, Yearly = 0 };
                db.Barriers.Add(row);
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
                db.States.Add(new BarrierStateRow { Barrier = row.Number, Day = Began.AddDays(7 * week).DayNumber, State = BarrierState.Working, Note = "", Name = "n" });
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }
        }

        page = WebUtility.HtmlDecode(await cases.Officer.Read($"/barriers/{id}?method=places&spread=clustered{what}"));
        foreach (var text in new[] { "Samen genomen: 5 plaatsen met dit soort barrière tegen dezelfde stap (ECT Delta, ", "tegen 38 zonder. Geclusterd per plaats:", "De 3 weken tussen het eerste en het laatste begin tellen niet mee.", "minder dan tien plaatsen: het interval kan dan iets te smal zijn", "Dat is niet de gewone keuze." })
            Assert.Contains(text, page, StringComparison.Ordinal);
        var lines = (await cases.Officer.Read($"/barriers/{id}/weeks.csv?method=places&spread=clustered{what}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')).ToList();
        Assert.Equal((5 * 338, 3 * 43), (lines.Count(cells => cells[2] == "1"), lines.Count(cells => cells[5].Length == 0)));
        Assert.Equal(HttpStatusCode.OK, (await cases.Officer.Get($"/barriers/{id}/effect.pdf?method=places&spread=clustered{what}")).StatusCode);
    }

    [Fact]
    public async Task Counts_are_not_taken_twice_and_a_later_one_holds()
    {
        var book = cases.Node.Services.GetRequiredService<WeekBook>();
        WeeklyCount first = new("kade-9", new(2026, 1, 5), "hekken open", 3, "logboek");
        Assert.Equal(new WeeksTaken(1, 0, 0), await book.Take([first], default));
        Assert.Equal(new WeeksTaken(0, 1, 1), await book.Take([first, first with { Count = 4 }], default));
        Assert.Equal([3, 4], (await book.Of("hekken open")).Select(count => count.Count));
        Assert.Equal(4, WeeklyPanel.Of([.. await book.Of("hekken open"), first with { Week = new(2026, 1, 12) }], "kade-9", _ => true, new(2026, 1, 12), null).Value.Own.Counts[0]);
    }

    [Fact]
    public async Task Barrier_whose_source_is_silent_is_broken_until_it_speaks_or_a_person_says_so()
    {
        var id = await BarrierTests.Open(cases.Officer);
        await CaseNode.Refused(await cases.Officer.Post("/barriers/source", "/account", ("barrier", id), ("source", "nergens")), "from the list");
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<BarriersDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Barriers.SingleAsync(one => one.Id == id, TestContext.Current.CancellationToken);
        var today = cases.Node.Services.GetRequiredService<BarrierBook>().Today.DayNumber;
        // A source that never spoke is not silent: nothing is known of it.
        row.Source = "ect/gate";
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await cases.Node.Services.GetRequiredService<SourceWatch>().Look(default));
        db.States.Add(new BarrierStateRow { Barrier = row.Number, Day = today, State = BarrierState.Broken, Note = "", Name = SourceWatch.Writer });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await cases.Node.Services.GetRequiredService<SourceWatch>().Look(default);
        Assert.Contains("De bron ect/gate spreekt weer.", await cases.Centre.Read($"/barriers/{id}"), StringComparison.Ordinal);

        // What was written while it leaned on a source ends when nobody has that source any more, and when it leans on none.
        foreach (var (source, said) in new[] { ("ect/weg", "De bron ect/weg is uit de instellingen weggehaald"), ("", "leunt op geen bron meer") })
        {
            row.Source = source;
            db.States.Add(new BarrierStateRow { Barrier = row.Number, Day = today, State = BarrierState.Broken, Note = "", Name = SourceWatch.Writer });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await cases.Node.Services.GetRequiredService<SourceWatch>().Look(default);
            Assert.Equal(0, await cases.Node.Services.GetRequiredService<SourceWatch>().Look(default));
            Assert.Contains(said, await cases.Centre.Read($"/barriers/{id}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nodes_stand_side_by_side_with_all_tests_counted_together()
    {
        await Weeks();
        var page = await cases.Officer.Read("/programme/displacement?what=" + Uri.EscapeDataString(SampleBarrier.What));
        foreach (var text in new[] { "ECT Delta", "na correctie volgens Holm", "Verdeling:", "geen rangorde", "Ligt het op dezelfde plaatsen? <span class=\"soft\">VOORBEELD: doorgangen zonder reden</span>", "gelijkenis S = 0,", "Dat beschrijft en is geen toets", "Factor (95%)" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        var places = (await cases.Officer.Read("/programme/displacement/places.csv?what=" + Uri.EscapeDataString(SampleBarrier.What))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("thing,place,before,after,share_before,share_after_low,share_after_high,change,p_adjusted", places[0]);
        Assert.Equal(43, places.Length - 1);
        // Effort that was counted at one place leaves that one alone, and says so; divided by it, places were not looked at alike.
        await cases.Node.Services.GetRequiredService<WeekBook>().Take([.. SampleBarrier.Counts(Began).Where(count => count.Place is "ect-delta" or "rwg").Select(count => count with { What = "bekeken wagens", Count = count.Place == "rwg" ? 10 + count.Week.DayNumber % 3 : 20 })], default);
        page = await cases.Officer.Read($"/programme/displacement?what={Uri.EscapeDataString(SampleBarrier.What)}&effort=bekeken%20wagens");
        foreach (var text in new[] { "Elk aantal is gedeeld door de inzet (bekeken wagens)", "niet op de meeste plaatsen is even lang geteld of even veel bekeken" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("voorbeeldterrein-01", page[..page.IndexOf("Hoe dit berekend is", StringComparison.Ordinal)], StringComparison.Ordinal);
        // From a later period to an earlier one there is no test, and so no "not shown".
        page = await cases.Officer.Read("/programme/displacement?before=3&after=1&what=" + Uri.EscapeDataString(SampleBarrier.What));
        Assert.Contains("Niet te toetsen of het anders verdeeld raakte", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Niet aangetoond: dat het tussen", page, StringComparison.Ordinal);
        Assert.StartsWith("thing,node,period,count,length,factor_low,factor,factor_high,p,holm,benjamini_hochberg\r\n", await cases.Officer.Read("/programme/displacement.csv"), StringComparison.Ordinal);
        Assert.Contains("Dit knooppunt telde nog geen hele week", await cases.Officer.Read("/programme/displacement?what=signals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_signals_are_compared_by_good_and_by_method_and_too_few_are_called_too_few()
    {
        // Two half years: from the codes to the hulls, all over the node; of vessels there are too few to show anything.
        var weeks = Enumerable.Range(0, 52).Select(week => WeeklyCount.WeekOf(new DateOnly(2024, 1, 8)).AddDays(7 * week)).ToList();
        WeeklyCount Kept(string what, string place, DateOnly week, int early, int late) => new(place, week, what, week < new DateOnly(2024, 7, 1) ? early : late, "zelf geteld");
        await cases.Node.Services.GetRequiredService<WeekBook>().Take([.. weeks.SelectMany(week => new[] { Kept("signals-fit-MO-03", "ect-delta", week, 3, 1), Kept("signals-fit-MO-03", "rwg", week, 1, 3), Kept("signals-fit-MO-08", "rwg", week, 0, 2) }),
            .. weeks.SelectMany((week, at) => new[] { Kept("signals-about-vessel", "ect-delta", week, at == 3 ? 2 : 0, 0), Kept("signals-about-vessel", "rwg", week, 0, at == 40 ? 2 : 0) })], default);
        var page = await cases.Officer.Read("/programme/displacement?what=signals-fit-MO-03&before=0&after=1");
        foreach (var text in new[] { "raakte het anders verdeeld over de plaatsen. Een kleiner deel: ECT Delta. Een groter deel: Rotterdam World Gateway", "bij de methode van zijn zwaarste patroon", "<optgroup label=\"Eigen signalen naar methode (modus)\">" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Er is te weinig geteld", page, StringComparison.Ordinal);
        page = await cases.Officer.Read("/programme/displacement?what=signals-fit&before=0&after=1");
        foreach (var text in new[] { "anders verdeeld over de methoden. Een kleiner deel: ophalen met een gestolen code (MO-03). Een groter deel: onder de waterlijn (MO-08)", "<th>Methode</th>" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ligt het op dezelfde plaatsen", page, StringComparison.Ordinal);
        Assert.Contains("signals-fit,signals-fit-MO-08,", await cases.Officer.Read("/programme/displacement.csv?what=signals-fit"), StringComparison.Ordinal);
        page = await cases.Officer.Read("/programme/displacement?what=signals-about-vessel&before=0&after=1");
        Assert.Contains("ook als alles van de ene naar de andere plaats was gegaan, was dat hier niet aangetoond", page, StringComparison.Ordinal);
        // What a place was not split by is no choice.
        Assert.DoesNotContain("signals-about-bag", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_says_how_small_a_fall_can_be_seen_and_who_builds_when()
    {
        // 4 a month, a year before and after: half of it is seen with 78 %, so it must be a little more for 80 %.
        var page = await cases.Officer.Read("/barriers/plan?rate=4");
        Assert.Contains("is een daling van 51% of meer te zien", page, StringComparison.Ordinal);
        Assert.Contains("zelfs een daling tot niets niet goed te zien", await cases.Officer.Read("/barriers/plan?rate=0,1&before=3&after=3"), StringComparison.Ordinal);
        Assert.Contains("elke verandering van betekenis", await cases.Officer.Read("/barriers/plan?rate=5000"), StringComparison.Ordinal);
        Assert.Contains("Er is gerekend met de gewone waarde", await cases.Officer.Read("/barriers/plan?rate=veel"), StringComparison.Ordinal);
        await Weeks();
        page = WebUtility.HtmlDecode(await cases.Officer.Read("/barriers/plan?place=ect-delta&phase=ect-delta&phase=rwg&phase=botlek&phase=nergens&steps=3&length=2&what=" + Uri.EscapeDataString(SampleBarrier.What)));
        foreach (var text in new[] { "want ook het tempo is maar geteld", "In stappen bouwen", "maand 1–2", "wacht" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Equal(3 * 4, page.Split("■ met").Length - 1 + page.Split("□ wacht").Length - 1);
    }

    static DateOnly Began => WeeklyCount.WeekOf(DateOnly.FromDateTime(DateTime.UtcNow)).AddDays(-7 * 80);

    Task<string> Page(string id, EffectMethod method) => cases.Officer.Read($"/barriers/{id}?method={MethodQuestion.Name(method)}");

    async Task Weeks() => await cases.Node.Services.GetRequiredService<WeekBook>().Take([.. SampleBarrier.Counts(Began)], default);
}
