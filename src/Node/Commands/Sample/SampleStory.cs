using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Advice;
using Knooppunt.Barriers;
using Knooppunt.Cases;
using Knooppunt.Inspections;
using Knooppunt.Knowledge;
using Knooppunt.Municipal;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Programme;
using Knooppunt.Reports;
using Knooppunt.Signals;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>What the people of the sample do in its one incident: each step on the page and through the form that it has for everybody.</summary>
sealed partial class SampleStory(Uri node, NodeSettings settings, DemoTrail trail, TimeProvider clock) : IDisposable
{
    const string Terminal = "ect", Centre = "haven";
    const int TrialDays = 90;

    readonly Dictionary<string, SampleVisitor> _people = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _weighed = new(StringComparer.Ordinal);

    /// <summary>Short names of the organisations among whom it is played, besides customs and a municipality.</summary>
    public static IReadOnlyList<string> Partners { get; } = [Terminal, Centre];

    /// <summary>Plays it from where it was to its end.</summary>
    /// <param name="signal">Waits for the signal with which it begins, and gives its id.</param>
    /// <param name="stop">Stops after the step at hand.</param>
    public async Task Play(Func<CancellationToken, Task<string>> signal, CancellationToken stop)
    {
        await Once("begun", async () => await signal(stop));
        await Once(DemoTrail.Code, () => Tell(stop));
        await Once("report", () => Confirm(stop));
        await Once("signal", () => Take(stop));
        await Once("share", () => Share(stop));
        await Once("inspection", () => Inspect(stop));
        await Once("request", () => Ask(stop));
        await Once("case", () => MakeCase(stop));
        await Once("measure", () => Act(stop));
        await Once("barrier", () => Bar(stop));
        await Once("programme", () => Account(stop));
        await Once("municipal", () => Weigh(stop));
        await Once("advice", () => Advise(stop));
        await Once("chain", () => Join(stop));
        await Once("answer", () => Answer(stop));
        await Once("log", () => Task.FromResult("/disclosure"));
        trail.End();
    }

    /// <summary>Id of the signal to begin with: a grave one about a container of the terminal, of a stolen code if there is one; null when it is not there yet.</summary>
    /// <param name="settle">Takes the gravest that there is about a container: nothing better is on its way.</param>
    /// <param name="stop">Stops.</param>
    public async Task<string?> Signal(bool settle, CancellationToken stop)
    {
        const int Enough = 3;
        await Look(Severity.High, stop);
        if (_weighed.FirstOrDefault(one => one.Value.Contains("tweede ophaler", StringComparison.Ordinal)).Key is { } stolen)
            return stolen;
        for (var severity = Severity.High; settle && _weighed.Count == 0 && severity > Severity.Informational; severity--)
            await Look(severity - 1, stop);
        return settle || _weighed.Count >= Enough ? _weighed.Keys.Order(StringComparer.Ordinal).FirstOrDefault() : null;
    }

    async Task Look(Severity severity, CancellationToken stop)
    {
        var samira = await As("officer", stop);
        foreach (Match row in Rows().Matches(await samira.Read($"/signals?severity={(int)severity}", stop)))
        {
            var (id, headline) = (row.Groups[1].Value, row.Groups[2].Value);
            // Only what stands in the terminal's own journal is Samira's to share.
            if (headline.Contains("ontainer", StringComparison.Ordinal) && !_weighed.ContainsKey(id) && await samira.Offers($"/signals/{id}/share", "\"/shares/give\"", stop))
                _weighed[id] = headline;
        }
    }

    public void Dispose()
    {
        foreach (var visitor in _people.Values)
            visitor.Dispose();
    }

    // The reporter has no account, no script and no cookie. What comes back is the receipt code.
    async Task<string> Tell(CancellationToken stop)
    {
        var reporter = Visitor("");
        var page = await reporter.Read($"/report?at={Place(await Planning(stop))}", stop);
        (string, string)[][] answers =
        [
            [("begin", "nl")], [("kind", nameof(ReportKind.Seen))], [("indicator", "questions")], [("where", nameof(ReportWhere.Site)), ("spot", "bij de poort voor de ophalers")],
            [("day", Today), ("part", nameof(DayPart.Night))], [("what", "Iemand die ik niet ken kwam een container halen die al weg was. Hij had een code, belde steeds en vroeg een collega waar zulke containers staan.")],
            [("details", "Hij wachtte daarna nog een half uur bij de loods naast het terrein.")], [], [("name", "")], [],
        ];
        foreach (var answer in answers)
            page = (await reporter.Fill(page, "/report", stop, answer)).Page;
        var code = WebUtility.HtmlDecode(Receipt().Match(page).Groups[1].Value).Trim();
        await reporter.Fill(page, "/report/saved", stop, ("end", code[^4..]));
        return code;
    }

    async Task<string> Confirm(CancellationToken stop)
    {
        var samira = await As("officer", stop);
        var report = Reports().Match(await samira.Read("/reports", stop)).Value;
        await samira.Send(report, "/reports/reply", default, stop, ("text", "Dank u. We kijken ernaar en u hoort het hier."), ("outcome", nameof(ReportOutcome.Open)));
        return report;
    }

    async Task<string> Take(CancellationToken stop)
    {
        await (await As("officer", stop)).Send(SignalPage, "/signals/assess", default, stop, ("kind", "assigned"));
        return SignalPage;
    }

    async Task<string> Share(CancellationToken stop)
    {
        var (samira, aylin) = (await As("officer", stop), await As("inspector", stop));
        var shared = await samira.Send($"{SignalPage}/share", "/shares/give", default, stop, ("organisation", settings.Customs!), ("why", "Een melding en dit signaal wijzen op een gestolen ophaalcode. Kunnen jullie meekijken?"));
        await aylin.Send(shared, "/duties/answer", default, stop, ("deed", "accept"));
        await aylin.Send(shared, "/talk/say", default, stop, ("text", "We kennen dit van eerder deze maand. Laten we samen gaan kijken, bij voorkeur vandaag."));
        return shared;
    }

    async Task<string> Inspect(CancellationToken stop)
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        var samira = await As("officer", stop);
        var inspection = await samira.Send(PlanPage, "/inspections/plan", default, stop, ("title", "Ophalers en de loods naast het terrein"), ("day", Day(now)), ("time", now.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("why", "Een medewerker meldde een onbekende ophaler en een signaal bevestigt het. We bekijken de ophalers aan de poort, de zegels in de rij en de loods ernaast."),
            ($"power.{Terminal}", "company"), ($"power.{settings.Customs}", "customs"), ($"power.{Municipality}", "municipality"));
        await Found(samira, inspection, "fence", stop, ("verdict", nameof(FieldVerdict.Fine)));
        await Found(samira, inspection, "hiding", stop, ("verdict", nameof(FieldVerdict.Wrong)), ("note", "Slaapspullen en een lader achter de pallets bij de poort"));
        await Found(samira, inspection, "vehicles", stop, ("looked", "40"), ("found", "1"));
        var aylin = await As("inspector", stop);
        await Found(aylin, inspection, "seals", stop, ("verdict", nameof(FieldVerdict.Wrong)), ("note", "Een zegel is nagemaakt: het nummer is van een andere reis"));
        await Found(aylin, inspection, "containers", stop, ("looked", "12"), ("found", "2"));
        var nadia = await As("municipality", stop);
        await Found(nadia, inspection, "use", stop, ("verdict", nameof(FieldVerdict.Wrong)), ("note", "De loods wordt onderverhuurd; daar is geen vergunning voor"));
        await Found(nadia, inspection, "premises", stop, ("looked", "3"), ("found", "1"));
        return inspection;
    }

    // What customs found stays under its own secrecy: nobody writes it down where others read along.
    async Task<string> Ask(CancellationToken stop)
    {
        var (inspection, samira, nadia) = (trail["inspection"]!, await As("officer", stop), await As("municipality", stop));
        await samira.Send(inspection, "/talk/ask", default, stop, ("organisation", Municipality), ("what", "Ga na of de loods naast het terrein vergund is en wie hem onderverhuurt"), ("hours", "168"));
        await nadia.Send(inspection, "/duties/answer", ("kind", "action"), stop, ("deed", "accept"));
        await nadia.Send(inspection, "/duties/answer", ("kind", "action"), stop, ("deed", "done"), ("outcome", "done"), ("text", "Nagegaan: geen vergunning. Wij nemen het over als eigen toezicht."));
        await samira.Send(inspection, "/inspections/propose", default, stop, ("text", "De ophaler wacht na een weigering in een loods vlakbij tot een tweede code komt"));
        await samira.Send(inspection, "/inspections/close", default, stop, ("outcome", nameof(InspectionOutcome.Found)), ("result", "Sporen van een verblijf bij de poort en een loods zonder vergunning. De Douane handelt haar eigen bevindingen af."));
        return inspection;
    }

    async Task<string> MakeCase(CancellationToken stop)
    {
        var samira = await As("officer", stop);
        var made = await samira.Send($"/cases/new?signal={trail["begun"]}", "/cases/open", default, stop, ("title", "Ophalen met een gestolen code, met een loods als wachtplaats"), ("home", Terminal),
            ("purpose", nameof(Purpose.SiteSecurity)), ("tlp", nameof(Tlp.Amber)), ("basis", nameof(LegalBasis.LegitimateInterest)), ("article", "AVG art. 6 lid 1 f; convenant van het knooppunt"));
        await samira.Send(made, "/cases/partner", default, stop, ("organisation", Centre), ("part", nameof(PartnerPart.Acts)), ("basis", nameof(LegalBasis.PublicTask)), ("article", "convenant van het knooppunt, art. 4"));
        await samira.Send(made, "/cases/pointer", default, stop, ("description", "De slaapspullen en de lader van achter de pallets"), ("kind", nameof(EvidenceKind.Item)), ("holder", Terminal), ("reference", "ECT-B-0412"), ("secured", Today));
        await samira.Send(made, "/cases/decide", default, stop, ("text", "De ophaalcodes van deze vervoerder vervallen; wie ze wil gebruiken meldt zich aan de balie."), ("ground", "AVG art. 6 lid 1 f; ISPS (Vo. 725/2004)"));
        await (await As("analyst", stop)).Send(made, "/cases/decide", default, stop, ("text", "Dit gaat als werkwijze naar de andere terminals, zonder gegevens over personen."), ("ground", "AVG art. 89; convenant van het knooppunt"));
        await samira.Send(made, "/cases/close", default, stop, ("outcome", nameof(CaseOutcome.Measure)), ("text", "Codes vervallen, pas van de ophaler uitgesloten, loods bij de gemeente."));
        await (await As("inspector", stop)).Send(trail["share"]!, "/duties/answer", ("kind", "share"), stop, ("deed", "done"), ("outcome", "found"), ("text", "Er is iets gevonden; de container is tegengehouden."));
        return made;
    }

    async Task<string> Act(CancellationToken stop) =>
        await (await As("officer", stop)).Send("/measures/taken", "/measures/take", default, stop, ("instrument", "pass-exclusion"), ("organisation", Terminal), ("purpose", nameof(Purpose.SiteSecurity)), ("place", Place(await Planning(stop))), ("reference", "pasbesluit 412"));

    // The trial ran before: without figures of before and after nothing can be said of what it did.
    async Task<string> Bar(CancellationToken stop)
    {
        var samira = await As("officer", stop);
        var barrier = await samira.Send("/barriers", "/barriers/open", default, stop, ("title", "Ophaalcode werkt pas na controle van de vervoerder (proef)"), ("kind", nameof(BarrierKind.Digital)), ("step", "MO-03/collect"), ("place", Place(await Planning(stop))),
            ("organisation", Terminal), ("state", nameof(BarrierState.Working)), ("day", Day(clock.GetUtcNow().AddDays(-TrialDays))), ("once", "40000"), ("yearly", "15000"), ("expected", "Wie een gestolen code heeft krijgt de container niet mee."));
        await samira.Send(barrier, "/barriers/study", default, stop, ("what", "containers met een verbroken zegel op het terrein"), ("source", "Zegelronde van de terminal; verzonnen cijfers van het voorbeeld"),
            ("days-before", Number(TrialDays)), ("days-after", Number(TrialDays)), ("treated-before", "24"), ("treated-after", "17"), ("control-before", "21"), ("control-after", "23"),
            ("around-treated-before", "9"), ("around-treated-after", "8"), ("around-control-before", "8"), ("around-control-after", "9"));
        await samira.Send(barrier, "/barriers/weights", default, stop, ("harm", "1"));
        await samira.Send(barrier, "/barriers/study", default, stop, ("what", "betwiste ophalingen aan de balie"), ("source", "Poortregister van de terminal; verzonnen cijfers van het voorbeeld"),
            ("days-before", Number(TrialDays)), ("days-after", Number(TrialDays)), ("treated-before", "60"), ("treated-after", "18"), ("control-before", "52"), ("control-after", "55"),
            ("around-treated-before", "11"), ("around-treated-after", "13"), ("around-control-before", "10"), ("around-control-after", "10"));
        await samira.Send(barrier, "/barriers/weights", ("harm", ""), stop, ("harm", "3"), ("source", "Schadelijst van de terminal; verzonnen cijfers van het voorbeeld"));
        return barrier;
    }

    async Task<string> Account(CancellationToken stop)
    {
        var (marloes, year) = (await As("manager", stop), Number(clock.GetUtcNow().Year));
        var measure = await marloes.Send("/programme", "/programme/open", default, stop, ("title", "Ophaalcodes alleen voor gecontroleerde vervoerders"), ("organisation", Terminal));
        foreach (var (kind, euros, note) in new[] { (EntryKind.Allotted, "120000", "Voor alle terminals die meedoen"), (EntryKind.Committed, "55000", "Proef bij een terminal, een jaar"), (EntryKind.Spent, "40000", "Bouw van de controle") })
            await marloes.Send(measure, "/programme/enter", default, stop, ("kind", kind.ToString()), ("year", year), ("euros", euros), ("note", note));
        await marloes.Send(measure, "/programme/tell", default, stop, ("state", nameof(MeasureState.Running)), ("result", "De proef loopt; de eerste vergelijking staat bij de barrière."), ("open", "yes"));
        return measure;
    }

    async Task<string> Weigh(CancellationToken stop)
    {
        var (nadia, henk) = (await As("municipality", stop), await As("privacy", stop));
        var signal = await nadia.Send("/municipal", "/municipal/open", default, stop, ("home", Municipality), ("reference", "Z-04417"), ("text", "Een loods naast een terminal wordt zonder vergunning onderverhuurd; er komen 's nachts mensen."),
            ("from", "eigen toezichthouder, bij een gezamenlijke controle"), ("basis", "Awb art. 5:11 tot 5:20"), ("place", Place(await Planning(stop))));
        foreach (var why in new[] { "Het gaat om gebruik van een pand en valt onder ons toezicht.", "Concreet: gezien door een eigen toezichthouder, vandaag." })
        {
            await nadia.Send(signal, "/municipal/weigh", default, stop, ("outcome", nameof(WeighingOutcome.GoOn)), ("reason", why));
            await henk.Send(signal, "/municipal/check", default, stop, ("deed", "agree"), ("reason", "Noodzakelijk voor het toezicht en niet meer dan nodig."));
        }

        return signal;
    }

    // The haulier whose codes were used; it answers by letter, and Joost writes that down.
    async Task<string> Advise(CancellationToken stop)
    {
        var joost = await As("analyst", stop);
        var advice = await joost.Send("/advice/new?activity=drive&activity=employ", "/advice/open", default, stop, ("receiver", "Snelweg Transport (verzonnen)"), ("organisation", Centre));
        await joost.Send(advice, "/advice/step", default, stop, ("step", nameof(AdviceStep.Given)));
        await joost.Send(advice, "/advice/step", default, stop, ("step", nameof(AdviceStep.Accepted)), ("text", "Per brief: wij sluiten aan bij de vertrouwensketen."));
        await joost.Send(advice, "/advice/step", default, stop, ("step", nameof(AdviceStep.Agreed)), ("text", "Alle ritten met een recht in plaats van een code."));
        return advice;
    }

    async Task<string> Join(CancellationToken stop)
    {
        var (samira, chain) = (await As("officer", stop), $"/loop/barrier/{trail["barrier"]!.Split('/')[^1]}");
        foreach (var part in new[] { trail["report"]!, SignalPage, trail["inspection"]!, trail["case"]! })
            await samira.Send(chain, "/loop/join", default, stop, ("other", part));
        await samira.Send(chain, "/loop/measure", default, stop);
        // Each joins what they see: the advice is the centre's.
        await (await As("analyst", stop)).Send(chain, "/loop/join", default, stop, ("other", trail["advice"]!));
        return chain;
    }

    async Task<string> Answer(CancellationToken stop)
    {
        await (await As("officer", stop)).Send(trail["report"]!, "/reports/reply", default, stop, ("text", "Wat u zag klopte. De codes van die vervoerder werken niet meer en de loods wordt onderzocht. Dank u: zonder uw melding hadden we het later gezien."), ("outcome", nameof(ReportOutcome.Measure)));
        return "/report/mailbox";
    }

    static Task<string> Found(SampleVisitor person, string inspection, string item, CancellationToken stop, params (string Name, string Value)[] answer) =>
        person.Send($"{inspection}/field", "/inspections/answer", ("item", item), stop, answer);

    async Task Once(string key, Func<Task<string>> step)
    {
        if (trail[key] is null)
            trail.Set(key, await step());
    }

    async Task<SampleVisitor> As(string key, CancellationToken stop)
    {
        if (_people.TryGetValue(key, out var known))
            return known;
        var visitor = Visitor(key);
        await visitor.Send("/demo", "/demo/sign-in", default, stop, ("person", key));
        return visitor;
    }

    SampleVisitor Visitor(string key) => _people[key] = new SampleVisitor(node);

    async Task<string> Planning(CancellationToken stop) => await (await As("officer", stop)).Read(PlanPage, stop);

    // The site of the signal, as the page for an inspection proposes it.
    static string Place(string planning) => Site().Match(planning).Groups[1].Value;

    string Municipality => settings.Municipalities[0];

    string SignalPage => $"/signals/{trail["begun"]}";

    string PlanPage => $"/inspections/new?signal={trail["begun"]}";

    string Today => Day(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)));

    static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("name=\"signals\" value=\"([^\"]+)\" aria-label=\"([^\"]*)\"")]
    private static partial Regex Rows();

    [GeneratedRegex("/reports/[0-9a-f]{16}")]
    private static partial Regex Reports();

    [GeneratedRegex("class=\"receipt\"[^>]*>([^<]+)<")]
    private static partial Regex Receipt();

    [GeneratedRegex("<option value=\"([^\"]+)\" selected>")]
    private static partial Regex Site();
}
