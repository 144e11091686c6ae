using System.Collections.Frozen;
using System.Text.Json;
using Knooppunt.Observations;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO.Converters;

namespace Knooppunt.Places;

/// <summary>The places of a node, ready to be asked in which of them a position lies. Immutable and safe to share between threads.</summary>
public sealed class PlaceMap
{
    static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 32 };

    readonly FrozenDictionary<string, Place> _byId;
    readonly STRtree<(Place Place, IPreparedGeometry Shape)> _areas = new();

    PlaceMap(IReadOnlyCollection<Place> places)
    {
        All = [.. places.OrderBy(place => place.Id, StringComparer.Ordinal)];
        _byId = All.ToFrozenDictionary(place => place.Id, StringComparer.Ordinal);
        foreach (var place in All.Where(place => place.IsArea))
            _areas.Insert(place.Shape.EnvelopeInternal, (place, PreparedGeometryFactory.Prepare(place.Shape)));
        _areas.Build();
    }

    /// <summary>A map without places.</summary>
    public static PlaceMap Empty { get; } = new([]);

    /// <summary>Every place, by id.</summary>
    public IReadOnlyList<Place> All { get; }

    /// <summary>The place with this id; null when there is none.</summary>
    public Place? Find(string? id) => id is not null && _byId.TryGetValue(id, out var place) ? place : null;

    /// <summary>The areas in which a position lies, borders included, smallest first.</summary>
    /// <param name="latitude">Degrees, WGS84.</param>
    /// <param name="longitude">Degrees, WGS84.</param>
    public IReadOnlyList<Place> At(double latitude, double longitude)
    {
        var found = _areas.Query(new Envelope(new Coordinate(longitude, latitude)));
        if (found.Count == 0)
            return [];
        var point = new Point(longitude, latitude);
        return [.. found.Where(area => area.Shape.Covers(point)).Select(area => area.Place).OrderBy(place => place.Shape.Area).ThenBy(place => place.Id, StringComparer.Ordinal)];
    }

    /// <summary>Reads a GeoJSON FeatureCollection (RFC 7946) with the properties id, name, kind and, optionally, name_en, organisation and closed.</summary>
    /// <param name="source">Name for complaints.</param>
    /// <param name="json">The document as text.</param>
    /// <returns>The map, or the first complaint: a places file is small and must be right as a whole.</returns>
    public static Parsed<PlaceMap> Parse(string source, string json)
    {
        FeatureCollection? features;
        try
        {
            features = JsonSerializer.Deserialize<FeatureCollection>(json, GeoJson);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            var line = (wrong as JsonException)?.LineNumber + 1 ?? 0;
            return new Complaint(new(source, line), "This is not a GeoJSON FeatureCollection; write {\"type\":\"FeatureCollection\",\"features\":[…]}.");
        }

        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (index, feature) in (features ?? []).Index())
        {
            var place = Whole(new(source, 0, 0, $"feature {index + 1}"), feature);
            if (!place.Ok)
                return place.Complaint!;
            if (!places.TryAdd(place.Value.Id, place.Value))
                return new Complaint(new(source, 0, 0, $"feature {index + 1}"), $"The id \"{place.Value.Id}\" is used twice; give each place its own.");
        }

        return new PlaceMap(places.Values);
    }

    static Parsed<Place> Whole(InputPlace where, IFeature feature)
    {
        try
        {
            return Read(where, feature);
        }
        catch (InvalidOperationException)
        {
            // Texts are decoded when they are asked for, and an escape can name half a surrogate pair.
            return new Complaint(where, "A property of the feature is not text: it holds half a character.");
        }
    }

    static Parsed<Place> Read(InputPlace where, IFeature feature)
    {
        if (Text(feature, "id") is not { Length: > 0 } id || id.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '/')))
            return new Complaint(where, "The property \"id\" is missing or has other characters than lower case letters, digits, hyphen and slash.");
        if (feature.Geometry is not { IsEmpty: false, IsValid: true } shape)
            return new Complaint(where, $"The geometry of \"{id}\" is missing or crosses itself.");
        if (!new Envelope(-180, 180, -90, 90).Contains(shape.EnvelopeInternal))
            return new Complaint(where, $"\"{id}\" lies outside -180..180, -90..90; GeoJSON writes longitude first.");
        if (Text(feature, "kind") is not { Length: > 0 } kind)
            return new Complaint(where, $"\"{id}\" has no property \"kind\"; write for example \"gate\" or \"stack\".");
        var name = Text(feature, "name") ?? id;
        return new Place(id, name, kind, shape, Text(feature, "organisation"), feature.Attributes?.GetOptionalValue("closed") is true) { English = Text(feature, "name_en") ?? name };
    }

    static string? Text(IFeature feature, string name) => feature.Attributes?.GetOptionalValue(name) as string;
}
