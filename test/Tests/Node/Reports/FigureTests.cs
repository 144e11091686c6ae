using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Journal;
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

        // What was counted stays when the reports are gone.
        await using (var db = await Database.CreateDbContextAsync())
            await db.Reports.ExecuteDeleteAsync();
        await Count(DateTimeOffset.UtcNow.AddDays(200));
        Assert.Contains($"{quarter},all,,16", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
        Assert.Contains($"{quarter.Next},all,,0", await officer.Read("/reports/figures.csv"), StringComparison.Ordinal);
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

    IDbContextFactory<ReportsDb> Database => node.Services.GetRequiredService<IDbContextFactory<ReportsDb>>();

    async Task Tell(int times, ReportAnswers answers)
    {
        for (var i = 0; i < times; i++)
            Assert.NotNull(await node.Services.GetRequiredService<Mailboxes>().Send(answers, "ect", $"{Guid.NewGuid()}", TestContext.Current.CancellationToken));
    }

    Task Count(DateTimeOffset now) => new CountReports(Database, node.Services.GetRequiredService<DeskKeys>(), node.Services.GetRequiredService<NodeSettings>(), node.Services.GetRequiredService<WriteTurn>(), new StandingClock { Now = now }).Run(default);
}
