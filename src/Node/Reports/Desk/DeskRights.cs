using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;

namespace Knooppunt.Node.Reports;

/// <summary>Who of an organisation may read and answer its reports: what the access table says of records of that desk, never for a partner.</summary>
sealed class DeskRights(NodeSettings settings)
{
    /// <summary>Organisations of which the person may read the reports.</summary>
    public string[] ReadableBy(ClaimsPrincipal person) => [.. person.Viewers.Where(MayRead).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether the person may answer reports of an organisation.</summary>
    public bool MayAnswer(ClaimsPrincipal person, string organisation) =>
        person.Viewers.Any(viewer => viewer.Organisation == organisation && PersonRights.AnsweringRoles.Contains(viewer.Role) && MayRead(viewer));

    /// <summary>The article under which reports of an organisation are read.</summary>
    public string GroundOf(string organisation) => LabelOf(organisation) is { Regime: Regime.Wpg8 } ? "Wpg art. 8" : organisation == settings.Customs ? "AVG art. 6 lid 1 e" : "AVG art. 6 lid 1 f";

    bool MayRead(Viewer viewer) => Visibility.Ask(viewer, LabelOf(viewer.Organisation)).Verdict == AccessVerdict.Allow;

    // What the police take in is police data; what Customs take in is for their supervision; all else is for the security of the port.
    VisibilityLabel LabelOf(string organisation) => organisation == settings.SeaportPolice
        ? new(organisation, Regime.Wpg8, Purpose.Investigation, Tlp.Red, Pap.Red, Released: false)
        : new(organisation, Regime.Avg, organisation == settings.Customs ? Purpose.Supervision : Purpose.SiteSecurity, Tlp.Red, Pap.Red, Released: false);
}
