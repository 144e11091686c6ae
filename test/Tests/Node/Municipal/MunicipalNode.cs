using System.Globalization;
using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Municipal;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Municipal;

/// <summary>A node with two municipalities that share a team, a RIEC and a terminal.</summary>
public sealed class MunicipalNode : IAsyncLifetime
{
    public RunningNode Node { get; } = new();

    /// <summary>Handler of the municipality.</summary>
    public Session Handler { get; private set; } = null!;

    /// <summary>Its privacy officer.</summary>
    public Session Privacy { get; private set; } = null!;

    /// <summary>Inspector of the other municipality of the team.</summary>
    public Session Neighbour { get; private set; } = null!;

    /// <summary>Analyst of the RIEC.</summary>
    public Session Riec { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node.Settings.Organisations = [.. Node.Settings.Organisations, new() { Id = "gemeente", Name = "Gemeente Haven" }, new() { Id = "buur", Name = "Gemeente Buur" }, new() { Id = "riec", Name = "RIEC Haven" }];
        (Node.Settings.Municipalities, Node.Settings.JointTeam, Node.Settings.Riec) = (["gemeente", "buur"], ["gemeente", "buur"], "riec");
        await Node.InitializeAsync();
        Handler = await Node.SignIn(("gemeente", Role.Inspector));
        Privacy = await Node.SignIn(("gemeente", Role.PrivacyOfficer));
        Neighbour = await Node.SignIn(("buur", Role.Inspector));
        Riec = await Node.SignIn(("riec", Role.Analyst));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in new[] { Handler, Privacy, Neighbour, Riec })
            session.Dispose();
        await Node.DisposeAsync();
    }

    /// <summary>Takes a signal in and gives its id.</summary>
    public async Task<string> Open(params (string Name, string Value)[] instead)
    {
        using var answer = await TryOpen(Handler, instead);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString()["/municipal/".Length..];
    }

    public static Task<HttpResponseMessage> TryOpen(Session session, params (string Name, string Value)[] instead) => session.PostWith("/municipal/open", new()
    {
        ["home"] = "gemeente",
        ["reference"] = "Z-2026-41",
        ["text"] = "Busjes laden in een box die leeg zou staan",
        ["from"] = "toezichthouder van de omgevingsdienst",
        ["basis"] = "convenant veilige haven, art. 6",
        ["place"] = "",
        ["seen"] = TimeProvider.System.GetUtcNow().AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    }, instead);

    /// <summary>Does one deed with the newest version.</summary>
    public Task<HttpResponseMessage> Do(Session session, string deed, string id, params (string Name, string Value)[] fields) => Do(Node, session, deed, id, fields);

    internal static async Task<HttpResponseMessage> Do(RunningNode node, Session session, string deed, string id, (string Name, string Value)[] fields)
    {
        await using var db = await node.Services.GetRequiredService<IDbContextFactory<MunicipalDb>>().CreateDbContextAsync();
        var version = (await MunicipalSignal.Read(db, id, default))?.Row.Version ?? 0;
        return await session.Post($"/municipal/{deed}", "/account", [("signal", id), ("version", version.ToString(CultureInfo.InvariantCulture)), .. fields]);
    }

    /// <summary>Does one deed that must be done.</summary>
    public async Task Done(Session session, string deed, string id, params (string Name, string Value)[] fields)
    {
        using var answer = await Do(session, deed, id, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{deed}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A weighing and the agreement of the privacy officer.</summary>
    public async Task Weigh(string id, string weighing, string outcome, params (string Name, string Value)[] more)
    {
        await Done(Handler, "weigh", id, [("weighing", weighing), ("outcome", outcome), ("reason", "dat past bij wat wij zagen"), .. more]);
        await Done(Privacy, "check", id, ("deed", "agree"), ("reason", "noodzakelijk en niet te veel"));
    }

    /// <summary>A signal with a hit in its third step.</summary>
    public async Task<string> WithHit()
    {
        var id = await Open();
        foreach (var weighing in new[] { "Intake", "Concrete", "Phenomenon" })
            await Weigh(id, weighing, "GoOn");
        await Done(Privacy, "source", id, ("source", "permits"), ("ground", "toezicht op het gebruik van het pand"), ("months", "12"));
        await Done(Handler, "answer", id, ("source", "permits"), ("deed", "hit"));
        return id;
    }

    internal async Task<MunicipalSignal?> Of(string id)
    {
        await using var db = await Node.Services.GetRequiredService<IDbContextFactory<MunicipalDb>>().CreateDbContextAsync();
        return await MunicipalSignal.Read(db, id, default);
    }
}
