using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Cases;

/// <summary>Who may do what in a case: only people of organisations that are named on it, and of those only the roles for which the access table opens its regime, purpose and mark.</summary>
static class CaseRights
{
    /// <summary>The label of a case.</summary>
    public static VisibilityLabel LabelOf(CaseRow row) => CaseMark.Label(row.Home, row.Regime, row.Purpose, row.Tlp);

    /// <summary>What the table says of a case for somebody of the organisations named on it.</summary>
    public static AccessAnswer Ask(ClaimsPrincipal person, CaseRow row, IReadOnlyCollection<string> named) =>
        Visibility.Ask(person.Viewers.Where(viewer => named.Contains(viewer.Organisation) && PersonRights.DataRoles.Contains(viewer.Role)), LabelOf(row));

    /// <summary>Whether the person sees the case.</summary>
    public static bool Sees(ClaimsPrincipal person, CaseRow row, IReadOnlyCollection<string> named) => Ask(person, row, named).Verdict != AccessVerdict.Refuse;

    /// <summary>Whether the case lies with an organisation of the person where nobody may read it: one that left can leave behind what is closed to everybody else. It may be ended all the same.</summary>
    public static bool AnswersFor(ClaimsPrincipal person, CaseRow row) => RolesOf(row.Owner, LabelOf(row)).Length == 0 && person.Viewers.Any(viewer => viewer.Organisation == row.Owner && PersonRights.AnsweringRoles.Contains(viewer.Role));

    /// <summary>Organisations for which the person may act in the case, its owner first.</summary>
    public static string[] ActsFor(ClaimsPrincipal person, CaseRow row, IReadOnlyCollection<string> named) =>
        [.. person.Viewers.Where(viewer => named.Contains(viewer.Organisation) && PersonRights.AnsweringRoles.Contains(viewer.Role) && Visibility.Ask(viewer, LabelOf(row)).Verdict != AccessVerdict.Refuse)
            .Select(viewer => viewer.Organisation).Distinct().OrderBy(organisation => organisation != row.Owner).ThenBy(organisation => organisation, StringComparer.Ordinal)];

    /// <summary>Roles of an organisation that would see a case with this label; none when the table closes it to all of them.</summary>
    public static Role[] RolesOf(string organisation, VisibilityLabel label) => [.. PersonRights.DataRoles.Where(role => Visibility.Ask(new Viewer(organisation, role), label).Verdict != AccessVerdict.Refuse)];

    /// <summary>Why an organisation may not see a case: the reason of a reviewed line, where there is one.</summary>
    public static AccessAnswer RefusalOf(string organisation, VisibilityLabel label) =>
        PersonRights.AnsweringRoles.Select(role => Visibility.Ask(new Viewer(organisation, role), label)).OrderBy(answer => answer.CheckedBy is null).First();
}
