using Knooppunt.Node.Shell.Layout;
using Knooppunt.Places;

namespace Knooppunt.Node.Shell.Words;

/// <summary>The eight places where patterns happen, and those of the map, as a screen names them.</summary>
static class PlaceNames
{
    public static string Of(string place, Language language) => place switch
    {
        "terminal" => language["Terminal", "Terminal"],
        "gate" => language["Poort", "Gate"],
        "passes" => language["Passen", "Passes"],
        "quay" => language["Kade en hek", "Quay and fence"],
        "water" => language["Water", "Water"],
        "air" => language["Lucht", "Air"],
        "flowers" => language["Bloemen", "Flowers"],
        "premises" => language["Bedrijfsruimten", "Premises"],
        _ => place,
    };

    /// <summary>What a place of the map is called in the language of the page.</summary>
    public static string In(this Place place, Language language) => place.In(language.English);

    /// <summary>What a place of the map is called in Dutch or in English.</summary>
    public static string In(this Place place, bool english) => english ? place.English : place.Name;
}
