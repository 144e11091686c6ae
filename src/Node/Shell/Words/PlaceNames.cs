using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>The eight places where patterns happen, as a screen names them.</summary>
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
}
