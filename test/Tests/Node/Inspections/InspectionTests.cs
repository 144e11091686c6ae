using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Knooppunt.Tests.Node.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Inspections;

/// <summary>A joint inspection from plan to report, over HTTP.</summary>
public sealed class InspectionTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Plan_is_for_its_participants_and_says_what_is_missing()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var inspector = await node.SignIn(("rwg", Role.Inspector));
        var id = await Planned.Inspection(officer);
        Assert.Contains("Vorige week lag er gereedschap", await inspector.Read($"/inspections/{id}"), StringComparison.Ordinal);
        Assert.Contains("DWU art. 46", await inspector.Read($"/inspections/{id}"), StringComparison.Ordinal);
        Assert.Contains($"/inspections/{id}", await inspector.Read("/inspections"), StringComparison.Ordinal);

        var alone = await Planned.Inspection(officer, "Alleen wij zelf", ("power.rwg", ""));
        Assert.Equal(HttpStatusCode.NotFound, (await inspector.Get($"/inspections/{alone}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await inspector.Get($"/inspections/{alone}/field")).StatusCode);
        Assert.DoesNotContain(alone, await inspector.Read("/inspections"), StringComparison.Ordinal);

        foreach (var (field, value, says) in new[]
        {
            ("title", "x", "Give a title"), ("why", "", "Write why"), ("day", "2020-01-01", "Choose a day"), ("hours", "500", "Choose a day"), ("time", "25:00", "Choose a day"),
            ("power.ect", "", "for at least your own organisation"), ("power.ect", "magic", "for at least your own organisation"), ("why", "let op VX-123-L bij het hek", "a plate"), ("title", "mail jan@example.org", "an e-mail address"),
        })
        {
            using var refused = await Planned.Plan(officer, (field, value));
            Assert.Equal((field, value, HttpStatusCode.BadRequest), (field, value, refused.StatusCode));
            Assert.Contains(says, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var unknown = await Planned.Plan(officer, ("signal", new string('0', 32)));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var auditor = await node.SignIn(("ect", Role.Auditor));
        Assert.Equal(HttpStatusCode.Forbidden, (await Planned.Plan(auditor)).StatusCode);
    }

    [Fact]
    public async Task Answers_come_twice_late_and_in_any_order_and_two_phones_that_differ_are_a_conflict()
    {
        using var anna = await node.SignIn(("ect", Role.SecurityOfficer));
        using var bert = await node.SignIn(("ect", Role.Analyst));
        var id = await Planned.Inspection(anna);
        var (first, second) = (Answer("fence", "Fine"), Answer("passes", "Wrong", "drie zonder pas"));
        Assert.Equal(2, (await Sync(anna, id, "ect", first, second)).Standing.Length);
        Assert.Equal(2, (await Sync(anna, id, "ect", second, first)).Standing.Length);

        var other = Answer("fence", "Wrong", "gat bij paal 12");
        Assert.Equal(3, (await Sync(bert, id, "ect", other)).Standing.Length);
        Assert.Contains("Twee mensen antwoordden verschillend", await anna.Read($"/inspections/{id}"), StringComparison.Ordinal);
        var settled = Answer("fence", "Wrong", "samen gekeken: gat bij paal 12") with { Replaces = [first.Id, other.Id] };
        Assert.Equal(2, (await Sync(bert, id, "ect", settled)).Standing.Length);
        Assert.DoesNotContain("Twee mensen antwoordden verschillend", await anna.Read($"/inspections/{id}"), StringComparison.Ordinal);
        // What arrives late and was replaced already stays replaced.
        Assert.Equal(2, (await Sync(anna, id, "ect", first)).Standing.Length);
    }

    [Fact]
    public async Task What_is_wrong_with_an_answer_is_told_and_the_others_are_taken()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(officer);
        var good = Answer("fence", "Fine");
        SentAnswer[] wrong =
        [
            Answer("seals", "Fine"), Answer("nonsense", "Fine"), Answer("fence", "Perfect"), Answer("fence", "Wrong", "VX-123-L stond er"), Answer("containers", "Fine") with { Looked = 2, Found = 3 },
            Answer("containers", "Fine") with { Looked = -1 }, Answer("fence", "Fine") with { Id = "1" }, Answer("fence", "Fine") with { Replaces = ["; drop"] }, Answer("fence", "Fine", new string('x', 1001)),
        ];
        var heard = await Sync(officer, id, "ect", [.. wrong, good]);
        Assert.Equal(wrong.Select(answer => answer.Id).Order(StringComparer.Ordinal), heard.Refused.Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.Equal(good.Id, Assert.Single(heard.Standing).Id);
        Assert.Contains("kenteken", heard.Refused.Single(one => one.Id == wrong[3].Id).Why, StringComparison.Ordinal);
        Assert.Contains("ander antwoord met dit nummer", Assert.Single((await Sync(officer, id, "ect", good with { Verdict = "Wrong" })).Refused).Why, StringComparison.Ordinal);

        foreach (var body in new[] { "", "{", "null", "[]", """{"organisation":"ect"}""", """{"organisation":"ect","answers":[null]}""", """{"organisation":"ect","answers":[{"id":"x","at":"0001-01-01T00:00:00Z"}]}""" })
        {
            using var refused = await Send(officer, id, new StringContent(body));
            Assert.Equal((body, HttpStatusCode.BadRequest), (body, refused.StatusCode));
        }

        using var large = await Send(officer, id, new ByteArrayContent(new byte[(1 << 20) + 10]));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        using var foreign = await officer.Client.PostAsJsonAsync($"/inspections/{id}/sync", new { organisation = "ect", answers = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public async Task Each_sees_its_own_findings_all_see_the_counts_and_a_partner_gets_what_it_is_asked()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var inspector = await node.SignIn(("rwg", Role.Inspector));
        var id = await Planned.Inspection(officer);
        await Sync(officer, id, "ect", Answer("fence", "Wrong", "gat bij paal 12"), Answer("vehicles", "Fine") with { Looked = 30, Found = 0 });
        await Sync(inspector, id, "rwg", Answer("seals", "Wrong", "zegel past niet bij de papieren"), Answer("containers", "Wrong") with { Looked = 20, Found = 1 });

        var (own, theirs) = (await officer.Read($"/inspections/{id}"), await inspector.Read($"/inspections/{id}"));
        Assert.Contains("gat bij paal 12", own, StringComparison.Ordinal);
        Assert.DoesNotContain("zegel past niet", own, StringComparison.Ordinal);
        Assert.Contains("zegel past niet", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("gat bij paal 12", theirs, StringComparison.Ordinal);
        Assert.All(new[] { own, theirs }, page => Assert.Contains("1 van 20", page, StringComparison.Ordinal));
        // Under customs secrecy no button gives it away; under an open regime one does.
        Assert.Contains("na een vastgelegd besluit van de privacyfunctionaris", theirs, StringComparison.Ordinal);
        Assert.Contains("Laat een partner dit oppakken", own, StringComparison.Ordinal);
        using var asked = await officer.Post("/talk/ask", "/account", ("kind", InspectionMatters.Inspection), ("object", id), ("organisation", "rwg"), ("what", "Kijk of het gat bij paal 12 ook bij jullie uitkomt"), ("hours", "24"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("paal 12 ook bij jullie", await inspector.Read("/duties"), StringComparison.Ordinal);
        Assert.Contains("0 van 1 gevraagd is klaar", await officer.Read($"/inspections/{id}"), StringComparison.Ordinal);
        Assert.Contains("paal 12 ook bij jullie", await inspector.Read($"/inspections/{id}"), StringComparison.Ordinal);

        // Nobody answers for another, and a role that may not see findings may not give them.
        using var stranger = await Send(officer, id, JsonContent.Create(new SyncRequest("rwg", [])));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var guard = await node.SignIn(("rwg", Role.SecurityOfficer));
        using var refused = await Send(guard, id, JsonContent.Create(new SyncRequest("rwg", [])));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("ziet u in deze rol niet", await guard.Read($"/inspections/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lead_closes_once_what_comes_late_counts_and_the_base_rate_is_over_all()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var inspector = await node.SignIn(("rwg", Role.Inspector));
        using var manager = await node.SignIn(("ect", Role.ProgrammeManager));
        var id = await Planned.Inspection(officer);
        await Sync(officer, id, "ect", Answer("premises", "Fine") with { Looked = 40, Found = 3 });
        Assert.Equal(HttpStatusCode.Forbidden, (await Close(inspector, id, "NothingFound", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Close(officer, id, "Open", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Close(officer, id, "Measure", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Close(officer, id, "Found", 0)).StatusCode);
        await Sync(inspector, id, "rwg", Answer("premises", "Fine") with { Looked = 10, Found = 0 });
        var page = await officer.Read($"/inspections/{id}");
        Assert.Contains("n antwoord kwam na het afsluiten", page, StringComparison.Ordinal);
        Assert.Contains("er is een maatregel genomen", page, StringComparison.Ordinal);
        Assert.Contains("over alle afgesloten controles 3 van 50", page, StringComparison.Ordinal);
        // The only closed inspection of this test's node that counted premises.
        Assert.Contains("3 van 50 bekeken", await officer.Read("/inspections"), StringComparison.Ordinal);
        var figures = await manager.Read("/inspections");
        Assert.Contains("3 van 50 bekeken", figures, StringComparison.Ordinal);
        Assert.DoesNotContain(id, figures, StringComparison.Ordinal);
        using var learnt = await inspector.Post("/inspections/propose", "/account", ("inspection", id), ("text", "Zij zetten lege containers met de deuren naar elkaar."));
        Assert.Equal(HttpStatusCode.Redirect, learnt.StatusCode);
        Assert.Contains("met de deuren naar elkaar", await officer.Read($"/inspections/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photo_is_kept_once_drawn_anew_and_for_its_own_people()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        using var inspector = await node.SignIn(("rwg", Role.Inspector));
        var (id, photo) = (await Planned.Inspection(officer), RandomId.New());
        Assert.Equal(HttpStatusCode.NoContent, await Put(officer, id, photo, Photos.Jpeg()));
        Assert.Equal(HttpStatusCode.NoContent, await Put(officer, id, photo, Photos.Jpeg()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Put(officer, id, RandomId.New(), Photos.Bomb()));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Put(officer, id, RandomId.New(), new byte[FieldPhotos.LongestUpload + 1]));
        Assert.Equal(HttpStatusCode.NotFound, await Put(officer, id, "no-id", Photos.Jpeg()));
        using (var shown = await officer.Get($"/inspections/{id}/photos/{photo}"))
        {
            var bytes = await shown.Content.ReadAsByteArrayAsync();
            Assert.Equal("rbrb", Photos.Corners(bytes));
            Assert.True(bytes.AsSpan().IndexOf("Jansen"u8) < 0);
            Assert.Equal("sandbox; default-src 'none'", shown.Headers.GetValues("Content-Security-Policy").Single());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await inspector.Get($"/inspections/{id}/photos/{photo}")).StatusCode);
        Assert.Single(await node.Services.GetRequiredService<FieldPhotos>().Of(id, ["ect"]));
    }

    [Fact]
    public async Task Without_script_the_same_page_is_a_form()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(officer);
        Assert.Contains("action=\"/inspections/answer\"", await officer.Read($"/inspections/{id}/field"), StringComparison.Ordinal);
        using var answered = await officer.Post("/inspections/answer", "/account", ("inspection", id), ("organisation", "ect"), ("item", "fence"), ("verdict", "Wrong"), ("note", "gat"), ("replaces", ""));
        Assert.Equal($"/inspections/{id}/field#fence", answered.Headers.Location?.ToString());
        using var counted = await officer.Post("/inspections/answer", "/account", ("inspection", id), ("organisation", "ect"), ("item", "people"), ("looked", "12"), ("found", "1"));
        Assert.Equal(HttpStatusCode.Redirect, counted.StatusCode);
        using var wrong = await officer.Post("/inspections/answer", "/account", ("inspection", id), ("organisation", "ect"), ("item", "people"), ("looked", "twaalf"), ("found", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("1 van 12", await officer.Read($"/inspections/{id}/field"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_it_ends_at_its_term()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var id = await Planned.Inspection(officer, "Eindigt op tijd");
        await Sync(officer, id, "ect", Answer("fence", "Fine"));
        await Put(officer, id, RandomId.New(), Photos.Png());
        (await officer.Post("/talk/say", "/account", ("kind", InspectionMatters.Inspection), ("object", id), ("text", "tot morgen"))).Dispose();
        (await Close(officer, id, "NothingFound", 0)).Dispose();
        var days = node.Services.GetRequiredService<NodeSettings>().SignalRetentionDays;
        await End(days - 1);
        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/inspections/{id}")).StatusCode);
        await End(days + 1);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/inspections/{id}")).StatusCode);
        await using var db = await Database.CreateDbContextAsync();
        Assert.False(await db.Answers.AnyAsync(row => row.Inspection == id) || await db.Photos.AnyAsync(row => row.Inspection == id) || await db.Participants.AnyAsync(row => row.Inspection == id));
        Assert.Empty(await node.Services.GetRequiredService<Talks>().Notes(InspectionMatters.Inspection, id));
    }

    IDbContextFactory<InspectionsDb> Database => node.Services.GetRequiredService<IDbContextFactory<InspectionsDb>>();

    Task End(int days) => new EndInspections(Database, node.Services.GetRequiredService<Talks>(), node.Services.GetRequiredService<ReadLog>(), node.Services.GetRequiredService<NodeSettings>(), node.Services.GetRequiredService<WriteTurn>(),
        new StandingClock { Now = DateTimeOffset.UtcNow.AddDays(days) }).Run(default);

    static SentAnswer Answer(string item, string verdict, string note = "") => new(RandomId.New(), item, verdict, 0, 0, note, DateTimeOffset.UtcNow, []);

    static Task<HttpResponseMessage> Close(Session person, string id, string outcome, int version) =>
        person.Post("/inspections/close", "/account", ("inspection", id), ("outcome", outcome), ("result", "Samen afgerond."), ("version", $"{version}"));

    static async Task<SyncAnswer> Sync(Session person, string id, string organisation, params SentAnswer[] answers)
    {
        using var answer = await Send(person, id, JsonContent.Create(new SyncRequest(organisation, answers)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonSerializer.Deserialize<SyncAnswer>(await answer.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
    }

    static async Task<HttpResponseMessage> Send(Session person, string id, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inspections/{id}/sync") { Content = body };
        request.Headers.Add(SyncRoutes.Header, "1");
        return await person.Client.SendAsync(request);
    }

    static async Task<HttpStatusCode> Put(Session person, string id, string photo, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/inspections/{id}/photos/{photo}?organisation=ect&item=fence") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add(SyncRoutes.Header, "1");
        using var answer = await person.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
