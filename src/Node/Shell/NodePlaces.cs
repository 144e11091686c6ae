using System.Globalization;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Places;

namespace Knooppunt.Node.Shell;

/// <summary>The places of the node, read once at the start.</summary>
/// <param name="Map">The places.</param>
/// <param name="GeoJson">The file as it is, for the browser.</param>
sealed record NodePlaces(PlaceMap Map, string GeoJson)
{
    const int LongestBytes = 16 << 20;

    /// <summary>The name of a place in the language of the page; what the source wrote where that is no place of ours.</summary>
    public string? NameOf(string? id, Language language) => NameOf(id, language.English);

    /// <summary>The name of a place in Dutch or in English; what the source wrote where that is no place of ours.</summary>
    public string? NameOf(string? id, bool english = false) => Map.Find(id) is { } place ? place.In(english) : id;

    /// <summary>The places that are part of no other, by name: what people choose from in a list.</summary>
    public IEnumerable<Place> Sites => Map.All.Where(place => !place.Id.Contains('/')).OrderBy(place => place.Name, StringComparer.Ordinal);

    /// <summary>The same in the order of their names in the language of the page.</summary>
    public IEnumerable<Place> SitesIn(Language language) => SitesIn(language.English);

    /// <summary>The same in the order of their Dutch or English names.</summary>
    public IEnumerable<Place> SitesIn(bool english) => Sites.OrderBy(place => place.In(english), StringComparer.Create(CultureInfo.GetCultureInfo(english ? "en-GB" : "nl-NL"), ignoreCase: true));

    /// <summary>Reads the file; without one (null) the node has no places. One that is named and not there is a complaint: without its zones most patterns would be silent.</summary>
    public static Parsed<NodePlaces> Read(string? file)
    {
        if (file is null)
            return new NodePlaces(PlaceMap.Empty, """{"type":"FeatureCollection","features":[]}""");
        var text = TextFile.Read(file, LongestBytes);
        if (!text.Ok)
            return text.Complaint!;
        var map = PlaceMap.Parse(Path.GetFileName(file), text.Value);
        return map.Ok ? new NodePlaces(map.Value, text.Value) : map.Complaint!;
    }
}
