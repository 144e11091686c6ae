using System.Net;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Shell;
using Knooppunt.Tests.Node.Cases;
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
        await using (var db = await cases.Node.Services.GetRequiredService<IDbContextFactory<ExchangeDb>>().CreateDbContextAsync())
        {
            var now = DateTimeOffset.UtcNow.UnixMicroseconds;
            db.Links.Add(new LinkRow { Name = "antwerpen", Root = "https://antwerpen.example/", User = "", Secret = "", PullFrom = "", PushTo = "received", Paused = true, Sent = 41, PushedAt = now });
            db.Links.Add(new LinkRow { Name = "zeeland", Root = "https://zeeland.example/", User = "", Secret = "", PullFrom = "", PushTo = "received", Paused = true, Sent = 12, PushedAt = now - 2 * 86_400_000_000 });
            await db.SaveChangesAsync();
        }

        var page = WebUtility.HtmlDecode(await cases.Officer.Read("/shared"));
        foreach (var said in new[] { given.Headers.Location!.ToString(), "dezelfde wagen bij jullie?", "zaak: Zaak van vandaag", "convenant veilige haven, art. 5", "op de zaak genoemd", $"/cases/{shared}", $"/phenomena/{file}", "deelnemers van het dossier", "41 objecten in totaal", "knooppunt antwerpen", cases.Officer.Name })
            Assert.Contains(said, page, StringComparison.Ordinal);
        // What left before today is no part of today, and what somebody brought says nothing here.
        Assert.DoesNotContain("zeeland", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ze komen in de nacht.", page, StringComparison.Ordinal);
        Assert.Contains("Zaak van vandaag", await cases.Centre.Read("/shared"), StringComparison.Ordinal);
        var other = await cases.Customs.Read("/shared");
        foreach (var hidden in new[] { "Zaak van vandaag", file, "dezelfde wagen" })
            Assert.DoesNotContain(hidden, other, StringComparison.Ordinal);
    }
}
