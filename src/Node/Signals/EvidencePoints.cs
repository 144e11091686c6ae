using System.Text.Json;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>Where evidence stands on a map: at its own position, or where its place is.</summary>
static class EvidencePoints
{
    /// <summary>The evidence that has a position, for the map beside it: numbered as in the timeline.</summary>
    public static string Of(IEnumerable<Evidence> inOrder, NodePlaces places) => JsonSerializer.Serialize(
        from numbered in inOrder.Index()
        let observation = numbered.Item.Observation
        let at = Of(observation, places)
        where at is not null
        select new { lat = at.Value.Lat, lon = at.Value.Lon, kind = observation.Type.Name, number = numbered.Index + 1 });

    /// <summary>Where a signal stands: at its place, or where its last evidence was; null when neither is known.</summary>
    public static (double Lat, double Lon)? Of(SignalRow signal, NodePlaces places) =>
        CentreOf(signal.Place, places) ?? StoryJson.Read(signal.Story).Evidence.Select(item => Of(item.Observation, places)).LastOrDefault(at => at is not null);

    /// <summary>Where an observation was made; null when it names neither a position nor a place of ours.</summary>
    public static (double Lat, double Lon)? Of(Observation observation, NodePlaces places) =>
        observation.Data["lat"] is { Kind: FieldKind.Number } lat && observation.Data["lon"] is { Kind: FieldKind.Number } lon
            ? (lat.Number, lon.Number) : CentreOf(observation.Data["place"].Text, places);

    static (double Lat, double Lon)? CentreOf(string? place, NodePlaces places) =>
        places.Map.Find(place) is { } known ? (known.Shape.Centroid.Y, known.Shape.Centroid.X) : null;
}
