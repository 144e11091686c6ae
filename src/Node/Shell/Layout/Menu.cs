using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>What an entry of the rail is for.</summary>
enum MenuGroup : byte
{
    See,
    Do,
    Know,
    Account,
}

/// <summary>One entry of the rail.</summary>
sealed record MenuItem(MenuGroup Group, string Href, string Glyph, string Dutch, string English, params Role[] Roles)
{
    /// <summary>Short names of the organisations whose people use it; null when those of all do.</summary>
    public Func<NodeSettings, IReadOnlyCollection<string>>? Of { get; init; }

    /// <summary>Whether somebody uses it.</summary>
    public bool For(ClaimsPrincipal person, NodeSettings settings) =>
        person.Viewers.Any(viewer => Roles.Contains(viewer.Role) && (Of is null || Of(settings).Contains(viewer.Organisation)));
}

/// <summary>The rail: only what the person may use.</summary>
static class Menu
{
    /// <summary>How many a phone shows beside the way to all of them.</summary>
    public const int OnPhone = 4;

    static Role[] OnData => PersonRights.DataRoles;

    static Role[] Answering => PersonRights.AnsweringRoles;

    static readonly MenuItem[] Items =
    [
        new(MenuGroup.See, "/live", "◉", "Live", "Live", OnData),
        new(MenuGroup.See, "/signals", "◆", "Signalen", "Signals", OnData),
        new(MenuGroup.Do, "/duties", "☑", "Aan ons", "Ours", Answering),
        // Among the first, which a phone shows: there it is worked.
        new(MenuGroup.Do, "/inspections", "☷", "Controles", "Inspections", [.. OnData, Role.ProgrammeManager]),
        new(MenuGroup.Account, "/competence", "⚑", "Bevoegd", "Competence", [.. Answering, Role.PrivacyOfficer, Role.Auditor, Role.ProgrammeManager]),
        new(MenuGroup.Account, "/shared", "⇗", "Gedeeld", "Shared", OnData),
        new(MenuGroup.Do, "/cases", "▣", "Zaken", "Cases", OnData),
        new(MenuGroup.Know, "/phenomena", "◍", "Fenomenen", "Phenomena", OnData),
        new(MenuGroup.Do, "/municipal", "⌂", "Gemeente", "Municipal", Role.Inspector, Role.Analyst, Role.PrivacyOfficer) { Of = settings => settings.Municipalities },
        new(MenuGroup.Do, "/riec", "⊐", "RIEC", "RIEC", Role.Inspector, Role.Analyst, Role.PrivacyOfficer) { Of = settings => settings.Riec is { } riec ? [riec] : [] },
        new(MenuGroup.Do, "/measures", "⚖", "Maatregelen", "Measures", [.. OnData, Role.ProgrammeManager]),
        new(MenuGroup.See, "/briefing", "▤", "Briefing", "Briefing", OnData),
        new(MenuGroup.See, "/reports", "✎", "Meldingen", "Reports", Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer),
        new(MenuGroup.Know, "/scripts", "⌥", "Scripts", "Scripts", [.. OnData, Role.Auditor, Role.Administrator, Role.ProgrammeManager, Role.GateClerk]),
        new(MenuGroup.Know, "/barriers", "▥", "Barrières", "Barriers", [.. OnData, Role.ProgrammeManager, Role.Auditor, Role.Administrator]),
        new(MenuGroup.Do, "/advice", "☞", "Advies", "Advice", [.. OnData, Role.ProgrammeManager]),
        new(MenuGroup.Know, "/patterns", "≋", "Patronen", "Patterns", [.. OnData, Role.Auditor, Role.Administrator, Role.ProgrammeManager]),
        new(MenuGroup.Know, "/sources", "⇥", "Bronnen", "Sources", [.. OnData, Role.Auditor, Role.Administrator]),
        new(MenuGroup.Know, "/exchange", "⇋", "Uitwisseling", "Exchange", [.. OnData, Role.Auditor, Role.Administrator]),
        new(MenuGroup.Account, "/release", "⇄", "Vrijgave", "Release", Role.SecurityOfficer, Role.PrivacyOfficer),
        new(MenuGroup.Account, "/concerned", "☺", "Verzoeken", "Requests", Role.PrivacyOfficer),
        new(MenuGroup.Account, "/disclosure", "☰", "Logboek", "Log", Role.Auditor, Role.PrivacyOfficer),
        new(MenuGroup.Account, "/programme", "€", "Programma", "Programme", [.. OnData, Role.ProgrammeManager, Role.Auditor, Role.Administrator]),
        new(MenuGroup.Account, "/register", "▦", "Register", "Register", Role.Auditor, Role.Administrator, Role.ProgrammeManager),
        new(MenuGroup.Account, "/settings", "⚙", "Instellingen", "Settings", Role.Administrator),
    ];

    public static IEnumerable<MenuItem> For(ClaimsPrincipal person, NodeSettings settings) => Items.Where(item => item.For(person, settings));

    /// <summary>The entry to which an address belongs; null when it belongs to none.</summary>
    public static MenuItem? Named(string href) => Items.Where(item => href == item.Href || href.StartsWith(item.Href + "/", StringComparison.Ordinal)).MaxBy(item => item.Href.Length);

    /// <summary>What a group of entries is for.</summary>
    public static Word Of(MenuGroup group) => group switch
    {
        MenuGroup.See => new("Zien", "See"),
        MenuGroup.Do => new("Doen", "Act"),
        MenuGroup.Know => new("Weten", "Know"),
        _ => new("Verantwoorden", "Account"),
    };
}
