using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Subjects as a screen names them.</summary>
static class SubjectNames
{
    public static string Of(string kind, Language language) => kind switch
    {
        "container" => language["container", "container"],
        "plate" => language["kenteken", "plate"],
        "pass" => language["pas", "pass"],
        "vessel" => language["schip", "vessel"],
        "person" or "user" => language["betrokkene", "person"],
        "company" => language["bedrijf", "company"],
        "place" => language["plaats", "place"],
        "trolley" => language["bloemenkar", "trolley"],
        "bag" => language["koffer", "bag"],
        "uld" => language["luchtvrachteenheid", "ULD"],
        "unit" => language["bedrijfsruimte", "unit"],
        "flight" => language["vlucht", "flight"],
        "camera" => language["camera", "camera"],
        "sensor" => language["sensor", "sensor"],
        "drone" => "drone",
        _ => kind,
    };

    /// <summary>A token is long and means nothing to a reader: its first characters tell two apart.</summary>
    public static string Short(string value) => value.Length > 10 && value.Contains('~') ? value[..10] + "…" : value;
}
