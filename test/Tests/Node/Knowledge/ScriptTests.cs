using System.Net;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Knowledge;

/// <summary>Scripts on the screen, written by an analyst, seen by whom their mark allows.</summary>
public sealed class ScriptTests(CaseNode cases) : IClassFixture<CaseNode>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_script_that_comes_along_is_on_the_map_and_has_its_page_bundle_and_text()
    {
        var map = await cases.Officer.Read("/scripts");
        ShelvedScript[] shipped = [.. Shelf.Seen(script => script.IsShipped)];
        foreach (var script in shipped.Select(shelved => shelved.Script))
        {
            var page = await cases.Officer.Read($"/scripts/{script.Code}");
            Assert.All(script.Steps, step => Assert.Contains($"id=\"{step.Code}\"", page, StringComparison.Ordinal));
            Assert.Equal(script.Steps.Count(step => Coverage.Of(step, cases.Node.Services.GetRequiredService<PatternsAtHand>()()) == Cover.Hole), Count(page, "hole-says"));
            Assert.All(script.Steps, step => Assert.Contains($"/scripts/{script.Code}#{step.Code}", map, StringComparison.Ordinal));
            var bundle = StixReader.Read(Encoding.UTF8.GetBytes(await cases.Officer.Read($"/scripts/{script.Code}/bundle")), "bundle").Value;
            Assert.Empty(bundle.Refusals);
            Assert.Contains($"script: {script.Code}", await cases.Officer.Read($"/scripts/{script.Code}/text"), StringComparison.Ordinal);
        }

        Assert.Equal(17, shipped.Length);
        Assert.Empty(Shelf.Complaints);
        var lines = (await cases.Officer.Read("/scripts/coverage/export")).Split('\n');
        Assert.All(shipped, one => Assert.Equal((one.Script.Code, one.Script.Steps.Count), (one.Script.Code, lines.Count(line => line.StartsWith(one.Script.Code + ",", StringComparison.Ordinal)))));
        var matrix = await cases.Officer.Read("/scripts/coverage");
        Assert.All(shipped.SelectMany(one => one.Script.Steps.Select(step => $"class=\"cell\" href=\"/scripts/{one.Script.Code}#{step.Code}\"")), cell => Assert.Contains(cell, matrix, StringComparison.Ordinal));
        // A pattern that travels with the script and does not run here is named, and said not to be here.
        Assert.Contains("niet in dit knooppunt", await cases.Officer.Read("/scripts/MO-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_what_a_script_says_and_nothing_else()
    {
        var found = await cases.Officer.Read("/scripts?q=koelmotor");
        Assert.Contains("/scripts/MO-01", found, StringComparison.Ordinal);
        Assert.DoesNotContain("/scripts/MO-14", found, StringComparison.Ordinal);
        Assert.Contains("/scripts/MO-14", await cases.Officer.Read("/scripts?where=auction"), StringComparison.Ordinal);
        Assert.Contains("Niets gevonden", await cases.Officer.Read("/scripts?q=zzzz"), StringComparison.Ordinal);
        // The one search box finds them too: one by its page, several as a list, and a number never goes into an address.
        foreach (var (words, address) in new[] { ("koelmotor", "/scripts/MO-01"), ("zegel", "/scripts?q=zegel"), ("zzzz", "/search/nothing"), ("12345", "/search/nothing") })
        {
            using var answer = await cases.Officer.Post("/search", "/account", ("query", words));
            Assert.Equal(address, answer.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task An_analyst_writes_a_version_and_restores_an_earlier_one()
    {
        var text = await cases.Centre.Read("/scripts/MO-04/text");
        await Saved(cases.Centre, "MO-04", 0, text.Replace("Wegrijden |", "Wegrijden met de lading |", StringComparison.Ordinal), "De naam van de laatste stap");
        Assert.Contains("Wegrijden met de lading", await cases.Officer.Read("/scripts/MO-04"), StringComparison.Ordinal);
        var first = Shelf.Own("MO-04")!;
        Assert.Contains(first.Objects, one => one.Type == "relationship" && one.Text("relationship_type") == "derived-from");
        Assert.Empty(StixReferences.Missing(first.Objects).Select(reference => reference.Path));

        // Who began with a version that is no longer the newest is told so, and so is who changes nothing that is right.
        Assert.Equal(HttpStatusCode.Conflict, (await Save(cases.Centre, "MO-04", 0, text, "nog eens hetzelfde")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(cases.Centre, "MO-04", first.Number, text.Replace("phase: exit", "phase: uitgang", StringComparison.Ordinal), "een fase die niet bestaat")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(cases.Centre, "MO-04", first.Number, text.Replace("Wegrijden |", "Wagen VX-123-L |", StringComparison.Ordinal).Replace("'Chauffeur | Driver", "'Wagen VX-123-L | Driver", StringComparison.Ordinal), "met een kenteken")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Officer.Post("/scripts/restore", "/account", ("code", "MO-04"), ("number", "1"), ("seen", "1"), ("organisation", "ect"))).StatusCode);

        await Saved(cases.Centre, "MO-04", first.Number, text.Replace("Wegrijden |", "Ervandoor |", StringComparison.Ordinal), "Nog een naam");
        var second = Shelf.Own("MO-04")!;
        var changed = second.Objects.Where(one => first.Objects.Any(old => old.Id == one.Id && old.Version != one.Version)).ToArray();
        Assert.NotEmpty(changed);
        Assert.All(changed, one => Assert.Equal(StixArrival.Newer, StixVersions.Compare(first.Objects.Single(old => old.Id == one.Id), one)));

        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/restore", "/account", ("code", "MO-04"), ("number", Text(first.Number)), ("seen", Text(second.Number)), ("organisation", "rwg"))).StatusCode);
        Assert.Contains("Wegrijden met de lading", await cases.Officer.Read("/scripts/MO-04"), StringComparison.Ordinal);
        var history = await cases.Officer.Read("/scripts/MO-04/history");
        Assert.All(new[] { "De naam van de laatste stap", "Nog een naam", "hersteld" }, note => Assert.Contains(note, history, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/withdraw", "/account", ("code", "MO-04"), ("seen", Text(Shelf.Own("MO-04")!.Number)), ("organisation", "rwg"))).StatusCode);
        Assert.Null(Shelf.Own("MO-04"));
        Assert.DoesNotContain("Wegrijden met de lading", await cases.Officer.Read("/scripts/MO-04"), StringComparison.Ordinal);
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        var last = StixReader.Read((await db.Versions.OrderBy(row => row.Number).LastAsync(row => row.Code == "MO-04", Stop)).Bundle, "last").Value;
        Assert.Contains(last.Objects, one => one.Type == "report" && one.Revoked);
        // Who got it hears that it was withdrawn.
        Assert.Contains(cases.Node.Services.GetRequiredService<KnowledgeForOthers>().ObjectsForOtherNodes(), one => one.Revoked && one.Type == "report");
        // What is revoked has no later version: a script that comes back is another object.
        await Saved(cases.Centre, "MO-04", 0, text, "Toch weer een eigen versie");
        Assert.DoesNotContain(last.Objects.Where(one => one.Revoked), one => Shelf.Own("MO-04")!.Objects.Any(back => back.Id == one.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/withdraw", "/account", ("code", "MO-04"), ("seen", Text(Shelf.Own("MO-04")!.Number)), ("organisation", "rwg"))).StatusCode);
    }

    [Fact]
    public async Task A_barrier_and_a_pattern_are_added_to_a_step_by_a_form()
    {
        (string, string)[] Fields(long seen, params (string, string)[] more) => [("code", "MO-13"), ("seen", Text(seen)), ("step", "take-out"), ("organisation", "rwg"), .. more];
        (string, string)[] barrier = [("kind", "social"), ("dutch", "Schoonmakers in tweetallen"), ("english", "Cleaners in pairs"), ("sources", "own")];
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Officer.Post("/scripts/add", "/account", Fields(0, barrier))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await cases.Centre.Post("/scripts/add", "/account", Fields(0, ("kind", "social"), ("dutch", "Zonder bron"), ("english", "Without"), ("sources", "")))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/add", "/account", Fields(0, barrier))).StatusCode);
        var own = Shelf.Own("MO-13")!;
        Assert.Contains("cleaners-in-pairs", own.Script.Step("take-out")!.Barriers);
        Assert.Contains(own.Objects, one => one.Type == "course-of-action" && one.Text("name") == "Cleaners in pairs");
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Centre.Post("/scripts/add", "/account", Fields(0, barrier))).StatusCode);
        var pattern = cases.Node.Services.GetRequiredService<PatternsAtHand>()().Keys.First();
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/add", "/account", Fields(own.Number, ("pattern", pattern)))).StatusCode);
        Assert.Contains(pattern, Shelf.Own("MO-13")!.Script.Step("take-out")!.Patterns);
        Assert.Contains(Shelf.Own("MO-13")!.Objects, one => one.Type == "indicator" && SharedPattern.IdOf(one.Text("pattern")!) == pattern);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/withdraw", "/account", ("code", "MO-13"), ("seen", Text(Shelf.Own("MO-13")!.Number)), ("organisation", "rwg"))).StatusCode);
    }

    // Organisation by role by mark: who sees the own script, and who sees only that it is not there.
    [Fact]
    public async Task The_mark_decides_who_sees_a_script()
    {
        var number = 0L;
        var sessions = new List<(string Organisation, Role Role, Session Session)>();
        foreach (var (organisation, role) in from organisation in new[] { "rwg", "ect" } from role in Enum.GetValues<Role>() select (organisation, role))
            sessions.Add((organisation, role, await cases.Node.SignIn((organisation, role))));
        foreach (var tlp in new[] { "clear", "green", "amber", "amber-strict", "red" })
        {
            await Saved(cases.Centre, "new", number, $$"""
                script: MO-60
                modified: 2026-01-01T00:00:00.000Z
                tlp: {{tlp}}
                name: 'Eigen script | Own script'
                what: 'Iets | Something [own]'
                steps:
                  - step: enter
                    phase: access
                    name: 'Binnen | In'
                    what: 'Hoe | How [own]'
                """.ReplaceLineEndings("\n"), "een ander merk");
            number = Shelf.Own("MO-60")!.Number;
            foreach (var (organisation, role, session) in sessions)
            {
                var without = role is Role.ProgrammeManager or Role.Administrator or Role.Auditor;
                var sees = tlp == "clear" || (!without && (tlp is "green" or "amber" || organisation == "rwg"));
                Assert.Equal((tlp, organisation, role, sees), (tlp, organisation, role, (await session.Get("/scripts/MO-60")).StatusCode == HttpStatusCode.OK));
                Assert.Equal((tlp, organisation, role, sees), (tlp, organisation, role, (await session.Get("/scripts/MO-60/bundle")).StatusCode == HttpStatusCode.OK));
                Assert.Equal((tlp, organisation, role, sees), (tlp, organisation, role, (await session.Read("/scripts?q=MO-60")).Contains("/scripts/MO-60#", StringComparison.Ordinal)));
            }

            var others = cases.Node.Services.GetRequiredService<KnowledgeForOthers>();
            Assert.Equal((tlp, tlp is "clear" or "green"), (tlp, others.ObjectsForOtherNodes().Any(one => one.Type == "report" && one.Text("name")!.StartsWith("MO-60", StringComparison.Ordinal))));
            Assert.Empty(StixReferences.Missing(others.ObjectsForOtherNodes()).Select(reference => reference.Path));
        }

        foreach (var (_, _, session) in sessions)
            session.Dispose();
        using var other = await cases.Node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get("/scripts/MO-60/edit")).StatusCode);
    }

    [Fact]
    public async Task What_others_propose_waits_for_a_person_and_changes_nothing()
    {
        var others = cases.Node.Services.GetRequiredService<KnowledgeForOthers>();
        StixObject Proposed(string modified, string name, string created = "2026-03-01T00:00:00.000Z") => StixObject.Read(Encoding.UTF8.GetBytes($$"""
            {"type":"attack-pattern","spec_version":"2.1","id":"attack-pattern--11111111-7f0b-4a43-9a52-8d0c1f6b3e21","created":"{{created}}","modified":"{{modified}}","name":"{{name}}","x_theirs":1}
            """), "test").Value;
        var before = others.Objects(Tlp.Red, Pap.Red).Count;
        Assert.Equal(StixArrival.New, (await others.Take(Proposed("2026-03-02T00:00:00.000Z", "Onder een deksel"), "antwerpen", Stop)).Arrival);
        Assert.Equal(StixArrival.Same, (await others.Take(Proposed("2026-03-02T00:00:00.000Z", "Onder een deksel"), "antwerpen", Stop)).Arrival);
        Assert.Equal(StixArrival.Older, (await others.Take(Proposed("2026-03-01T00:00:00.000Z", "Eerder"), "antwerpen", Stop)).Arrival);
        Assert.NotNull((await others.Take(Proposed("2026-03-02T00:00:00.000Z", "Iets anders"), "antwerpen", Stop)).Complaint);
        Assert.NotNull((await others.Take(Proposed("2026-03-03T00:00:00.000Z", "x", created: "2026-03-02T00:00:00.000Z"), "antwerpen", Stop)).Complaint);
        Assert.Equal(before, others.Objects(Tlp.Red, Pap.Red).Count);
        // Nor can anybody change what comes with Knooppunt by sending a later version of it.
        var mine = Shelf.Shipped("MO-01")!.Operandi.ToProperties();
        (mine["modified"], mine["created"]) = ("2027-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z");
        Assert.Equal(StixArrival.Foreign, (await others.Take(StixObject.From(mine), "antwerpen", Stop)).Arrival);

        var page = await cases.Centre.Read("/scripts/proposals");
        Assert.Contains("Onder een deksel", page, StringComparison.Ordinal);
        Assert.Contains("antwerpen", page, StringComparison.Ordinal);
        var row = Assert.Single(await Proposals(), row => row.Object == "attack-pattern--11111111-7f0b-4a43-9a52-8d0c1f6b3e21");
        Assert.Equal((Tlp.Amber, Pap.Amber), (row.Tlp, row.Pap));
        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Officer.Post("/scripts/proposals/refuse", "/account", ("number", Text(row.Number)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/proposals/refuse", "/account", ("number", Text(row.Number)))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await cases.Centre.Post("/scripts/proposals/refuse", "/account", ("number", Text(row.Number)))).StatusCode);
        Assert.DoesNotContain("Onder een deksel", await cases.Centre.Read("/scripts/proposals"), StringComparison.Ordinal);
        Assert.Equal(StixArrival.Same, (await others.Take(Proposed("2026-03-02T00:00:00.000Z", "Onder een deksel"), "antwerpen", Stop)).Arrival);
    }

    // What a neighbour would send: its own objects under its own name, with a pattern that is not here.
    [Fact]
    public async Task A_partners_script_is_compared_taken_over_and_its_pattern_put_in_force_and_withdrawn()
    {
        const string Id = "0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b77";
        var text = $"title: Te zwaar\nid: {Id}\nstatus: test\ndate: 2026-03-01\nlogsource:\n  product: knooppunt\n  category: goods\n  service: weighing\ndetection:\n  zwaar:\n    weight_delta_kg|gte: 150\n  condition: zwaar\nlevel: medium\n";
        var theirs = ScriptText.Read((await cases.Centre.Read("/scripts/MO-02/text")).Replace("script: MO-02", "script: MO-70", StringComparison.Ordinal).Replace("tlp: clear", "tlp: green", StringComparison.Ordinal)
            .Replace("a2c7e94e-1d3e-5441-9f68-74d762900d81", Id, StringComparison.Ordinal), "theirs", [])!;
        var objects = ScriptStix.Write(theirs, ScriptExtension.Maker("node/antwerpen", "Knooppunt Antwerpen", "organization", DateTimeOffset.UnixEpoch), new Dictionary<string, SharedPattern> { [Id] = new(Id, "Te zwaar", text, DateTimeOffset.UnixEpoch) }, []);
        var others = cases.Node.Services.GetRequiredService<KnowledgeForOthers>();
        Assert.All(await others.Take(objects, "antwerpen", Stop), taken => Assert.Null(taken.Complaint));
        Assert.All(await others.Take(objects, "antwerpen", Stop), taken => Assert.Equal(StixArrival.Same, taken.Arrival));

        var list = await cases.Centre.Read("/scripts/proposals");
        var number = System.Text.RegularExpressions.Regex.Match(list, "/scripts/proposals/(\\d+)").Groups[1].Value;
        var page = await cases.Officer.Read($"/scripts/proposals/{number}");
        Assert.All(new[] { "antwerpen", "Knooppunt Antwerpen", "Wij hebben dit nog niet", "Te zwaar", "weighing" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.DoesNotContain("Losse objecten", list, StringComparison.Ordinal);
        Assert.Null(Shelf.Own("MO-70"));

        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Officer.Post("/scripts/patterns/adopt", "/account", ("number", number), ("pattern", Id), ("organisation", "rwg"), ("state", "force"), ("reason", "Past bij ons"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/patterns/adopt", "/account", ("number", number), ("pattern", Id), ("organisation", "rwg"), ("state", "force"), ("reason", "Past bij ons"))).StatusCode);
        var file = Path.Combine(cases.Node.Services.GetRequiredService<Knooppunt.Node.Shell.NodeFolders>().Patterns, "adopted", $"{Id}.yml");
        Assert.Equal(text, await File.ReadAllTextAsync(file, Stop));

        Assert.Equal(HttpStatusCode.Forbidden, (await cases.Officer.Post("/scripts/proposals/adopt", "/account", ("number", number), ("organisation", "rwg"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/proposals/adopt", "/account", ("number", number), ("organisation", "rwg"))).StatusCode);
        var own = Shelf.Own("MO-70")!;
        Assert.Equal((Tlp.Green, "rwg"), (own.Script.Tlp, own.Organisation));
        Assert.Contains(own.Objects, one => one.Type == "relationship" && one.Text("relationship_type") == "derived-from" && objects.Any(their => their.Id == one.Ref("target_ref")));
        Assert.Contains(own.Objects, one => one.Type == "indicator" && one.Text("pattern") == text);
        Assert.Empty(StixReferences.Missing(own.Objects).Select(reference => reference.Path));
        Assert.Contains("Overgenomen van / taken over from antwerpen", await cases.Officer.Read("/scripts/MO-70/history"), StringComparison.Ordinal);
        var after = await cases.Centre.Read("/scripts/proposals");
        Assert.DoesNotContain($"/scripts/proposals/{number}", after, StringComparison.Ordinal);
        var adopted = System.Text.RegularExpressions.Regex.Match(after, "/scripts/patterns/(\\d+)").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/patterns/decide", "/account", ("number", adopted), ("deed", "withdraw"), ("reason", "Te vaak loos"))).StatusCode);
        Assert.False(File.Exists(file));

        // A later version of theirs comes as a change, beside what was taken over.
        var changed = ScriptStix.Write(theirs with { Modified = theirs.Modified.AddDays(1), Name = new("Anders", "Different") }, objects[0], new Dictionary<string, SharedPattern>(), [], objects);
        foreach (var one in changed)
            Assert.Null((await others.Take(one, "antwerpen", Stop)).Complaint);
        var again = System.Text.RegularExpressions.Regex.Match(await cases.Centre.Read("/scripts/proposals"), "/scripts/proposals/(\\d+)").Groups[1].Value;
        Assert.Contains("Anders dan ons MO-70", await cases.Centre.Read($"/scripts/proposals/{again}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/proposals/refuse", "/account", ("number", again))).StatusCode);
    }

    [Fact]
    public async Task Patterns_of_a_script_that_was_taken_over_stay_to_be_judged_and_say_where_they_belong()
    {
        const string Id = "0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b76";
        var text = $"title: Te licht\nid: {Id}\nstatus: test\ndate: 2026-03-01\nlogsource:\n  product: knooppunt\n  category: goods\n  service: weighing\ndetection:\n  licht:\n    weight_delta_kg|lte: -150\n  condition: licht\nlevel: medium\n";
        var theirs = Shelf.Shipped("MO-02")!.Script with { Code = "MO-74", Tlp = Tlp.Green };
        theirs = theirs with { Steps = [.. theirs.Steps.Select((step, at) => step with { Patterns = at == 0 ? [Id] : [] })] };
        var objects = ScriptStix.Write(theirs, ScriptExtension.Maker("node/antwerpen", "Knooppunt Antwerpen", "organization", DateTimeOffset.UnixEpoch), new Dictionary<string, SharedPattern> { [Id] = new(Id, "Te licht", text, DateTimeOffset.UnixEpoch) }, []);
        Assert.All(await cases.Node.Services.GetRequiredService<KnowledgeForOthers>().Take(objects, "antwerpen", Stop), taken => Assert.Null(taken.Complaint));
        var number = System.Text.RegularExpressions.Regex.Match(await cases.Centre.Read("/scripts/proposals"), "/scripts/proposals/(\\d+)\">[^<]*</a> <span class=\"chip mono\">MO-74<").Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/proposals/adopt", "/account", ("number", number), ("organisation", "rwg"))).StatusCode);
        var list = await cases.Centre.Read("/scripts/proposals");
        Assert.DoesNotContain("MO-74<", list, StringComparison.Ordinal);
        var pattern = System.Text.RegularExpressions.Regex.Match(list, "/scripts/proposals/(\\d+)\">Te licht<").Groups[1].Value;
        var page = await cases.Centre.Read($"/scripts/proposals/{pattern}");
        Assert.Contains("href=\"/scripts/MO-74\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await cases.Centre.Post("/scripts/patterns/adopt", "/account", ("number", pattern), ("pattern", Id), ("organisation", "rwg"), ("state", "trial"), ("reason", "Eerst kijken"))).StatusCode);
        Assert.DoesNotContain(">Te licht<", (await cases.Centre.Read("/scripts/proposals")).Split("id=\"adopted\"")[0], StringComparison.Ordinal);
        Assert.Contains(">Te licht<", (await cases.Officer.Read("/scripts/proposals")).Split("id=\"adopted\"")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_a_pattern_that_is_not_ours_or_of_too_few_are_refused_and_a_later_version_counts()
    {
        var others = cases.Node.Services.GetRequiredService<KnowledgeForOthers>();
        var ours = others.Objects(Tlp.Clear, Pap.Red).First(one => one.Type == "indicator").Id;
        var week = new IsoWeek(2026, 40);
        var node = StixId.Named("identity", "node/x");
        StixObject Of(StixId indicator, int hits, int later = 0) => SightingStix.Write(new(indicator, node, week, new(hits, null)), Tlp.Green, Pap.Green, later == 0 ? null : week.Ends.AddDays(later));
        Assert.Contains("never told of", (await others.Take(Of(StixId.Named("indicator", "nobody's"), 9), "x", Stop)).Complaint!.Sentence, StringComparison.Ordinal);
        var few = Of(ours, 9).ToProperties();
        few["count"] = 4;
        Assert.Contains("at least 5", (await others.Take(StixObject.From(few), "x", Stop)).Complaint!.Sentence, StringComparison.Ordinal);
        // One of a week to come would push the others out of the table.
        var ahead = SightingStix.Write(new(ours, node, new(9998, 1), new(9, null)), Tlp.Green, Pap.Green);
        Assert.Contains("not over yet", (await others.Take(ahead, "x", Stop)).Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Null((await others.Take(Of(ours, 20, later: 5), "x", Stop)).Complaint);
        Assert.Equal(StixArrival.Older, (await others.Take(Of(ours, 9), "x", Stop)).Arrival);
        Assert.Equal(StixArrival.Same, (await others.Take(Of(ours, 20, later: 5), "x", Stop)).Arrival);
        Assert.Equal(20, Assert.Single(await cases.Node.Services.GetRequiredService<SightingBook>().Of([ours.ToString()], Stop)).Hits);
        // Who counts what a pattern found has it in force: the steps that it watches stand under that node, and no other.
        var pattern = SharedPattern.IdOf(Shelf.Seen(_ => true).SelectMany(script => script.Objects).First(one => one.Id == ours).Text("pattern")!)!;
        var coverage = (await cases.Officer.Read("/scripts/coverage")).Split("id=\"per-node\"")[1];
        Assert.Contains("<th scope=\"col\">x</th>", coverage, StringComparison.Ordinal);
        foreach (var script in Shelf.Seen(_ => true).Select(script => script.Script))
            Assert.All(script.Steps, step => Assert.Equal((script.Code, step.Code, step.Patterns.Contains(pattern)), (script.Code, step.Code, coverage.Contains($"href=\"/scripts/{script.Code}#{step.Code}\"", StringComparison.Ordinal))));
    }

    ScriptShelf Shelf => cases.Node.Services.GetRequiredService<ScriptShelf>();

    async Task<IReadOnlyList<ProposalRow>> Proposals()
    {
        await using var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        return await db.Proposals.AsNoTracking().Where(row => row.State == ProposalState.Proposed).OrderBy(row => row.Number).ToListAsync(Stop);
    }

    static Task<HttpResponseMessage> Save(Session session, string code, long seen, string text, string note) =>
        session.Post($"/scripts/{code}/edit", $"/scripts/{code}/edit", ("_handler", "edit-script"), ("Seen", Text(seen)), ("Text", text), ("Note", note), ("Organisation", "rwg"));

    static async Task Saved(Session session, string code, long seen, string text, string note)
    {
        using var answer = await Save(session, code, seen, text, note);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode} {(answer.StatusCode == HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync(Stop))}");
    }

    static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static int Count(string text, string part) => text.Split(part).Length - 1;
}
