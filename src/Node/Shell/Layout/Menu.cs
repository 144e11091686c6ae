using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>One entry of the rail.</summary>
sealed record MenuItem(string Href, string Glyph, string Dutch, string English, params Role[] Roles);

/// <summary>The rail: only what the person may use.</summary>
static class Menu
{
    static Role[] OnData => PersonRights.DataRoles;

    static Role[] Answering => PersonRights.AnsweringRoles;

    static readonly MenuItem[] Items =
    [
        new("/live", "◉", "Live", "Live", OnData),
        new("/signals", "◆", "Signalen", "Signals", OnData),
        new("/duties", "☑", "Aan ons", "Ours", Answering),
        // Among the first four, which are all that a phone shows: there it is worked.
        new("/inspections", "☷", "Controles", "Inspections", [.. OnData, Role.ProgrammeManager]),
        new("/competence", "⚑", "Bevoegd", "Competence", [.. Answering, Role.PrivacyOfficer, Role.Auditor, Role.ProgrammeManager]),
        new("/shared", "⇗", "Gedeeld", "Shared", OnData),
        new("/cases", "▣", "Zaken", "Cases", OnData),
        new("/phenomena", "◍", "Fenomenen", "Phenomena", OnData),
        new("/briefing", "▤", "Briefing", "Briefing", OnData),
        new("/reports", "✎", "Meldingen", "Reports", Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer),
        new("/patterns", "≋", "Patronen", "Patterns", [.. OnData, Role.Auditor, Role.Administrator, Role.ProgrammeManager]),
        new("/scripts", "⌥", "Scripts", "Scripts", [.. OnData, Role.Auditor, Role.Administrator, Role.ProgrammeManager, Role.GateClerk]),
        new("/sources", "⇥", "Bronnen", "Sources", [.. OnData, Role.Auditor, Role.Administrator]),
        new("/release", "⇄", "Vrijgave", "Release", Role.SecurityOfficer, Role.PrivacyOfficer),
        new("/concerned", "☺", "Verzoeken", "Requests", Role.PrivacyOfficer),
        new("/disclosure", "☰", "Logboek", "Log", Role.Auditor, Role.PrivacyOfficer),
        new("/register", "▦", "Register", "Register", Role.Auditor, Role.Administrator, Role.ProgrammeManager),
        new("/settings", "⚙", "Instellingen", "Settings", Role.Administrator),
    ];

    public static IEnumerable<MenuItem> For(ClaimsPrincipal person) => Items.Where(item => item.Roles.Any(person.Has));
}
