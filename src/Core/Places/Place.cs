using NetTopologySuite.Geometries;

namespace Knooppunt.Places;

/// <summary>A place of the node as its partners know it: a site, gate, berth, fence, zone, camera or anchorage.</summary>
/// <param name="Id">Short and stable, a path from the site down: <c>ect-delta</c>, <c>ect-delta/import-stack</c>. Lower case.</param>
/// <param name="Name">Name on Dutch screens.</param>
/// <param name="Kind">What it is: site, gate, berth, quay, stack, zone, fence, camera, depot, anchorage, fairway, dock, hall, apron, building, slipway.</param>
/// <param name="Shape">Its geometry in WGS84 degrees, x = longitude, y = latitude.</param>
/// <param name="Organisation">Organisation that answers for it; null when nobody in particular does.</param>
/// <param name="Closed">Whether nobody may be there without a right (a closed zone).</param>
public sealed record Place(string Id, string Name, string Kind, Geometry Shape, string? Organisation, bool Closed)
{
    /// <summary>Name on English screens; the other where the file gives none (<c>name_en</c>), as for most proper names.</summary>
    public string English { get; init; } = Name;

    /// <summary>Whether a position can lie inside it.</summary>
    public bool IsArea => Shape.Dimension == Dimension.Surface;
}
