using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Reports;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Reports;

/// <summary>Reporting from the first page to the answer, over HTTP, without script and without cookies.</summary>
public sealed class FormTests(RunningNode node) : IClassFixture<RunningNode>
{
    const string Secret = "Een collega <script>alert(1)</script> liep bij bay 14";

    [Fact]
    public async Task Report_goes_to_the_company_alone_and_the_answer_comes_back()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell(Secret);
        Assert.Contains("Klopt dit?", reporter.Page, StringComparison.Ordinal);
        await reporter.Fill("/report");
        var code = reporter.Code;
        Assert.NotNull(ReceiptCode.Read(code));
        await reporter.Fill("/report/saved", ("end", "0000"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (reporter.Status, reporter.Code));
        await reporter.Fill("/report/saved", ("end", code[^4..].ToLowerInvariant()));
        Assert.Contains("Dank u wel", reporter.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(code, reporter.Page, StringComparison.Ordinal);

        var row = (await node.Services.GetRequiredService<Mailboxes>().Of(["ect"])).MaxBy(known => known.Number)!;
        Assert.True(row.Saved);
        Assert.Equal(0, row.Received % 3_600_000_000);
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Contains($"/reports/{row.Id}", await officer.Read("/reports"), StringComparison.Ordinal);
        var page = await officer.Read($"/reports/{row.Id}");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("liep bij bay 14", page, StringComparison.Ordinal);
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look.Kind == "report" && look.What == row.Id);
        using var replied = await officer.Post("/reports/reply", "/account", ("report", row.Id), ("version", "0"), ("text", "Wij kijken ernaar."), ("outcome", "Open"));
        Assert.Equal($"/reports/{row.Id}", replied.Headers.Location?.ToString());
        using var second = await officer.Post("/reports/reply", "/account", ("report", row.Id), ("version", "0"), ("text", "Ook."), ("outcome", "Found"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        using var closed = await officer.Post("/reports/reply", "/account", ("report", row.Id), ("version", "1"), ("text", "Het was een oefening."), ("outcome", "Innocent"));
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);

        using var later = new Reporter(node.Client());
        await later.Post("/report/mailbox", ("code", code));
        Assert.Contains("Het was een oefening.", later.Page, StringComparison.Ordinal);
        Assert.Contains("er was een gewone verklaring", later.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(officer.Name, later.Page, StringComparison.Ordinal);
        await later.Fill("/report/mailbox/write", ("text", "Dank u, ik let op."));
        Assert.Contains("Dank u, ik let op.", later.Page, StringComparison.Ordinal);
        Assert.Contains("Dank u, ik let op.", await officer.Read($"/reports/{row.Id}"), StringComparison.Ordinal);
        Assert.True((await node.Services.GetRequiredService<Mailboxes>().Of(["ect"])).Single(known => known.Id == row.Id).Returned);
    }

    [Fact]
    public async Task Nobody_else_sees_that_there_is_a_report()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("van iemand");
        await reporter.Fill("/report");
        var row = (await node.Services.GetRequiredService<Mailboxes>().Of(["ect"])).MaxBy(known => known.Number)!;
        foreach (var (organisation, role) in new[] { ("rwg", Role.SecurityOfficer), ("ect", Role.Inspector), ("ect", Role.Administrator), ("ect", Role.Auditor) })
        {
            using var other = await node.SignIn((organisation, role));
            using var page = await other.Get($"/reports/{row.Id}");
            Assert.Equal((organisation, role, HttpStatusCode.NotFound), (organisation, role, page.StatusCode));
            Assert.DoesNotContain(row.Id, await other.Read("/reports"), StringComparison.Ordinal);
            using var replied = await other.Post("/reports/reply", "/account", ("report", row.Id), ("version", "0"), ("text", "x"), ("outcome", "Open"));
            Assert.Equal(HttpStatusCode.NotFound, replied.StatusCode);
        }

        using var privacy = await node.SignIn(("ect", Role.PrivacyOfficer));
        Assert.Contains("van iemand", await privacy.Read($"/reports/{row.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await privacy.Post("/reports/reply", "/account", ("report", row.Id), ("version", "0"), ("text", "x"), ("outcome", "Open"))).StatusCode);
    }

    [Fact]
    public async Task Who_is_left_out_by_the_reporter_does_not_get_it()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("niet voor beveiliging");
        await reporter.Fill("/report", ("back", "1"));
        await reporter.Fill("/report", ("back", "1"));
        Assert.Contains("Wie mag dit lezen?", reporter.Page, StringComparison.Ordinal);
        await reporter.Fill("/report", ("without", "ect"));
        // Here the terminal is the centre as well: nobody is left, and the form says so before anything is sent.
        Assert.Contains("blijft er niemand over", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_keeps_nothing_tells_nothing_and_needs_no_script()
    {
        using var reporter = new Reporter(node.Client());
        foreach (var path in new[] { "/report", "/melden", "/report?l=pl&at=ect-delta", "/report/rules", "/report/mailbox" })
        {
            await reporter.Get(path);
            var headers = reporter.Answer!.Headers;
            Assert.Equal((path, HttpStatusCode.OK), (path, reporter.Status));
            Assert.False(headers.Contains("Set-Cookie"), path);
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("no-store", headers.CacheControl!.ToString());
            Assert.StartsWith("default-src 'none';", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", reporter.Page, StringComparison.Ordinal);
            Assert.DoesNotContain("http://", reporter.Page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nl", "Meld Misdaad Anoniem", false)]
    [InlineData("en", "Meld Misdaad Anoniem", false)]
    [InlineData("pl", "Tłumaczenie robocze", true)]
    [InlineData("es", "Traducción provisional", true)]
    [InlineData("tr", "Taslak çeviri", true)]
    [InlineData("pap", "Tradukshon provisional", true)]
    public async Task Every_language_goes_all_the_way_and_says_when_it_is_a_draft(string tongue, string says, bool draft)
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Get($"/report?l={tongue}");
        Assert.Contains(says, reporter.Page, StringComparison.Ordinal);
        await reporter.Tell("tekst", tongue);
        Assert.Contains($"<html lang=\"{tongue}\"", reporter.Page, StringComparison.Ordinal);
        Assert.Equal(draft, reporter.Page.Contains("class=\"draft", StringComparison.Ordinal));
        await reporter.Fill("/report", ("back", "1"));
        await reporter.Fill("/report", ("language", "nl"));
        Assert.Contains("Wilt u uw naam geven?", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_when_somebody_goes_back_or_takes_another_language()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Post("/report", ("begin", "nl"));
        await reporter.Fill("/report", ("kind", "Seen"));
        await reporter.Fill("/report", ("indicator", "drone"));
        await reporter.Fill("/report", ("where", "Road"), ("spot", "half getypt"), ("language", "pl"));
        Assert.Contains("value=\"half getypt\"", reporter.Page, StringComparison.Ordinal);
        Assert.Contains("Gdzie to było?", reporter.Page, StringComparison.Ordinal);
        await reporter.Fill("/report", ("where", "Road"), ("spot", "verder getypt"), ("back", "1"));
        await reporter.Fill("/report", ("indicator", "drone"));
        Assert.Contains("value=\"verder getypt\"", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_twice_is_one_report_and_a_broken_form_is_told()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("twee keer");
        var state = System.Text.RegularExpressions.Regex.Match(reporter.Page, "name=\"state\" value=\"([^\"]+)\"").Groups[1].Value;
        await reporter.Post("/report", ("state", state));
        Assert.NotEmpty(reporter.Code);
        await reporter.Post("/report", ("state", state));
        Assert.Equal((HttpStatusCode.Conflict, ""), (reporter.Status, reporter.Code));
        await reporter.Post("/report", ("state", state[..^4] + "AAAA"));
        Assert.Equal(HttpStatusCode.BadRequest, reporter.Status);
        await reporter.Post("/report", ("begin", "nl"), ("state", new string('x', 300_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reporter.Status);
        await reporter.Post("/report", ("begin", "nl"));
        await reporter.Fill("/report", ("kind", "<b>"));
        Assert.Contains("Kies een van de antwoorden.", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_text_the_code_or_the_address_stands_in_the_data_folder()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("GEHEIMWOORD-7431");
        await reporter.Fill("/report");
        var code = ReceiptCode.Read(reporter.Code)!;
        await reporter.Post("/report/mailbox", ("code", code));
        await reporter.Fill("/report/mailbox/write", ("text", "GEHEIMWOORD-7431 nog eens"));
        Assert.Contains("nog eens", reporter.Page, StringComparison.Ordinal);
        foreach (var (name, content) in OnDisk.Files(Path.Combine(node.Folder, "data")))
        {
            foreach (var secret in new[] { "GEHEIMWOORD", "zwarte bus", code, ReceiptCode.Grouped(code), "127.7." })
                Assert.False(content.Contains(secret, StringComparison.Ordinal), $"{secret} stands in {name}.");
        }
    }
}
