using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>An administrator makes and revokes API keys.</summary>
static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sources/keys", Make);
        routes.MapPost("/sources/keys/revoke", Revoke);
    }

    static async Task<IResult> Make([FromForm] string organisation, [FromForm] string name, ApiKeys keys, MadeKeys made, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        if (settings.Organisations.All(known => known.Id != organisation) || name.Length is 0 or > 80)
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies een organisatie van het knooppunt en geef de sleutel een naam van hoogstens 80 tekens.", "Choose an organisation of the node and give the key a name of at most 80 characters."));
        made.Keep(http.User.PersonId, await keys.Make(organisation, name, http.User.DisplayName, stop));
        return Results.LocalRedirect("/sources#keys");
    }

    static async Task<IResult> Revoke([FromForm] string hash, ApiKeys keys, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.Administrator))
            return Results.Forbid();
        await keys.Revoke(hash, stop);
        return Results.LocalRedirect("/sources#keys");
    }
}

/// <summary>A key just made, until its maker's next page shows it, once. In memory only.</summary>
sealed class MadeKeys
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    public void Keep(string person, string key) => _keys[person] = key;

    /// <summary>The key that this person just made; null the second time.</summary>
    public string? Take(string person) => _keys.TryRemove(person, out var key) ? key : null;
}
