using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Concerned;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Concerned;

/// <summary>A request of somebody about their own data, from the letter that came in to the letter that goes out, over HTTP.</summary>
[Collection(nameof(ConcernedNode))]
public sealed partial class DeskTests(ConcernedNode node)
{
    const string Plate = "VX-123-L", Stranger = "GB-007-X";

    [Fact]
    public async Task Plate_is_found_with_its_count_and_source_and_another_organisation_does_not_learn_of_it()
    {
        var signal = await node.Node.SendVisit(Plate);
        await node.Node.SendVisit(Plate);
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        using var other = await node.Node.SignIn(("rwg", Role.PrivacyOfficer));
        var request = await Enter(officer, ("subject", "vx 123 l"));
        Assert.DoesNotContain(Plate, request.Address, StringComparison.OrdinalIgnoreCase);
        await Search(officer, request.Id);
        var page = await officer.Read(request.Address);
        var line = Row().Matches(page).Single(row => row.Value.Contains("ect/gate", StringComparison.Ordinal)).Value;
        Assert.Contains("<td class=\"number\">2</td>", line, StringComparison.Ordinal);
        Assert.Contains("AVG art. 15-21", line, StringComparison.Ordinal);
        Assert.Contains("als u het besluit", line, StringComparison.Ordinal);
        Assert.Contains("wachten op uw besluit", await other.Read("/account"), StringComparison.Ordinal);
        Assert.Contains(Date(DateTimeOffset.UtcNow.AddDays(28)), line, StringComparison.Ordinal);
        Assert.Contains("signalen, met bewijs", page, StringComparison.Ordinal);
        Assert.Contains("Meldingen zijn elk met een eigen sleutel versleuteld", page, StringComparison.Ordinal);
        Assert.DoesNotContain(signal.SubjectValue, page, StringComparison.Ordinal);
        var log = node.Node.Services.GetRequiredService<ReadLog>();
        Assert.Contains(await log.Search(officer.Name, null), look => look.Kind == "concerned-search" && look.What == request.Id);
        Assert.DoesNotContain(await log.Search(null, null), look => look.Why.Contains("123", StringComparison.Ordinal));

        // The other was asked too: it searches for itself, and of ect's own journal it learns nothing.
        await Search(other, request.Id);
        var seen = await other.Read(request.Address);
        Assert.Contains("gezocht", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ect/gate", seen, StringComparison.Ordinal);
        Assert.Contains("Niets gevonden.", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Decide(other, request.Id, "ect", 1, ("outcome", "Refused"), ("ground", "offences"))).StatusCode);
    }

    [Fact]
    public async Task Access_is_granted_told_in_a_letter_and_the_number_is_erased()
    {
        await node.Node.SendVisit("KL-44-BB");
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        using var other = await node.Node.SignIn(("rwg", Role.PrivacyOfficer));
        var request = await Enter(officer, ("subject", "KL-44-BB"), ("identity", "NotYet"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 0, ("outcome", "Granted"))).StatusCode);
        await Search(officer, request.Id);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "identify", request.Id, 0, ("identity", "Seen"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "finish", request.Id, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Nothing"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Refused"), ("ground", "police"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"), ("words", "Het was KL-44-BB."))).StatusCode);

        // Two at once: the second is told.
        var both = await Task.WhenAll(Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"), ("words", "U reed door de poort.")), Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"), ("words", "U reed door de poort.")));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], both.Select(answer => answer.StatusCode).Order());
        using var copy = await Post(officer, "copy", request.Id, 0, ("organisation", "ect"));
        var lines = (await copy.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("time,received,source,type,place,data", 2), (lines[0], lines.Length));
        Assert.Contains(",ect/gate,gate_visit,ect-delta/gate,", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("KL44BB", lines[1], StringComparison.Ordinal);
        await Search(other, request.Id);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(other, request.Id, "rwg", 1, ("outcome", "Nothing"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(other, "copy", request.Id, 0, ("organisation", "rwg"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(other, "copy", request.Id, 0, ("organisation", "ect"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(other, "finish", request.Id, 1)).StatusCode);

        var others = await other.Read(request.Address);
        Assert.Contains("Wat, weet wie de brief schrijft.", others, StringComparison.Ordinal);
        Assert.DoesNotContain("U reed door de poort.", others, StringComparison.Ordinal);
        var letter = await officer.Read(request.Address + "/letter");
        Assert.Contains("Rotterdam World Gateway", letter, StringComparison.Ordinal);
        Assert.Contains("Wij hebben gezocht en niets over u gevonden.", letter, StringComparison.Ordinal);
        Assert.Contains("Autoriteit Persoonsgegevens", letter, StringComparison.Ordinal);
        Assert.Contains("KL-44-BB", letter, StringComparison.Ordinal);
        Assert.Contains("ect/gate", letter, StringComparison.Ordinal);
        Assert.Contains("Waarvoor: beveiliging van het terrein.", letter, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "finish", request.Id, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "finish", request.Id, 2)).StatusCode);
        Assert.DoesNotContain("KL-44-BB", await officer.Read(request.Address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.Post("/concerned/search", "/account", ("request", request.Id))).StatusCode);
        Assert.Null((await node.Requests.Find(["ect"], request.Id))!.Row.Clear);
    }

    [Fact]
    public async Task Objection_that_is_granted_takes_back_what_partners_got_and_the_letter_says_so()
    {
        var signal = await node.Node.SendVisit("BD-22-HH");
        using var guard = await node.Node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.Redirect, (await guard.Post("/shares/give", "/account", ("signal", signal.Id), ("organisation", "rwg"), ("why", "zelfde wagen?"))).StatusCode);
        await guard.Post("/talk/say", "/account", ("kind", "share"), ("object", (await node.Node.Services.GetRequiredService<Shares>().OfSignal(signal.Id)).Single().Id), ("text", "Bel gerust."));
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer), ("rwg", Role.PrivacyOfficer));
        var request = await Enter(officer, ("right", "Objection"), ("subject", "BD-22-HH"), ("language", "en"));
        await Search(officer, request.Id);
        var page = await officer.Read(request.Address);
        Assert.Contains("n van een partner gekregen", page, StringComparison.Ordinal);
        Assert.Contains("berichten en actiepunten bij een kopie", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"), ("action", "AtSource"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Granted"), ("action", "TakenBack"))).StatusCode);
        Assert.Equal("", Assert.Single(await node.Node.Services.GetRequiredService<Shares>().OfSignal(signal.Id)).Story);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(officer, request.Id, "rwg", 1, ("outcome", "Refused"), ("ground", "compelling"))).StatusCode);
        var letter = await officer.Read(request.Address + "/letter");
        Assert.Contains("the copies that partners had from us (1) were taken back", letter, StringComparison.Ordinal);
        Assert.Contains("compelling legitimate grounds", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_back_that_a_kill_interrupted_is_finished_and_counted_right()
    {
        var signal = await node.Node.SendVisit("BD-33-HH");
        using var guard = await node.Node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Equal(HttpStatusCode.Redirect, (await guard.Post("/shares/give", "/account", ("signal", signal.Id), ("organisation", "rwg"), ("why", "zelfde wagen?"))).StatusCode);
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        var request = await Enter(officer, ("right", "Objection"), ("subject", "BD-33-HH"), ("asked", "ect"));
        await Search(officer, request.Id);
        var (requests, shares) = (node.Requests, node.Node.Services.GetRequiredService<Shares>());
        var rooms = node.Node.Services.GetServices<ITakesBack>();
        var part = (await requests.Find(["ect"], request.Id))!.PartOf("ect")!;

        // The node stops right after the decision was written.
        using var takings = ActivatorUtilities.CreateInstance<Takings>(node.Node.Services);
        Assert.True(await requests.Decide(part, [], takings.Of(part, "gone", "Wie vertrok"), row => (row.Outcome, row.Action, row.DecidedBy) = (Knooppunt.Concerned.ConcernedOutcome.Granted, Knooppunt.Concerned.ConcernedAction.TakenBack, "Wie vertrok"), default));
        Assert.NotEqual("", Assert.Single(await shares.OfSignal(signal.Id)).Story);
        Assert.Contains("het knooppunt probeert het elke vijf minuten opnieuw", await officer.Read(request.Address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "finish", request.Id, 0)).StatusCode);

        // It starts again, and stops after the room did its work and before that was written.
        await using (var stopping = new Stopping(rooms.Single()))
        {
            using var interrupted = new Takings(node.Node.Services.GetRequiredService<IDbContextFactory<ConcernedDb>>(), [stopping], node.Node.Services.GetRequiredService<PeopleNow>(), node.Node.Services.GetRequiredService<WriteTurn>());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted.Resume(stopping.Stop));
        }

        Assert.Equal("", Assert.Single(await shares.OfSignal(signal.Id)).Story);
        Assert.Null((await requests.Find(["ect"], request.Id))!.PartOf("ect")!.TakenBack);

        // It starts again.
        await takings.Resume(default);
        Assert.Equal(1, (await requests.Find(["ect"], request.Id))!.PartOf("ect")!.TakenBack);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "finish", request.Id, 0)).StatusCode);
    }

    /// <summary>A room that takes back, and a node that stops the moment it has.</summary>
    sealed class Stopping(ITakesBack room) : ITakesBack, IAsyncDisposable
    {
        readonly CancellationTokenSource _stop = new();

        public CancellationToken Stop => _stop.Token;

        public string Name => room.Name;

        public Task<int> Count(string organisation, SoughtSubject sought, CancellationToken stop) => room.Count(organisation, sought, stop);

        public async Task<int> TakeBack(System.Security.Claims.ClaimsPrincipal person, string organisation, SoughtSubject sought, CancellationToken stop)
        {
            var taken = await room.TakeBack(person, organisation, sought, stop);
            await _stop.CancelAsync();
            return taken;
        }

        public ValueTask DisposeAsync()
        {
            _stop.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Closed_regime_is_answered_by_its_own_organisation_alone()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        using var police = await node.Node.SignIn(("zhp", Role.PrivacyOfficer));
        var request = await Enter(officer, ("subject", Stranger), ("asked", "zhp"));
        await Search(officer, request.Id);
        await Search(police, request.Id);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(officer, request.Id, "ect", 1, ("outcome", "Nothing"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Decide(police, request.Id, "zhp", 1, ("outcome", "Refused"), ("ground", "police"))).StatusCode);
        foreach (var page in new[] { await officer.Read(request.Address), await officer.Read(request.Address + "/letter") })
        {
            Assert.Contains("eigen brief", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Wpg art. 27", page, StringComparison.Ordinal);
        }

        using var both = await node.Node.SignIn(("ect", Role.PrivacyOfficer), ("zhp", Role.PrivacyOfficer));
        Assert.Contains("/letter?from=zhp", await both.Read(request.Address), StringComparison.Ordinal);
        Assert.Contains("Wpg art. 27", await both.Read(request.Address + "/letter?from=zhp"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wpg art. 27", await both.Read(request.Address + "/letter"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wpg art. 27", await officer.Read(request.Address + "/letter?from=zhp"), StringComparison.Ordinal);
        // What its own privacy officer may not see was not searched, and the letter does not say that there is nothing.
        Assert.Contains("zhp/knowledge", await police.Read(request.Address), StringComparison.Ordinal);
        var own = await police.Read(request.Address + "/letter");
        Assert.Contains("daarover krijgt u apart bericht", own, StringComparison.Ordinal);
        Assert.Contains("Wpg art. 27", own, StringComparison.Ordinal);
        Assert.DoesNotContain("ECT Delta", own[own.IndexOf("<article", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Term_is_shown_late_and_extended_once_with_a_reason_that_the_person_reads()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        var today = node.Requests.Today;
        var late = await Enter(officer, ("received", Iso(today.AddMonths(-1).AddDays(-2))));
        Assert.Contains("te laat", await officer.Read(late.Address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "extend", late.Id, 0, ("delay", "complex"), ("why", "wij zoeken nog"))).StatusCode);
        var request = await Enter(officer, ("received", Iso(today.AddDays(-3))));
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(officer, "extend", request.Id, 0, ("delay", "complex"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(officer, "extend", request.Id, 0, ("delay", "busy"), ("why", "wij zoeken nog"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "extend", request.Id, 0, ("delay", "complex"), ("why", "wij zoeken nog bij een bron."))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "extend", request.Id, 0, ("delay", "number"), ("why", "nog eens"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "extend", request.Id, 1, ("delay", "number"), ("why", "nog eens"))).StatusCode);
        var letter = await officer.Read(request.Address + "/letter");
        Assert.Contains("Uw verzoek duurt langer", letter, StringComparison.Ordinal);
        Assert.Contains("wij zoeken nog bij een bron.", letter, StringComparison.Ordinal);
        Assert.Contains(today.AddDays(-3).AddMonths(3).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("nl-NL")), letter, StringComparison.Ordinal);
        Assert.Contains("te laat, sinds", await officer.Read("/concerned"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_filled_in_wrong_is_told()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        foreach (var (field, value) in new[]
        {
            ("received", "2020-01-01"), ("received", "2999-01-01"), ("received", ""), ("kind", "face"), ("right", "3"), ("channel", "pigeon"), ("identity", "Copied"), ("asked", "nobody"),
            ("subject", ""), ("subject", "geen kenteken!"), ("shown", "x"), ("shown", "het is VX-123-L"),
        })
        {
            using var answer = await officer.Post("/concerned/add", "/account", Fields((field, value)));
            Assert.Equal((field, value, HttpStatusCode.BadRequest), (field, value, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Only_privacy_officers_of_organisations_that_were_asked_see_and_do_anything()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        var request = await Enter(officer, ("asked", "ect"));
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.PrivacyOfficer))
        {
            using var session = await node.Node.SignIn(("ect", role));
            Assert.Equal((role, HttpStatusCode.Forbidden), (role, (await session.Get("/concerned")).StatusCode));
            foreach (var path in new[] { request.Address, request.Address + "/letter" })
                Assert.Equal((role, path, HttpStatusCode.NotFound), (role, path, (await session.Get(path)).StatusCode));
            foreach (var post in new[] { "add", "search", "identify", "extend", "decide", "finish", "copy" })
                Assert.Equal((role, post, HttpStatusCode.Forbidden), (role, post, (await Post(session, post, request.Id, 0)).StatusCode));
        }

        using var other = await node.Node.SignIn(("rwg", Role.PrivacyOfficer));
        Assert.DoesNotContain(request.Id, await other.Read("/concerned"), StringComparison.Ordinal);
        foreach (var path in new[] { request.Address, request.Address + "/letter" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Get(path)).StatusCode);
        foreach (var post in new[] { "search", "identify", "extend", "decide", "finish", "copy" })
            Assert.Equal((post, HttpStatusCode.NotFound), (post, (await Post(other, post, request.Id, 0)).StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/concerned/add", "/account", Fields())).StatusCode);
    }

    [Fact]
    public async Task Finished_request_ends_after_its_term_and_the_log_says_so()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        var (open, done) = (await Enter(officer, ("asked", "ect")), await Enter(officer, ("asked", "ect")));
        await Search(officer, done.Id);
        await Decide(officer, done.Id, "ect", 1, ("outcome", "Refused"), ("ground", "unknown"));
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "finish", done.Id, 0)).StatusCode);
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(node.Node.Settings.RequestRetentionDays - 1) };
        var end = ActivatorUtilities.CreateInstance<EndRequests>(node.Node.Services, clock);
        await end.Run(default);
        Assert.NotNull(await node.Requests.Find(["ect"], done.Id));
        clock.Now = clock.Now.AddDays(2);
        await end.Run(default);
        Assert.Null(await node.Requests.Find(["ect"], done.Id));
        Assert.NotNull(await node.Requests.Find(["ect"], open.Id));
        Assert.Contains(await node.Node.Services.GetRequiredService<ReadLog>().Ended(DateTimeOffset.UnixEpoch), look => look.What == "concerned");
    }

    [Fact]
    public async Task Request_does_not_wait_for_an_organisation_that_left()
    {
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        var partners = node.Node.Settings.Organisations;
        node.Node.Settings.Organisations = [.. partners, new() { Id = "gone", Name = "Vertrokken" }];
        var request = await Enter(officer, ("asked", "gone"));
        await Decide(officer, request.Id, "ect", 0, ("outcome", "Refused"), ("ground", "unknown"));
        Assert.Contains("heeft nog niemand die kan beslissen", await officer.Read(request.Address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(officer, "finish", request.Id, 0)).StatusCode);
        node.Node.Settings.Organisations = partners;
        Assert.Equal(HttpStatusCode.Redirect, (await Post(officer, "finish", request.Id, 0)).StatusCode);
    }

    [Fact]
    public async Task Pass_and_account_are_found_in_whatever_field_they_stand()
    {
        using var sender = node.Node.Sender();
        var read = Intake.Event($"p-{Guid.NewGuid():N}", "ect/gate", "pass_read", new() { ["pass"] = "P0012345", ["host_pass"] = "P0099999", ["user"] = "planner17", ["place"] = "ect-delta/gate" });
        Assert.Equal(HttpStatusCode.Accepted, (await sender.PostAsync(Intake.Route, Intake.Structured(read))).StatusCode);
        using var officer = await node.Node.SignIn(("ect", Role.PrivacyOfficer));
        foreach (var (kind, text, found) in new[] { ("pass", "P0012345", true), ("pass", "p0099999", true), ("person", "Planner17", true), ("pass", "P0000001", false), ("person", "P0012345", false) })
        {
            var request = await Enter(officer, ("kind", kind), ("subject", text), ("asked", "ect"));
            await Search(officer, request.Id);
            Assert.Equal((text, found), (text, (await node.Requests.Find(["ect"], request.Id))!.Of("ect").Any(finding => finding.Source == "ect/gate")));
        }
    }

    [Fact]
    public async Task Everybody_reads_where_to_ask_without_an_account()
    {
        using var session = new Session(node.Node.Client(), "-");
        foreach (var path in new[] { "/your-data", "/uw-gegevens" })
        {
            var page = await session.Read(path);
            Assert.Contains("privacy@haven.example", page, StringComparison.Ordinal);
            Assert.Contains("Binnen een maand", page, StringComparison.Ordinal);
            Assert.Contains("Zeehavenpolitie", page, StringComparison.Ordinal);
        }
    }

    /// <summary>A request that was entered.</summary>
    sealed record Entered(string Id)
    {
        public string Address => $"/concerned/{Id}";
    }

    static async Task<Entered> Enter(Session session, params (string Name, string Value)[] fields)
    {
        using var answer = await session.Post("/concerned/add", "/account", Fields(fields));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(answer.Headers.Location!.ToString().Split('/')[^1]);
    }

    static (string, string)[] Fields(params (string Name, string Value)[] own)
    {
        (string Name, string Value)[] usual = [("organisation", "ect"), ("received", Iso(DateOnly.FromDateTime(DateTime.Today))), ("channel", "letter"), ("right", "Access"), ("kind", "plate"), ("subject", Stranger), ("identity", "Seen"), ("shown", "kentekencard gezien"), ("language", "nl"), ("asked", "rwg")];
        return [.. usual.Where(field => own.All(other => other.Name != field.Name)), .. own];
    }

    static async Task Search(Session session, string request)
    {
        using var answer = await session.Post("/concerned/search", "/account", ("request", request));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    static Task<HttpResponseMessage> Post(Session session, string what, string request, int version, params (string, string)[] fields) =>
        session.Post($"/concerned/{what}", "/account", [("request", request), ("version", version.ToString(CultureInfo.InvariantCulture)), .. fields]);

    static Task<HttpResponseMessage> Decide(Session session, string request, string organisation, int version, params (string, string)[] fields) =>
        Post(session, "decide", request, version, [("organisation", organisation), .. fields]);

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Date(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("nl-NL"));

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();
}
