using System.Text.Json.Nodes;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Node.FollowUp;

/// <summary>The places for the map, each site with who is competent there written after its name.</summary>
static class CompetenceGeoJson
{
    public static async Task<IResult> Handle(Competences competences, NodePlaces places, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!http.User.SeesWhoActs)
            return Results.Forbid();
        var (_, map) = await competences.Read(stop);
        var collection = JsonNode.Parse(places.GeoJson)!;
        foreach (var properties in collection["features"]!.AsArray().Select(feature => feature!["properties"]!.AsObject()))
        {
            var route = map.Find(new((string?)properties["id"], null, Regime.Avg));
            var (place, body) = ((string?)properties["name"], route.Rule is null ? "?" : settings.NameOf(route.Organisations[0]));
            properties["name"] = place == body ? place : $"{place} → {body}";
        }

        return Results.Content(collection.ToJsonString(), "application/geo+json");
    }
}
