using Knooppunt.Observations;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Signals;

/// <summary>Families of evidence as a screen names them.</summary>
static class FamilyNames
{
    public static string Of(Family family, Language language) => family switch
    {
        Family.Information => language["informatie", "information"],
        Family.Presence => language["aanwezigheid", "presence"],
        Family.Goods => language["goederen", "goods"],
        Family.Organisation => language["organisatie", "organisation"],
        Family.Report => language["melding", "report"],
        _ => language["uitkomst", "outcome"],
    };

    public static string Join(IEnumerable<Family> families, Language language) => string.Join(", ", families.Select(family => Of(family, language)));
}

/// <summary>Marks as a screen names them: "may go to …".</summary>
static class MarkNames
{
    public static string Of(Tlp tlp, Language language) => tlp switch
    {
        Tlp.Clear => language["iedereen", "everybody"],
        Tlp.Green => language["de gemeenschap", "the community"],
        Tlp.Amber => language["partners die het nodig hebben", "partners who need it"],
        Tlp.AmberStrict => language["alleen de eigen organisatie", "the own organisation only"],
        _ => language["alleen genoemde personen", "named persons only"],
    };
}
