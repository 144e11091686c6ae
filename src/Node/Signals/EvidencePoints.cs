using Knooppunt.Observations;
using System.Text.Json;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>The evidence that has a position, for the map beside it: longitude, latitude and type.</summary>
static class EvidencePoints
{
    public static string Of(Story story) => JsonSerializer.Serialize(
        from item in story.Evidence
        let data = item.Observation.Data
        where data["lat"].Kind == FieldKind.Number && data["lon"].Kind == FieldKind.Number
        select new { lat = data["lat"].Number, lon = data["lon"].Number, kind = item.Observation.Type.Name });
}
