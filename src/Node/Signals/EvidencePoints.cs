using System.Text.Json;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
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

    /// <summary>Where a signal stands on the map: at its place, or where its last evidence was; null when neither is known.</summary>
    public static (double Lat, double Lon)? Of(SignalRow signal, NodePlaces places)
    {
        if (places.Map.Find(signal.Place) is { } place)
            return (place.Shape.Centroid.Y, place.Shape.Centroid.X);
        var last = StoryJson.Read(signal.Story).Evidence.LastOrDefault(item => item.Observation.Data["lat"].Kind == FieldKind.Number && item.Observation.Data["lon"].Kind == FieldKind.Number);
        return last is null ? null : (last.Observation.Data["lat"].Number, last.Observation.Data["lon"].Number);
    }
}
