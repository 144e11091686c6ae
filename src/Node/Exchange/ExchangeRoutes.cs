using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Exchange.Files;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Exchange;

/// <summary>The forms of the exchange: an administrator keeps the links, the keys and the rights.</summary>
static partial class ExchangeRoutes
{
    /// <summary>Under what a key just made is kept for its maker's next page.</summary>
    public static string MadeBy(string person) => $"exchange {person}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/exchange/links/add", AddLink);
        routes.MapPost("/exchange/links/change", ChangeLink);
        routes.MapPost("/exchange/keys", MakeKey);
        routes.MapPost("/exchange/keys/revoke", RevokeKey);
        routes.MapPost("/exchange/rights", Allow);
        routes.MapPost("/exchange/collections", MakeCollection);
        routes.MapPost("/exchange/sightings/hold", SightingRoutes.Hold);
        routes.MapPost("/exchange/sightings/file", SightingRoutes.ToFile);
        routes.MapPost("/exchange/files", FileRoutes.Take);
        routes.MapGet("/exchange/files/misp", FileRoutes.Misp);
    }

    static async Task<IResult> AddLink(IFormCollection form, LinkBook book, LinkWork work, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        if (await book.Add(form.Text("name"), form.Text("root"), form.Text("user"), form.Text("secret"), form.Text("pull"), form.Text("push"), paused: false, stop) is { } refusal)
            return refusal.Answer(http);
        work.Ring();
        return Results.LocalRedirect("/exchange#links");
    }

    static async Task<IResult> ChangeLink(IFormCollection form, LinkBook book, LinkWork work, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        var link = (long)form.Number("link");
        switch (form.Text("deed"))
        {
            case "now": await book.Hurry(link, stop); break;
            case "pause": await book.Pause(link, true, stop); break;
            case "resume": await book.Pause(link, false, stop); break;
            case "remove": await book.Remove(link, stop); break;
            default: return Refusal.Wrong("Kies wat er met de koppeling moet gebeuren.", "Choose what is to be done with the link.").Answer(http);
        }

        work.Ring();
        return Results.LocalRedirect("/exchange#links");
    }

    static async Task<IResult> MakeKey(IFormCollection form, ExchangeKeys keys, MadeCodes made, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        if (PartyOf(form, settings) is not { } party || party.Name is Party.AllPartners or Party.AllNodes)
            return NoParty.Answer(http);
        made.Keep(MadeBy(http.User.PersonId), party.Name, await keys.Make(party, http.User.DisplayName, stop));
        return Results.LocalRedirect("/exchange#keys");
    }

    static async Task<IResult> RevokeKey(IFormCollection form, ExchangeKeys keys, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        await keys.Revoke(form.Text("hash"), stop);
        return Results.LocalRedirect("/exchange#keys");
    }

    static async Task<IResult> Allow(IFormCollection form, Collections collections, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        if (collections.Find(form.Text("collection")) is not { } collection)
            return Results.NotFound();
        if (PartyOf(form, settings) is not { } party)
            return NoParty.Answer(http);
        var rights = form.Text("rights") switch { "none" => new Rights(), "read" => new(true, false), "write" => new(false, true), "both" => new(true, true), _ => default(Rights?) };
        await collections.Allow(collection.Number, party.Name, rights, stop);
        return Results.LocalRedirect("/exchange#collections");
    }

    static async Task<IResult> MakeCollection(IFormCollection form, Collections collections, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        var (alias, title) = (form.Text("alias"), form.Text("title"));
        if (!IsName(alias) || title.Length is 0 or > 120 || collections.All.Count >= 100 || await collections.Make(alias, title, title, stop) is null)
            return Refusal.Wrong("Geef de collectie een titel en een korte naam die er nog niet is: kleine letters, cijfers en streepjes, hoogstens 40.", "Give the collection a title and a short name that is not there yet: lower case letters, digits and hyphens, at most 40.").Answer(http);
        return Results.LocalRedirect("/exchange#collections");
    }

    static Refusal NoParty => Refusal.Wrong("Kies een organisatie van dit knooppunt, of noem een ander knooppunt: kleine letters, cijfers en streepjes, hoogstens 40.", "Choose an organisation of this node, or name another node: lower case letters, digits and hyphens, at most 40.");

    // A partner is chosen, another node is named.
    static Party? PartyOf(IFormCollection form, NodeSettings settings)
    {
        var (party, node) = (form.Text("party"), form.Text("node"));
        if (node.Length > 0)
            return IsName(node) && Party.Node(node) != Party.File ? Party.Node(node) : null;
        return party is Party.AllPartners or Party.AllNodes || settings.Organisations.Exists(partner => partner.Id == party) ? new(party) : null;
    }

    /// <summary>Whether a text may be a short name.</summary>
    public static bool IsName(string name) => Names().IsMatch(name);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Names();
}
