using System.Text.Json.Nodes;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.FollowUp;

/// <summary>
/// The places for the map of one phenomenon under one regime, each with who is competent there written after its name. Where nobody is, or two are, the place is drawn as the map draws what asks attention, with
/// a question mark or both names.
/// </summary>
static class CompetenceGeoJson
{
    public static async Task<IResult> Handle(string? phenomenon, string? regime, Competences competences, NodePlaces places, NodeSettings settings, HttpContext http, CancellationToken stop)
    {
        if (!http.User.SeesWhoActs)
            return Results.Forbid();
        if (!TryRegime(regime, out var under) || (phenomenon is { Length: > 0 } && !ScriptNames.Codes.Contains(phenomenon)))
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies een verschijnsel en een regime uit de lijst.", "Choose a phenomenon and a regime from the list."));
        var (_, map) = await competences.Read(stop);
        var collection = JsonNode.Parse(places.GeoJson)!;
        foreach (var properties in collection["features"]!.AsArray().Select(feature => feature!["properties"]!.AsObject()))
        {
            var bodies = map.Bodies(new((string?)properties["id"], phenomenon is { Length: > 0 } ? phenomenon : null, under));
            var (place, body) = ((string?)properties["name"], bodies.Count == 0 ? "?" : string.Join(" ↔ ", bodies.Select(settings.NameOf)));
            properties["name"] = place == body ? place : $"{place} → {body}";
            properties["closed"] = bodies.Count != 1;
        }

        return Results.Content(collection.ToJsonString(), "application/geo+json");
    }

    /// <summary>The regime that an address names; the AVG when it names none, false when it names one that does not exist.</summary>
    public static bool TryRegime(string? text, out Regime regime)
    {
        regime = Regime.Avg;
        return string.IsNullOrEmpty(text) || (Enum.TryParse(text, out regime) && Enum.IsDefined(regime));
    }
}
