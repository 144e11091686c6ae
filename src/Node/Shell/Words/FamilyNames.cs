using Knooppunt.Observations;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

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
