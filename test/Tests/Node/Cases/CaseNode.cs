using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Cases;
using Knooppunt.Node.FollowUp;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>A node of four organisations, one of them the centre, with people who work in cases.</summary>
public sealed partial class CaseNode : IAsyncLifetime
{
    public RunningNode Node { get; } = new();

    /// <summary>Security officer of the terminal.</summary>
    public Session Officer { get; private set; } = null!;

    /// <summary>Analyst of the centre.</summary>
    public Session Centre { get; private set; } = null!;

    /// <summary>Inspector of customs.</summary>
    public Session Customs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node.Settings.Organisations = [.. Node.Settings.Organisations, new() { Id = "douane", Name = "Douane Haven" }, new() { Id = "oud", Name = "Oude Terminal" }];
        Node.Settings.Centre = "rwg";
        await Node.InitializeAsync();
        Officer = await Node.SignIn(("ect", Role.SecurityOfficer));
        Centre = await Node.SignIn(("rwg", Role.Analyst));
        Customs = await Node.SignIn(("douane", Role.Inspector));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in new[] { Officer, Centre, Customs })
            session.Dispose();
        await Node.DisposeAsync();
    }

    /// <summary>Opens a case and gives its id.</summary>
    public static async Task<string> Open(Session session, string home, params (string Name, string Value)[] instead)
    {
        using var answer = await Try(session, home, instead);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/cases/".Length..];
    }

    public static Task<HttpResponseMessage> Try(Session session, string home, params (string Name, string Value)[] instead)
    {
        var fields = new Dictionary<string, string>
        {
            ["title"] = "Vreemde containers bij de oude kade",
            ["script"] = "MO-03",
            ["place"] = "ect-delta/quay",
            ["home"] = home,
            ["regime"] = "Avg",
            ["purpose"] = "SiteSecurity",
            ["tlp"] = "Amber",
            ["basis"] = "LegitimateInterest",
            ["article"] = "convenant veilige haven, art. 4",
        };
        foreach (var (name, value) in instead)
            fields[name] = value;
        return session.Post("/cases/open", "/account", [.. fields.Select(pair => (pair.Key, pair.Value))]);
    }

    /// <summary>Opens a case of the terminal with the centre on it.</summary>
    public async Task<string> Shared(params (string Name, string Value)[] instead)
    {
        var id = await Open(Officer, "ect", instead);
        Assert.Equal(HttpStatusCode.Redirect, (await AddPartner(Officer, id, 0, "rwg")).StatusCode);
        return id;
    }

    public static Task<HttpResponseMessage> AddPartner(Session session, string id, int version, string organisation) => session.Post("/cases/partner", "/account",
        ("case", id), ("version", Text(version)), ("organisation", organisation), ("part", "Informs"), ("basis", "PublicTask"), ("article", "convenant veilige haven, art. 5"));

    /// <summary>Writes a pointer and gives its id.</summary>
    public static async Task<string> Pointer(Session session, string id, string holder)
    {
        using var answer = await TryPointer(session, id, ("holder", holder));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return PointerId().Matches(await session.Read($"/cases/{id}"))[^1].Groups[1].Value;
    }

    public static Task<HttpResponseMessage> TryPointer(Session session, string id, params (string Name, string Value)[] instead)
    {
        var fields = new Dictionary<string, string> { ["case"] = id, ["description"] = "twee sporttassen uit de koelunit", ["kind"] = "Item", ["holder"] = "ect", ["reference"] = "DOU/2026/0412", ["secured"] = "2026-03-01", ["sha256"] = "" };
        foreach (var (name, value) in instead)
            fields[name] = value;
        return session.Post("/cases/pointer", "/account", [.. fields.Select(pair => (pair.Key, pair.Value))]);
    }

    public static Task<HttpResponseMessage> Hand(Session session, string id, string pointer, int links, string deed, string to = "", string why = "naar het lab, zegel 4711") =>
        session.Post("/cases/custody", "/account", ("case", id), ("pointer", pointer), ("links", Text(links)), ("deed", deed), ("to", to), ("why", why));

    public static Task<HttpResponseMessage> Close(Session session, string id, int version, string outcome) =>
        session.Post("/cases/close", "/account", ("case", id), ("version", Text(version)), ("outcome", outcome), ("text", "de kraan werd beproefd"));

    /// <summary>The answer is a refusal with this in its English sentence.</summary>
    public static async Task Refused(HttpResponseMessage answer, string said)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.BadRequest, true, text), (answer.StatusCode, text.Contains(said, StringComparison.Ordinal), text));
        }
    }

    internal async Task<CaseRow> RowOf(string id)
    {
        await using var db = await Database();
        return await db.Cases.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    internal async Task<DutyRow> DutyOf(string id) => (await Node.Services.GetRequiredService<Duties>().Of(Duties.Case, [id]))[id];

    internal Task<CasesDb> Database() => Node.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("id=\"pointer-([0-9a-f]{32})\"")]
    private static partial Regex PointerId();
}
