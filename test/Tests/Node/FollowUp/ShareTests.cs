using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Journal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.FollowUp;

/// <summary>What leaves an organisation leaves by a named person's decision, reduced, on a ground, and stands on one screen.</summary>
public sealed partial class ShareTests : IAsyncLifetime
{
    const string Plate = "VX-123-L", Driver = "planner17";
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync()
    {
        _node.Settings.Sources = [.. _node.Settings.Sources, new SourceSettings { Name = "ect/customs", Organisation = "ect", Regime = Regime.Customs, Purpose = Purpose.Supervision }];
        _node.Settings.Sources.RemoveAll(source => source.Organisation == "ect" && source.Name is not ("ect/gate" or "ect/customs" or "ect/closed"));
        return _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Partner_gets_what_was_decided_and_no_more_and_who_decided_stands_beside_it()
    {
        var signal = await _node.SendVisit(Plate);
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var third = await _node.SignIn(("ect", Role.GateClerk));
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Get($"/signals/{signal.Id}/share")).StatusCode);
        var weigh = await officer.Read($"/signals/{signal.Id}/share");
        Assert.Contains("AVG art. 6 lid 1 f, art. 26", weigh, StringComparison.Ordinal);
        // Who will see it: the one person there who works with signals, and of nobody else.
        Assert.Contains("Rotterdam World Gateway (1)", weigh, StringComparison.Ordinal);

        string[] offered = [.. Offered().Matches(weigh).Select(match => match.Groups[1].Value)];
        Assert.Contains("plate", offered);
        Assert.Equal(HttpStatusCode.BadRequest, (await Give(officer, signal.Id, "rwg", "nee", offered, offered)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Give(officer, signal.Id, "ect", "naar onszelf", offered, offered)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Give(officer, signal.Id, "rwg", "leeg", offered, [])).StatusCode);
        var given = await Give(officer, signal.Id, "rwg", "zelfde wagen bij jullie hek?", offered, [.. offered.Where(name => name != "has_right")]);
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        var address = given.Headers.Location!.ToString();

        var seen = await partner.Read(address);
        Assert.Contains("zelfde wagen bij jullie hek?", seen, StringComparison.Ordinal);
        Assert.Contains(officer.Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt title=\"has_right\">", seen, StringComparison.Ordinal);
        Assert.Contains("<dt title=\"plate\">", seen, StringComparison.Ordinal);
        // The organisation's own token stays inside; the partner gets the partnership's.
        Assert.DoesNotContain(signal.SubjectValue, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(signal.SubjectValue, (await Shares.Find(await PersonOf("rwg"), address.Split('/')[^1]))!.Story, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await third.Get(address)).StatusCode);
        Assert.Contains(address, await partner.Read("/shared"), StringComparison.Ordinal);
        Assert.Contains(address, await officer.Read("/shared"), StringComparison.Ordinal);

        // A file that somebody took out stands there too: for themselves, and for who supervises the sharing.
        using var privacy = await _node.SignIn(("ect", Role.PrivacyOfficer));
        Assert.DoesNotContain("wie het ophaalde", await privacy.Read("/shared"), StringComparison.Ordinal);
        (await officer.Get("/signals/export")).Dispose();
        Assert.Contains("wie het ophaalde", await officer.Read("/shared"), StringComparison.Ordinal);
        Assert.Contains($"wie het ophaalde</td><td>{officer.Name}", await privacy.Read("/shared"), StringComparison.Ordinal);
        Assert.DoesNotContain("wie het ophaalde", await partner.Read("/shared"), StringComparison.Ordinal);
        Assert.Contains(await _node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look.Kind == "share" && look.Ground.Contains("art. 26", StringComparison.Ordinal));

        // Taken back: the copy is gone, that it was given stays.
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.Post("/shares/withdraw", "/account", ("share", address.Split('/')[^1]))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.Post("/shares/withdraw", "/account", ("share", address.Split('/')[^1]))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.Post("/shares/withdraw", "/account", ("share", address.Split('/')[^1]))).StatusCode);
        Assert.DoesNotContain("<dt title=\"plate\">", await partner.Read(address), StringComparison.Ordinal);
        Assert.Contains(officer.Name, await partner.Read("/shared"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_go_is_refused_with_its_article_before_and_at_the_deed()
    {
        var signal = await _node.MakeSignal("TCLU4265787", "ect/closed");
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        var page = await officer.Read($"/signals/{signal.Id}/share");
        Assert.Contains("TLP:RED", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/shares/give", page, StringComparison.Ordinal);
        using var anyway = await Give(officer, signal.Id, "rwg", "toch proberen", [], []);
        Assert.Equal(HttpStatusCode.BadRequest, anyway.StatusCode);
        Assert.Empty(await Shares.OfSignal(signal.Id));
    }

    [Fact]
    public async Task Closed_regime_leaves_by_the_privacy_officer_alone()
    {
        var signal = await _node.MakeSignal("CSQU3054383", "ect/customs");
        using var analyst = await _node.SignIn(("ect", Role.Analyst));
        using var privacy = await _node.SignIn(("ect", Role.PrivacyOfficer));
        Assert.Contains("DWU art. 12", await analyst.Read($"/signals/{signal.Id}/share"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Give(analyst, signal.Id, "rwg", "mag ik dit?", [], [])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Give(privacy, signal.Id, "rwg", "besluit 2026-14", [], [])).StatusCode);
        Assert.Equal("DWU art. 12 lid 1", Assert.Single(await Shares.OfSignal(signal.Id)).Ground);
    }

    [Fact]
    public async Task What_colleagues_gave_and_somebody_may_not_see_takes_no_place_on_their_list()
    {
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        using var privacy = await _node.SignIn(("ect", Role.PrivacyOfficer));
        var seen = (await Give(privacy, (await _node.MakeSignal("CSQU3054383", "ect/customs")).Id, "rwg", "besluit 2026-14", [], [])).Headers.Location!.ToString().Split('/')[^1];
        await Give(officer, (await _node.MakeSignal("MSKU1234565")).Id, "rwg", "kijk eens mee", [], []);
        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<FollowUpDb>>().CreateDbContextAsync())
        {
            var hidden = await db.Shares.AsNoTracking().SingleAsync(row => row.Id != seen);
            for (var i = 1; i <= 200; i++)
            {
                (hidden.Id, hidden.At) = ($"{i:D32}", hidden.At + 1);
                db.Shares.Add(hidden);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }

        var inspector = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("member-of", $"ect|{Role.Inspector}")]));
        Assert.Equal([seen], (await Shares.Of(inspector)).Select(row => row.Id));
        Assert.Equal(200, (await Shares.Of(await PersonOf("rwg"))).Count);
    }

    [Fact]
    public async Task Copy_ends_with_the_shortest_term_of_its_evidence()
    {
        var signal = await _node.MakeSignal("MSKU1234565");
        using var officer = await _node.SignIn(("ect", Role.SecurityOfficer));
        await Give(officer, signal.Id, "rwg", "kijk eens mee", [], []);
        var clock = new StandingClock { Now = TimeProvider.System.GetUtcNow().AddDays(27) };
        var later = ActivatorUtilities.CreateInstance<Shares>(_node.Services, clock);
        await later.Run(default);
        Assert.NotEqual("", Assert.Single(await Shares.OfSignal(signal.Id)).Story);
        clock.Now = clock.Now.AddDays(2);
        await later.Run(default);
        var ended = Assert.Single(await Shares.OfSignal(signal.Id));
        Assert.Equal(("", "kijk eens mee"), (ended.Story, ended.Why));
        clock.Now = clock.Now.AddDays(_node.Settings.ReadLogRetentionDays);
        await later.Run(default);
        Assert.Empty(await Shares.OfSignal(signal.Id));
    }

    Shares Shares => _node.Services.GetRequiredService<Shares>();

    static Task<System.Security.Claims.ClaimsPrincipal> PersonOf(string organisation) =>
        Task.FromResult(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("member-of", $"{organisation}|{Role.Analyst}")])));

    static Task<HttpResponseMessage> Give(Session session, string signal, string to, string why, string[] offered, string[] ticked) =>
        session.Post("/shares/give", "/account", [("signal", signal), ("organisation", to), ("why", why), .. offered.Select(name => ("offered", name)), .. ticked.Select(name => ("field", name))]);

    [GeneratedRegex("name=\"offered\" value=\"([^\"]+)\"")]
    private static partial Regex Offered();
}
