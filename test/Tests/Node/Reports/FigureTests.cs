using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Phenomena;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Reports;

/// <summary>Figures on reporting: counted once a quarter is over, and never of fewer than five.</summary>
public sealed class FigureTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Quarter_is_counted_when_it_is_over_and_small_numbers_stay_unsaid()
    {
        await Tell(7, new() { Place = "ect-delta", Indicators = ["fence", "roster"], Kind = ReportKind.Seen });
        await Tell(3, new() { Place = "rwg", Indicators = ["drone"], Kind = ReportKind.Seen });
        await Tell(6, new() { Kind = ReportKind.Approached, Name = "Jan" });
        using var officer = await node.SignIn(("rwg", Role.Analyst));
        Assert.Contains("Nog geen kwartaal", await officer.Read("/reports/figures"), StringComparison.Ordinal);

        await Count(DateTimeOffset.UtcNow);
        Assert.Contains("Nog geen kwartaal", await officer.Read("/reports/figures"), StringComparison.Ordinal);
        await Count(DateTimeOffset.UtcNow.AddDays(100));
        await Count(DateTimeOffset.UtcNow.AddDays(100));
        var csv = await officer.Read("/reports/figures.csv");
        var quarter = Quarter.At(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        string[] expected =
        [
            $"{quarter},all,,16", $"{quarter},kinds,Seen,10", $"{quarter},kinds,Approached,6", $"{quarter},places,ect-delta,7",
            // Three at one place would follow from the total: the smallest that could be named stays unsaid with them.
            $"{quarter},places,,9", $"{quarter},named,unnamed,10", $"{quarter},named,named,6", $"{quarter},indicators,fence,7", $"{quarter},indicators,roster,7",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Order(StringComparer.Ordinal));
        var page = await officer.Read("/reports/figures");
        Assert.Contains("al het andere samen", page, StringComparison.Ordinal);
        Assert.DoesNotContain("drone", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&quot;number&quot;:7", page, StringComparison.Ordinal);

        // And on a phenomenon file, for who may see it.
        using (var owner = await node.SignIn(("ect", Role.SecurityOfficer)))
        {
            var file = await owner.Read($"/phenomena/{await PhenomenonTests.Shared(owner)}");
            Assert.Contains("Wat mensen meldden", file, StringComparison.Ordinal);
            Assert.Contains("<td>Alle meldingen</td><td class=\"number\">16</td>", file, StringComparison.Ordinal);
            Assert.Contains("<td>Benaderd om mee te werken</td><td class=\"number\">6</td>", file, StringComparison.Ordinal);
            Assert.DoesNotContain("drone", file[file.IndexOf("Wat mensen meldden", StringComparison.Ordinal)..][..2000], StringComparison.OrdinalIgnoreCase);
        }

        // For everybody, when the partners want that: without script, in six languages.
        using (var stranger = new Reporter(node.Client()))
        {
            await stranger.Get("/report/figures");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            node.Settings.PublicFigures = true;
            foreach (var (tongue, says) in new[] { ("nl", "Wat er gemeld is"), ("en", "What was reported"), ("pl", "Tłumaczenie robocze"), ("es", "Traducción provisional"), ("tr", "Taslak"), ("pap", "rapòrt") })
            {
                await stranger.Get($"/report/figures?l={tongue}");
                Assert.Equal(HttpStatusCode.OK, stranger.Status);
                Assert.Contains(says, stranger.Page, StringComparison.Ordinal);
                Assert.Matches("text-anchor=\"middle\">7</text>", stranger.Page);
                Assert.DoesNotContain("<script", stranger.Page, StringComparison.OrdinalIgnoreCase);
                // Three at one place are in nothing but the rest.
                Assert.DoesNotContain(">3<", stranger.Page, StringComparison.Ordinal);
            }

            // Nor is a share of which fewer than five are on one side.
            foreach (var (confirmed, told) in new[] { (3, false), (8, true), (13, false) })
            {
                var before = DateTimeOffset.UtcNow.AddDays(-100).UnixMicroseconds;
                await using (var db = await Database.CreateDbContextAsync())
                {
                    var some = await db.Reports.OrderBy(row => row.Number).Select(row => row.Number).Take(confirmed).ToListAsync();
                    await db.Reports.ExecuteUpdateAsync(set => set.SetProperty(row => row.Received, before).SetProperty(row => row.Confirmed, row => some.Contains(row.Number) ? (long?)before : null));
                }

                var share = (await node.Services.GetRequiredService<ReportFigures>().Given()).Confirmed;
                Assert.Equal((told, told ? confirmed : null, told ? 16 : null), (share is not null, share?.Part, share?.Whole));
            }

            // Counted once a day: nobody sees by loading again that a report was answered just now, and a flood costs no more than one.
            var clock = new StandingClock { Now = DateTimeOffset.UtcNow };
            using var shown = ActivatorUtilities.CreateInstance<PublicFigures>(node.Services, clock);
            var first = await shown.Now();
            Assert.Equal((quarter, 16), (first.Quarter!.Value, first.Rows.Single(row => row.Of == CountReports.All).Count));
            clock.Now = clock.Now.AddHours(23);
            Assert.Same(first, await shown.Now());
            clock.Now = clock.Now.AddHours(2);
            Assert.NotSame(first, await shown.Now());

            await stranger.Get("/report");
            Assert.Contains("/report/figures?l=nl", stranger.Page, StringComparison.Ordinal);
            node.Settings.PublicFigures = false;
        }

        // What was counted stays when the reports are gone.
        await using (var db = await Database.CreateDbContextAsync())
            await db.Reports.ExecuteDeleteAsync();
        await Count(DateTimeOffset.UtcNow.AddDays(200));
        Assert.Contains($"{quarter},all,,16", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
        Assert.Contains($"{quarter.Next},all,,0", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_that_are_begun_and_not_sent_are_counted_and_fewer_than_five_stay_unsaid()
    {
        await using var other = new RunningNode();
        other.Settings.Organisations = [.. other.Settings.Organisations, new() { Id = "vp", Name = "Vertrouwenspersoon Haven" }];
        other.Settings.ConfidentialAdviser = "vp";
        await other.InitializeAsync();
        await Who_was_approached_is_read_by_the_adviser_alone(other);
        using var reporter = new Reporter(other.Client());
        await Begin(4);
        await reporter.Tell("wel verstuurd");
        await reporter.SendAndSave();
        var database = other.Services.GetRequiredService<IDbContextFactory<ReportsDb>>();
        await using var db = await database.CreateDbContextAsync();
        var counted = Assert.Single(await db.Begun.AsNoTracking().ToListAsync());
        Assert.Equal((6, 2), (counted.Begun, counted.Sent));

        var next = DateTimeOffset.UtcNow.AddDays(100);
        await Count(next);
        var quarter = Quarter.At(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        using var officer = await other.SignIn(("ect", Role.SecurityOfficer));
        Assert.Contains($"{quarter},unsent,,0", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
        db.Begun.Add(new BegunRow { Quarter = Quarter.At(next, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).Number, Begun = 9, Sent = 2 });
        await db.SaveChangesAsync();
        await Count(next.AddDays(100));
        Assert.Contains($"{quarter.Next},unsent,,7", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
        Assert.Contains("Begonnen, niet verstuurd", await officer.Read("/reports/figures"), StringComparison.Ordinal);

        async Task Begin(int times)
        {
            for (var i = 0; i < times; i++)
                await reporter.Post("/report", ("begin", "nl"));
        }

        Task Count(DateTimeOffset now) => new CountReports(database, other.Services.GetRequiredService<DeskKeys>(), other.Settings, other.Services.GetRequiredService<WriteTurn>(), new StandingClock { Now = now }).Run(default);
    }

    [Fact]
    public async Task Poster_of_a_place_leads_to_the_form_of_that_place()
    {
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Contains("/reports/posters?at=ect-delta", await officer.Read("/reports/posters"), StringComparison.Ordinal);
        var poster = await officer.Read("/reports/posters?at=ect-delta");
        Assert.Contains("/melden?at=ect-delta", poster, StringComparison.Ordinal);
        Assert.Contains("<svg", poster, StringComparison.Ordinal);
        Assert.Contains("Coś jest nie tak?", System.Net.WebUtility.HtmlDecode(poster), StringComparison.Ordinal);
        Assert.Equal("https://knooppunt.haven.example/melden", PosterCode.Address("https://knooppunt.haven.example/", null));
    }

    [Theory]
    [InlineData(2026, 12, 31, 22, "2026-Q4")]
    [InlineData(2026, 12, 31, 23, "2027-Q1")]
    [InlineData(2026, 3, 31, 21, "2026-Q1")]
    [InlineData(2026, 3, 31, 22, "2026-Q2")]
    public void Quarter_begins_at_local_midnight(int year, int month, int day, int hour, string expected)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var quarter = Quarter.At(new(year, month, day, hour, 0, 0, TimeSpan.Zero), zone);
        Assert.Equal((expected, quarter), (quarter.ToString(), Quarter.OfNumber(quarter.Number)));
        Assert.Equal(quarter, Quarter.At(quarter.Begins(zone), zone));
        Assert.Equal(quarter.Next, Quarter.At(quarter.Next.Begins(zone), zone));
    }

    static async Task Who_was_approached_is_read_by_the_adviser_alone(RunningNode other)
    {
        using var reporter = new Reporter(other.Client());
        await reporter.Get("/report/rules?l=nl");
        Assert.Contains("De vertrouwenspersoon, en niemand anders: Vertrouwenspersoon Haven", reporter.Page, StringComparison.Ordinal);
        await reporter.Post("/report", ("begin", "nl"));
        await reporter.Fill("/report", ("kind", "Approached"));
        for (var question = 0; question < 12 && reporter.Code.Length == 0; question++)
            await reporter.Fill("/report", ("where", "Site"), ("place", "ect-delta"), ("part", "Night"), ("what", "Zij stonden bij mijn huis."), ("name", ""));
        Assert.NotEmpty(reporter.Code);
        var row = await other.Services.GetRequiredService<IDbContextFactory<ReportsDb>>().CreateDbContextAsync() is var db ? await db.Reports.AsNoTracking().SingleAsync() : null!;
        await db.DisposeAsync();
        Assert.Equal("vp", row.Owner);
        foreach (var (organisation, role, reads) in new[] { ("vp", Role.SecurityOfficer, true), ("ect", Role.SecurityOfficer, false), ("ect", Role.PrivacyOfficer, false), ("rwg", Role.Analyst, false) })
        {
            using var person = await other.SignIn((organisation, role));
            var page = await person.Read($"/reports/{row.Id}");
            Assert.Equal((organisation, role, reads), (organisation, role, page.Contains("Zij stonden bij mijn huis.", StringComparison.Ordinal)));
        }
    }

    IDbContextFactory<ReportsDb> Database => node.Services.GetRequiredService<IDbContextFactory<ReportsDb>>();

    async Task Tell(int times, ReportAnswers answers)
    {
        for (var i = 0; i < times; i++)
            Assert.NotNull(await node.Services.GetRequiredService<Mailboxes>().Send(answers, "ect", $"{Guid.NewGuid()}", TestContext.Current.CancellationToken));
    }

    Task Count(DateTimeOffset now) => new CountReports(Database, node.Services.GetRequiredService<DeskKeys>(), node.Services.GetRequiredService<NodeSettings>(), node.Services.GetRequiredService<WriteTurn>(), new StandingClock { Now = now }).Run(default);
}
