using System.Net;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Exchange;
using Knooppunt.Tests.Node.Phenomena;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>What left today, to whom and why, is one screen, of whatever room it left and for who may know of it.</summary>
public sealed class LeftTodayTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Cases_contributions_copies_and_knowledge_stand_on_one_page_with_whom_they_went_to_and_why()
    {
        var signal = await cases.Node.SendVisit("VB-12-XY");
        using var given = await cases.Officer.Post("/shares/give", "/account", ("signal", signal.Id), ("organisation", "rwg"), ("why", "dezelfde wagen bij jullie?"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        var shared = await cases.Shared(("title", "Zaak van vandaag"));
        var file = await PhenomenonTests.Shared(cases.Officer);
        Assert.Equal(HttpStatusCode.Redirect, (await PhenomenonTests.Contribute(cases.Officer, file, "None", "Amber", "Ze komen in de nacht.")).StatusCode);
        // What goes to nobody else did not leave.
        var own = await PhenomenonTests.Shared(cases.Officer);
        Assert.Equal(HttpStatusCode.Redirect, (await PhenomenonTests.Contribute(cases.Officer, own, "None", "AmberStrict", "Alleen voor onszelf.")).StatusCode);
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<ExchangeDb>>().CreateDbContextAsync())
        {
            var (day, now) = (TimeZoneInfo.FindSystemTimeZoneById(cases.Node.Settings.TimeZone).DayOf(DateTimeOffset.UtcNow).DayNumber, DateTimeOffset.UtcNow.UnixMicroseconds);
            db.Given.AddRange(new GivenRow { Day = day, Party = "node:antwerpen", Collection = 1, Objects = 41, Last = now }, new GivenRow { Day = day, Party = "node:antwerpen", Collection = GivenCounts.Reports, Objects = 1, Last = now },
                new GivenRow { Day = day - 2, Party = "node:zeeland", Collection = 1, Objects = 12, Last = now - 2 * 86_400_000_000 });
            await db.SaveChangesAsync();
        }

        // A machine of a partner that reads is counted by what it got, each time that it got it.
        using var reader = new TaxiiClient(cases.Node.Client(), await cases.Node.Services.GetRequiredService<ExchangeKeys>().Make(new("rwg"), "test"));
        for (var times = 0; times < 2; times++)
            Assert.Equal(3, (await reader.Read(TaxiiClient.At("knowledge", "objects/?limit=3")))["objects"]!.AsArray().Count);
        _ = await reader.Read(TaxiiClient.At("knowledge", "manifest/?limit=3"));

        var page = WebUtility.HtmlDecode(await cases.Officer.Read("/shared"));
        foreach (var said in new[] { given.Headers.Location!.ToString(), "dezelfde wagen bij jullie?", "zaak: Zaak van vandaag", "convenant veilige haven, art. 5", "op de zaak genoemd", $"/cases/{shared}", $"/phenomena/{file}", "deelnemers van het dossier", "kennis uit de collectie Kennis, 41 objecten", "knooppunt antwerpen", "tellingen bij hun patronen, 1 week", "kennis uit de collectie Kennis, 6 objecten", cases.Officer.Name })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/phenomena/{own}", page, StringComparison.Ordinal);
        // What left before today is no part of today, and what somebody brought says nothing here.
        Assert.DoesNotContain("zeeland", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ze komen in de nacht.", page, StringComparison.Ordinal);
        Assert.Contains("Zaak van vandaag", await cases.Centre.Read("/shared"), StringComparison.Ordinal);
        var other = await cases.Customs.Read("/shared");
        foreach (var hidden in new[] { "Zaak van vandaag", file, "dezelfde wagen" })
            Assert.DoesNotContain(hidden, other, StringComparison.Ordinal);
    }
}
