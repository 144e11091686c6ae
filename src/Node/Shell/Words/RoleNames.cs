using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Roles as a screen names them.</summary>
static class RoleNames
{
    public static string Of(Role role, Language language) => role switch
    {
        Role.SecurityOfficer => language["Beveiligingsfunctionaris (PFSO)", "Security officer (PFSO)"],
        Role.Analyst => language["Analist", "Analyst"],
        Role.GateClerk => language["Poortmedewerker", "Gate clerk"],
        Role.Inspector => language["Inspecteur", "Inspector"],
        Role.PrivacyOfficer => language["Privacyfunctionaris", "Privacy officer"],
        Role.Auditor => "Auditor",
        Role.ProgrammeManager => language["Programmamanager", "Programme manager"],
        _ => language["Beheerder", "Administrator"],
    };
}
