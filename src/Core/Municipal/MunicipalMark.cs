using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Municipal;

/// <summary>Under which label a municipal signal stands.</summary>
public static class MunicipalMark
{
    /// <summary>The municipality's own, under the AVG, for its supervision. A joint team of municipalities sees it reduced: without the file number, who told it and on what basis.</summary>
    /// <param name="municipality">Short name of the municipality.</param>
    public static VisibilityLabel Label(string municipality) => new(municipality, Regime.Avg, Purpose.Supervision, Tlp.Amber, Pap.Amber, Released: true);
}
