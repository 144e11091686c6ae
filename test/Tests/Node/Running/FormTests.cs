using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>What comes in by forms and what goes out with every answer.</summary>
public sealed partial class FormTests(RunningNode node) : IClassFixture<RunningNode>
{
    static readonly string[] Posts =
    [
        "/sign-in/code", "/sign-in/passkey/options", "/sign-in/passkey", "/account/sign-out", "/account/passkey/options", "/account/passkey", "/language",
        "/settings/people/add", "/settings/people/role", "/settings/people/role/take", "/settings/people/invite", "/sources/keys", "/sources/keys/revoke",
        "/signals/assess", "/search", "/subjects/reveal", "/disclosure", "/release",
        "/duties/decline", "/duties/hand-over", "/duties/on-duty", "/competence/write", "/competence/end", "/shares/give", "/shares/withdraw",
        "/reports/reply", "/reports/hand-on", "/inspections/plan", "/inspections/move", "/inspections/close", "/inspections/propose", "/inspections/answer", "/concerned/add",
        "/concerned/search", "/concerned/identify", "/concerned/extend", "/concerned/decide", "/concerned/finish", "/concerned/copy", "/duties/case", "/duties/report",
        "/cases/open", "/cases/partner", "/cases/partner/remove", "/cases/signal", "/cases/pointer", "/cases/custody", "/cases/decide",
        "/cases/close", "/cases/reopen", "/phenomena/open", "/phenomena/partner", "/phenomena/contribute", "/phenomena/take-back", "/phenomena/hypothesis",
        "/scripts/add",
        "/scripts/restore", "/scripts/withdraw", "/scripts/proposals/refuse", "/scripts/proposals/adopt", "/scripts/steps/decide", "/scripts/patterns/adopt", "/scripts/patterns/decide", "/scripts/remarks", "/scripts/remarks/change",
        "/exchange/links/add", "/exchange/links/change", "/exchange/keys", "/exchange/keys/revoke", "/exchange/rights", "/exchange/collections", "/exchange/sightings/hold", "/exchange/sightings/file", "/exchange/files",
        "/phenomena/argument", "/phenomena/pattern", "/phenomena/course", "/phenomena/propose", "/riec/write", "/municipal/open", "/municipal/weigh", "/municipal/check", "/municipal/source", "/municipal/answer",
        "/municipal/departments", "/municipal/exchange", "/municipal/team", "/municipal/close", "/municipal/riec", "/measures/use", "/measures/take", "/measures/judge",
        "/measures/seize", "/extractors/open", "/extractors/youth-care", "/programme/open",
        "/barriers/source", "/loop/join", "/loop/measure", "/loop/change", "/loop/tell",
        "/programme/enter", "/programme/tell", "/outcomes/add", "/barriers/open", "/barriers/expect", "/barriers/stand", "/barriers/study", "/barriers/weights",
        "/barriers/count", "/advice/open", "/advice/step", Intake.Route,
    ];

    // Where a page stands at the same address, what is no form at all is answered by the page.
    static readonly string[] Drawn = ["/disclosure", "/release", "/signals/assess", "/subjects/reveal"];

    [Fact]
    public async Task Code_works_once_and_a_wrong_one_not_at_all()
    {
        var (_, code) = await node.Invite(("ect", Role.Analyst));
        foreach (var (offered, expected) in new[] { ("AAAAAAAAAAAAAAAAAAAAAA", "/welcome?refused=1"), (code, "/account?first=1"), (code, "/welcome?refused=1") })
        {
            using var session = new Session(node.Client(), "-");
            using var answer = await session.Post("/sign-in/code", "/welcome", ("code", offered));
            Assert.Equal(expected, answer.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down_with_429_and_others_are_not()
    {
        using var guesser = new Session(node.Client(), "-");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++)
            answers.Add((await guesser.PostBare("/sign-in/code", ("code", $"AAAAAAAAAAAAAAAAAAAA{i}"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.All(answers.Take(20), status => Assert.NotEqual(HttpStatusCode.TooManyRequests, status));
        using var session = await node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.OK, (await session.Get("/signals")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var session = await node.SignIn(("ect", Role.Analyst));
        await session.Post("/account/sign-out", "/account");
        Assert.Equal("/sign-in", (await session.Get("/signals")).Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Invalid_bodies_are_refused_everywhere_and_break_nothing()
    {
        using var administrator = await node.SignIn(("ect", Role.Administrator), ("ect", Role.SecurityOfficer), ("ect", Role.PrivacyOfficer), ("ect", Role.Auditor));
        var wrong = new List<string>();
        foreach (var path in Posts)
        {
            // Each form for signing in from another machine, so that the limit on it does not hide an answer.
            using var stranger = new Session(node.Client(), "-");
            var (session, form) = path.StartsWith("/sign-in", StringComparison.Ordinal) ? (stranger, "/welcome") : (administrator, "/account");
            if (path == "/account/sign-out")
                (session, form) = (await node.SignIn(("ect", Role.Analyst)), "/account");
            foreach (var (what, body) in Bodies(Token().Match(await session.Read(form)).Groups[1].Value))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
                using var answer = await session.Client.SendAsync(request);
                var media = answer.Content.Headers.ContentType?.MediaType;
                var text = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode >= 500 || ((int)answer.StatusCode >= 400 && media != "application/problem+json" && !Drawn.Contains(path)))
                    wrong.Add($"{path} with {what}: {(int)answer.StatusCode} {media} {text[..Math.Min(200, text.Length)]}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Security_headers_stand_on_every_kind_of_answer()
    {
        using var session = await node.SignIn(("ect", Role.Analyst));
        foreach (var path in new[] { "/signals", "/nowhere", "/settings", "/theme.css", "/health/live", "/live/places.geojson", "/live/latest", "/live/stream" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await session.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"), path);
        }
    }

    [Fact]
    public async Task Every_file_that_pages_ask_for_comes_compressed()
    {
        using var session = await node.SignIn(("ect", Role.Analyst), ("ect", Role.Administrator));
        var files = new HashSet<string>(["/lib/maplibre-gl.mjs", "/lib/maplibre-gl-worker.mjs", "/lib/topojson-client.min.js", "/lib/land-10m.json", "/points.js"], StringComparer.Ordinal);
        foreach (var path in new[] { "/live", "/signals", "/account", "/welcome" })
            files.UnionWith(Files().Matches(await session.Read(path)).Select(match => "/" + match.Groups[1].Value.TrimStart('/')));
        Assert.True(files.Count > 20);
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await session.Client.SendAsync(request);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 0, file);
            Assert.True(answer.Content.Headers.ContentEncoding.Count == 1, $"{file} is not compressed.");
        }
    }

    [Fact]
    public async Task Person_reads_a_page_about_a_refusal_and_a_program_a_problem()
    {
        using var session = await node.SignIn(("ect", Role.Analyst));
        using var page = await session.Get("/nowhere");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        using var problem = await session.Client.GetAsync(new Uri("/nowhere", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Without_a_log_nothing_is_shown()
    {
        var signal = await node.MakeSignal("MEDU1234568");
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var subject = SubjectLink().Match(await officer.Read($"/signals/{signal.Id}")).Value;
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<DisclosureDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE looks RENAME TO looks_away");
        try
        {
            foreach (var path in new[] { $"/signals/{signal.Id}", subject, "/release" })
            {
                using var answer = await officer.Get(path);
                Assert.Equal((path, HttpStatusCode.InternalServerError), (path, answer.StatusCode));
                var text = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain("MEDU1234568", text, StringComparison.Ordinal);
                Assert.Contains("Er is niets getoond", text, StringComparison.Ordinal);
            }

            Assert.Null((await officer.Post("/search", "/account", ("query", "MEDU1234568"))).Headers.Location);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE looks_away RENAME TO looks");
        }

        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/signals/{signal.Id}")).StatusCode);
    }

    static IEnumerable<(string What, HttpContent Body)> Bodies(string token)
    {
        yield return ("nothing", new ByteArrayContent([]));
        yield return ("json", Intake.Body("{\"a\":[1]}", "application/json"));
        yield return ("an empty form", Form(""));
        yield return ("a token alone", Form($"__RequestVerificationToken={Uri.EscapeDataString(token)}"));
        yield return ("a broken form", Form("%ZZ&&&=\0"));
        foreach (var value in new[] { "", "-1", new string('x', 5000), "\0\u202e<script>", "{\"id\":" })
        {
            var fields = new[] { "code", "credential", "userName", "displayName", "person", "organisation", "role", "membership", "name", "hash", "signals", "kind", "reason", "verdict", "query", "id", "why", "case", "file", "Policy", "Text" };
            yield return ($"fields of {value.Length} characters", Form($"__RequestVerificationToken={Uri.EscapeDataString(token)}&language=nl&" + string.Join('&', fields.Select(field => $"{field}={Uri.EscapeDataString(value)}"))));
        }

        yield return ("a form of many parts", new StringContent("--x\r\nnonsense", Encoding.UTF8) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } });
    }

    static HttpContent Form(string text) => Intake.Body(text, "application/x-www-form-urlencoded");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("/subjects/[0-9a-f]+")]
    private static partial Regex SubjectLink();

    [GeneratedRegex("(?:src|href)=\"([^\":]+\\.(?:css|js|svg|mjs)[^\"]*)\"")]
    private static partial Regex Files();
}
