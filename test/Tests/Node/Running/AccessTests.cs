using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>Who gets which page, stream and form, over HTTP.</summary>
public sealed partial class AccessTests(RunningNode node) : IClassFixture<RunningNode>
{
    static readonly string[] Pages = ["/", "/advice", "/advice/new", "/advice.csv", "/live", "/signals", "/patterns", "/sources", "/duties", "/competence", "/competence.csv", "/rules", "/shared", "/reports", "/reports/posters", "/reports/figures", "/reports/figures.csv", "/inspections", "/inspections/new", "/release", "/disclosure", "/settings", "/account", "/search/nothing", "/live/places.geojson", "/concerned", "/concerned/0123", "/concerned/0123/letter", "/register", "/register/ended", "/register/arrangement", "/register/dpia", "/cases", "/cases/new", "/phenomena", "/municipal", "/riec", "/measures", "/measures/taken", "/measures/seized", "/measures/taken.csv", "/measures/seized.csv", "/measures/catalogue.csv", "/extractors", "/menu", "/programme", "/programme/letter", "/outcomes", "/programme/account.csv /programme/years.csv", "/outcomes.csv", "/barriers", "/barriers.csv", "/exchange", "/scripts", "/scripts/MO-01", "/scripts/MO-01/edit", "/scripts/MO-01/history", "/scripts/MO-01/bundle", "/scripts/MO-01/text", "/scripts/coverage", "/scripts/coverage/export", "/scripts/barriers", "/scripts/barriers/electronic-seals", "/scripts/proposals", "/patterns/register", "/patterns/register/x", "/patterns/register.json", "/patterns/register.csv", "/patterns/quality", "/patterns/quality.csv", "/patterns/quality/judged.csv", "/programme/displacement/places.csv", "/programme/waterbed", "/programme/waterbed.csv", "/exchange/sightings", "/exchange/files/misp", "/scripts/MO-01/misp", "/scripts/patterns/1", "/signals/trial", "/programme/account.pdf", "/programme/displacement", "/programme/displacement.csv", "/barriers/plan", "/loop"];

    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in()
    {
        using var session = new Session(node.Client(), "-");
        foreach (var page in Pages.Append("/signals/0123456789abcdef").Append("/subjects/0123").Append("/patterns/x"))
        {
            using var answer = await session.Get(page);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.AbsolutePath == "/sign-in", $"{page} gave {answer.StatusCode} to nobody.");
        }

        foreach (var open in new[] { "/sign-in", "/welcome", "/your-data", "/uw-gegevens", "/programma", "/programme/public", "/health/live" })
        {
            using var answer = await session.Get(open);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Page_that_waits_for_the_log_is_no_refusal()
    {
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        var written = new TaskCompletionSource<int>();
        var writing = node.Services.GetRequiredService<WriteTurn>().Take(() => written.Task, TestContext.Current.CancellationToken);
        var waiting = analyst.Get("/reports");
        // Nobody writes here: when it has answered, the other has long come to where it waits.
        await analyst.Read("/welcome");
        written.SetResult(0);
        await writing;
        using var page = await waiting;
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData(Role.SecurityOfficer, "/inspections /inspections/new /reports/posters /reports/figures /reports/figures.csv /live /signals /patterns /sources /release /account /patterns/backtest /duties /competence /shared /reports /cases /cases/new /phenomena /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /measures/taken.csv /measures/seized.csv /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice/new /advice.csv /scripts/MO-01/misp /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/disclosure /settings /concerned /register/ended /register /register/arrangement /register/dpia /register/export /municipal /riec /scripts/MO-01/edit /scripts/new/edit /signals/trial")]
    [InlineData(Role.Analyst, "/inspections /inspections/new /reports/posters /reports/figures /reports/figures.csv /live /signals /patterns /sources /account /patterns/backtest /duties /competence /shared /reports /cases /cases/new /phenomena /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /measures/taken.csv /measures/seized.csv /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /scripts/MO-01/edit /scripts/new/edit /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice/new /advice.csv /scripts/MO-01/misp /signals/trial /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/disclosure /settings /release /concerned /register/ended /register /register/arrangement /register/dpia /register/export /municipal /riec")]
    [InlineData(Role.Inspector, "/inspections /inspections/new /reports/posters /reports/figures /reports/figures.csv /live /signals /patterns /sources /account /duties /competence /shared /cases /cases/new /phenomena /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice/new /advice.csv /scripts/MO-01/misp /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/disclosure /settings /release /patterns/backtest /patterns/backtest/stream /reports /concerned /register/ended /register /register/arrangement /register/dpia /register/export /municipal /riec /measures/taken.csv /measures/seized.csv /scripts/MO-01/edit /scripts/new/edit /signals/trial")]
    [InlineData(Role.PrivacyOfficer, "/inspections /reports/posters /reports/figures /reports/figures.csv /live /signals /patterns /sources /release /disclosure /account /patterns/backtest /competence /shared /reports /concerned /register/ended /register /register/arrangement /register/dpia /register/export /cases /phenomena /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice.csv /scripts/MO-01/misp /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/inspections/new /settings /duties /cases/new /municipal /riec /measures/taken.csv /measures/seized.csv /scripts/MO-01/edit /scripts/new/edit /advice/new /signals/trial")]
    [InlineData(Role.Auditor, "/reports/posters /reports/figures /reports/figures.csv /patterns /sources /disclosure /account /competence /competence/places.geojson /register/ended /register /register/arrangement /register/dpia /register/export /account /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /scripts/MO-01/misp /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/inspections /inspections/new /live /signals /release /settings /patterns/backtest /patterns/backtest/stream /duties /shared /reports /concerned /cases /cases/new /phenomena /municipal /riec /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /measures/taken.csv /measures/seized.csv /scripts/MO-01/edit /scripts/new/edit /advice /advice/new /advice.csv /signals/trial")]
    [InlineData(Role.Administrator, "/patterns /sources /settings /account /register /register/arrangement /register/dpia /register/export /account /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /scripts/MO-01/misp /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/inspections /inspections/new /reports/figures /reports/figures.csv /live /signals /release /disclosure /patterns/backtest /patterns/backtest/stream /duties /competence /shared /reports /concerned /register/ended /cases /cases/new /phenomena /municipal /riec /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /measures/taken.csv /measures/seized.csv /scripts/MO-01/edit /scripts/new/edit /advice /advice/new /advice.csv /signals/trial")]
    [InlineData(Role.GateClerk, "/account /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /scripts/MO-01/misp", "/inspections /inspections/new /reports/figures /reports/figures.csv /live /briefing /notices /signals /patterns /patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /sources /release /disclosure /settings /patterns/backtest /patterns/backtest/stream /duties /competence /competence/places.geojson /shared /reports /concerned /register/ended /register /register/arrangement /register/dpia /register/export /cases /cases/new /phenomena /municipal /riec /measures /measures/seized /measures/catalogue.csv /measures/taken /extractors /measures/taken.csv /measures/seized.csv /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /exchange /scripts/MO-01/edit /scripts/new/edit /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice/new /advice.csv /signals/trial /exchange/sightings /exchange/files/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop")]
    [InlineData(Role.ProgrammeManager, "/inspections /reports/posters /reports/figures /reports/figures.csv /account /patterns /patterns/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /competence /competence/places.geojson /register /register/arrangement /register/dpia /register/export /measures /measures/seized /measures/catalogue.csv /programme /programme/letter /outcomes /programme/account.csv /programme/years.csv /outcomes.csv /scripts /scripts/MO-01 /scripts/MO-01/history /scripts/MO-01/bundle /scripts/MO-01/text /scripts/coverage /scripts/coverage/export /scripts/barriers /scripts/barriers/electronic-seals /scripts/proposals /barriers /barriers.csv /patterns/register /patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01 /patterns/register.json /patterns/register.csv /programme/waterbed /programme/waterbed.csv /programme/ways /programme/ways.csv /advice /advice.csv /scripts/MO-01/misp /programme/account.pdf /programme/displacement /programme/displacement.csv /barriers/plan /loop", "/inspections/new /live /signals /sources /release /disclosure /settings /patterns/backtest /patterns/backtest/stream /duties /briefing /notices /shared /reports /concerned /register/ended /cases /cases/new /phenomena /municipal /riec /measures/taken /extractors /measures/taken.csv /measures/seized.csv /exchange /scripts/MO-01/edit /scripts/new/edit /advice/new /signals/trial /exchange/sightings /exchange/files/misp")]
    public async Task Each_role_gets_its_own_pages(Role role, string open, string closed)
    {
        var signal = await node.MakeSignal("TGHU1643396");
        using var session = await node.SignIn(("ect", role));
        foreach (var path in open.Split(' '))
            Assert.Equal((path, HttpStatusCode.OK), (path, await Status(session, path)));
        foreach (var path in closed.Split(' '))
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await Status(session, path)));
        var onData = role is Role.SecurityOfficer or Role.Analyst or Role.PrivacyOfficer;
        Assert.Equal(onData ? HttpStatusCode.OK : HttpStatusCode.NotFound, await Status(session, $"/signals/{signal.Id}"));
        foreach (var part in new[] { "/live/stream", "/live/latest" })
            Assert.Equal(role is Role.SecurityOfficer or Role.Analyst or Role.Inspector or Role.PrivacyOfficer ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await Status(session, part));
        Assert.NotEqual(HttpStatusCode.Forbidden, await Status(session, (await session.Get("/")).Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Person_of_another_organisation_does_not_learn_that_a_signal_exists_whose_evidence_was_not_released()
    {
        var closed = await node.MakeSignal("CSQU3054383");
        using var other = await node.SignIn(("rwg", Role.Analyst));
        Assert.Equal(HttpStatusCode.NotFound, await Status(other, $"/signals/{closed.Id}"));
        using var searched = await other.Post("/search", "/account", ("query", "CSQU3054383"));
        Assert.Equal("/search/nothing", searched.Headers.Location?.ToString());
        Assert.DoesNotContain(closed.Id, await other.Read("/signals"), StringComparison.Ordinal);
        using var taken = await other.Post("/signals/assess", "/account", ("signals", closed.Id), ("kind", "assigned"));
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        using var own = await node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.OK, await Status(own, $"/signals/{closed.Id}"));
    }

    [Fact]
    public async Task Assessing_needs_the_form_of_a_page_and_a_role()
    {
        var signal = await node.MakeSignal("HLXU2008419");
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        (string, string)[] fields = [("signals", signal.Id), ("kind", "dismissed"), ("reason", "exercise")];
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.PostBare("/signals/assess", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "dismissed"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "dismissed"), ("reason", "found"))).StatusCode);
        using var inspector = await node.SignIn(("ect", Role.Inspector));
        Assert.Equal(HttpStatusCode.Forbidden, (await inspector.Post("/signals/assess", "/account", fields)).StatusCode);
        using var answer = await analyst.Post("/signals/assess", "/account", fields);
        Assert.Equal((HttpStatusCode.Redirect, "/signals"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Return_address_of_a_form_stays_in_the_node()
    {
        var signal = await node.MakeSignal("SUDU3070079");
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        foreach (var elsewhere in new[] { "https://example.org/", "//example.org", "/\\example.org" })
        {
            using var answer = await analyst.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "assigned"), ("returnUrl", elsewhere));
            Assert.Equal("/", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Look_stands_in_the_log_before_the_page_comes_and_the_log_names_no_identifier()
    {
        var signal = await node.MakeSignal("TCLU4265787");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var page = await officer.Read($"/signals/{signal.Id}");
        var log = node.Services.GetRequiredService<ReadLog>();
        Assert.Contains(await log.Search(officer.Name, null), look => look.Kind == "signal" && look.What == signal.Id);
        var subject = SubjectLink().Match(page).Value;
        await officer.Read(subject);
        Assert.Contains(await log.Search(officer.Name, null), look => look.Kind == "subject" && subject.EndsWith(look.What, StringComparison.Ordinal));
        using var auditor = await node.SignIn(("ect", Role.Auditor));
        var shown = await auditor.Read("/disclosure");
        Assert.Contains(signal.Id, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("TCLU4265787", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(auditor, subject));
    }

    [Fact]
    public async Task Export_holds_what_the_person_may_see_and_stands_in_the_log()
    {
        var own = await node.MakeSignal("TGHU1643396");
        using var other = await node.SignIn(("rwg", Role.Analyst));
        Assert.DoesNotContain(own.Id, await other.Read("/signals/export"), StringComparison.Ordinal);
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        using var answer = await analyst.Get("/signals/export");
        var csv = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("id,severity,headline,", csv, StringComparison.Ordinal);
        Assert.Contains(own.Id, csv, StringComparison.Ordinal);
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().Search("export", null, stop: TestContext.Current.CancellationToken), look => look.What == "signals");
        using var clerk = await node.SignIn(("ect", Role.GateClerk));
        foreach (var path in new[] { "/signals/export", "/live/export", "/subjects/0123/export", "/patterns/export", "/sources/export" })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await Status(clerk, path)));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post("/disclosure/export", "/account", ("text", ""))).StatusCode);
    }

    [Fact]
    public async Task Lists_with_places_are_geojson_too_without_what_the_person_may_not_see()
    {
        var own = await node.MakeSignal("TGHU1643396");
        using var other = await node.SignIn(("rwg", Role.Analyst));
        Assert.DoesNotContain(own.Id, await other.Read("/signals/export?format=geojson"), StringComparison.Ordinal);
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        using var signals = JsonDocument.Parse(await analyst.Read("/signals/export?format=geojson"));
        Assert.Equal("FeatureCollection", signals.RootElement.GetProperty("type").GetString());
        var features = signals.RootElement.GetProperty("features").EnumerateArray().ToArray();
        var mine = features.Single(feature => feature.GetProperty("properties").GetProperty("id").GetString() == own.Id);
        var position = mine.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        Assert.InRange(position[0], 4.02, 4.04);
        Assert.InRange(position[1], 51.95, 51.96);

        using var officer = await node.SignIn(("ect", Role.SecurityOfficer), ("ect", Role.Auditor));
        var subject = SubjectLink().Match(await officer.Read($"/signals/{own.Id}")).Value;
        using var history = JsonDocument.Parse(await officer.Read(subject + "/export?format=geojson"));
        Assert.Equal("container_seen", history.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("type").GetString());
        Assert.StartsWith("time,type,family,source,place,lat,lon,data\r\n", await officer.Read(subject + "/export"), StringComparison.Ordinal);
        using var live = JsonDocument.Parse(await officer.Read("/live/export?format=geojson"));
        Assert.Equal("FeatureCollection", live.RootElement.GetProperty("type").GetString());
        Assert.StartsWith("kind,name,course_deg,lat,lon\r\n", await officer.Read("/live/export"), StringComparison.Ordinal);
        Assert.Contains(SampleFiles.PatternId, await officer.Read("/patterns/export"), StringComparison.Ordinal);
        Assert.Contains("ect/gate,", await officer.Read("/sources/export"), StringComparison.Ordinal);
        using var log = await officer.Post("/disclosure/export", "/account", ("text", officer.Name));
        var lines = await log.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var what in new[] { "live", "patterns", "sources", "log", subject["/subjects/".Length..] })
            Assert.Contains($",export,{what},", lines, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await Status(officer, "/signals/export?format=xlsx"));
    }

    [Fact]
    public async Task No_identifier_reaches_an_address()
    {
        var container = await node.MakeSignal("OOLU1234560");
        var visit = await node.SendVisit("QX-77-PL");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        foreach (var path in new[] { "/live", "/signals", $"/signals/{container.Id}", $"/signals/{visit.Id}" })
            Assert.All(Addresses().Matches(await officer.Read(path)).Select(match => match.Groups[1].Value), AssertClean);
        foreach (var query in new[] { "OOLU 123456 0", "QX-77-PL", "qx77pl" })
        {
            using var found = await officer.Post("/search", "/account", ("query", query));
            Assert.StartsWith("/subjects/", found.Headers.Location?.ToString(), StringComparison.Ordinal);
            AssertClean(found.Headers.Location!.ToString());
            Assert.All(Addresses().Matches(await officer.Read(found.Headers.Location.ToString())).Select(match => match.Groups[1].Value), AssertClean);
        }
    }

    [Fact]
    public async Task Search_finds_a_signal_a_pattern_a_script_and_a_container()
    {
        var signal = await node.MakeSignal("SUDU3070079");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        foreach (var (query, found) in new[] { (signal.Id, $"/signals/{signal.Id}"), ("waar hij niet", "/patterns/"), ("mo-03", "/patterns/"), ("sudu 307007 9", "/subjects/"), ("nergens", "/search/nothing") })
        {
            using var answer = await officer.Post("/search", "/account", ("query", query));
            Assert.StartsWith(found, answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Clear_text_is_for_the_security_officer_of_the_own_organisation_with_a_reason()
    {
        var visit = await node.SendVisit("HJ-55-KK");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var subject = SubjectLink().Match(await officer.Read($"/signals/{visit.Id}")).Value;
        var id = subject["/subjects/".Length..];
        (string, string)[] fields = [("id", id), ("why", "Melding van de portier")];
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.Post("/subjects/reveal", "/account", ("id", id), ("why", "want"))).StatusCode);
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.Post("/subjects/reveal", "/account", fields)).StatusCode);
        using var other = await node.SignIn(("rwg", Role.SecurityOfficer));
        await other.Post("/subjects/reveal", "/account", fields);
        Assert.DoesNotContain("HJ55KK", Plain(await other.Read(subject)), StringComparison.Ordinal);
        await officer.Post("/subjects/reveal", "/account", fields);
        Assert.Contains("HJ55KK", Plain(await officer.Read(subject)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_text_of_what_a_closed_source_brought_stays_closed_to_who_has_no_task_there()
    {
        using var client = node.Sender();
        // Collected for supervision: the security officer may not see the record, so not the plate in clear either.
        var item = Intake.Event($"c-{Guid.NewGuid():N}", "ect/supervision", "gate_visit", Intake.Visit("LM-31-PQ"));
        var row = await node.SignalAfter(async () => (await client.PostAsync(Intake.Route, Intake.Structured(item))).Dispose(), row => row.SubjectKind == "plate");
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        var subject = SubjectLink().Match(await analyst.Read($"/signals/{row.Id}")).Value;
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        await officer.Post("/subjects/reveal", "/account", ("id", subject["/subjects/".Length..]), ("why", "Melding van de portier"));
        Assert.DoesNotContain("LM31PQ", Plain(await officer.Read(subject)), StringComparison.Ordinal);
        Assert.DoesNotContain(await node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look.Kind == "clear-text");
    }

    [Fact]
    public async Task Administrator_who_gives_himself_a_role_goes_on_with_it_at_once()
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator));
        Assert.Contains("regelt u onder", await administrator.Read("/signals"), StringComparison.Ordinal);
        var page = await administrator.Read("/settings");
        var person = PersonField().Match(page[page.IndexOf($"<h2>{administrator.Name}", StringComparison.Ordinal)..]).Groups[1].Value;
        using var given = await administrator.Post("/settings/people/role", "/account", ("person", person), ("organisation", "ect"), ("role", nameof(Role.SecurityOfficer)));
        Assert.Equal("/settings", given.Headers.Location?.ToString());
        using var list = await administrator.Get("/signals");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Fact]
    public async Task Administrator_gives_a_role_and_the_person_has_it()
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator));
        using var made = await administrator.Post("/settings/people/add", "/account", ("userName", "nieuw"), ("displayName", "Nieuwe Analist"));
        Assert.Equal("/settings", made.Headers.Location?.ToString());
        var page = await administrator.Read("/settings");
        var code = ShownCode().Match(page).Groups[1].Value;
        Assert.DoesNotContain(code, await administrator.Read("/settings"), StringComparison.Ordinal);
        using var session = new Session(node.Client(), "Nieuwe Analist");
        Assert.Equal("/account?first=1", (await session.Post("/sign-in/code", "/welcome", ("code", code))).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, await Status(session, "/signals"));
        var person = PersonField().Match(page[page.IndexOf("<h2>Nieuwe Analist", StringComparison.Ordinal)..]).Groups[1].Value;
        using var given = await administrator.Post("/settings/people/role", "/account", ("person", person), ("organisation", "ect"), ("role", nameof(Role.Analyst)));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().Search("role", null), look => look.Name == administrator.Name && look.What == person && look.Why.Contains("Analyst, ect", StringComparison.Ordinal));
        using var auditor = await node.SignIn(("ect", Role.Auditor));
        Assert.Contains("Analyst, ect", await auditor.Read("/disclosure"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Status(auditor, "/disclosure/proofs"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(administrator, "/disclosure/proofs"));
    }

    [Fact]
    public async Task Administrator_makes_an_api_key_that_is_shown_once_and_works_until_it_is_revoked()
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator));
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post("/sources/keys", "/account", ("organisation", "rwg"), ("name", "poort"))).StatusCode);
        var page = await administrator.Read("/sources");
        var key = MadeKey().Match(page).Value;
        Assert.DoesNotContain(key, await administrator.Read("/sources"), StringComparison.Ordinal);
        using var sender = node.Client();
        sender.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.Accepted, (await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event("key-1", "rwg/gate", "gate_visit", Intake.Visit("12-ABC-3"))))).StatusCode);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
        await administrator.Post("/sources/keys/revoke", "/account", ("hash", hash));
        Assert.Equal(HttpStatusCode.Unauthorized, (await sender.PostAsync(Intake.Route, Intake.Structured(Intake.Event("key-2", "rwg/gate", "gate_visit", Intake.Visit("12-ABC-3"))))).StatusCode);
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.Post("/sources/keys", "/account", ("organisation", "rwg"), ("name", "poort"))).StatusCode);
    }

    static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal);

    static void AssertClean(string address)
    {
        foreach (var secret in new[] { "OOLU", "QX77", "QX-77", "p~" })
            Assert.DoesNotContain(secret, Uri.UnescapeDataString(address), StringComparison.OrdinalIgnoreCase);
    }

    static async Task<HttpStatusCode> Status(Session session, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await session.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    [GeneratedRegex("/subjects/[0-9a-f]+")]
    private static partial Regex SubjectLink();

    [GeneratedRegex("(?:href|action|src|data-[a-z]+)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<code class=\"chip\">([^<]+)</code>")]
    private static partial Regex ShownCode();

    [GeneratedRegex("name=\"person\" value=\"([^\"]+)\"")]
    private static partial Regex PersonField();

    [GeneratedRegex("kp_[A-Za-z0-9_-]{43}")]
    private static partial Regex MadeKey();
}
