using Knooppunt.Observations;
using static Knooppunt.Disclosure.Access.AccessVerdict;
using static Knooppunt.Disclosure.Access.Direction;
using static Knooppunt.Disclosure.Access.Role;

namespace Knooppunt.Disclosure.Access;

/// <summary>
/// The one reviewed table of who may see what: regime x purpose x role x direction x marks x use. The first line that covers a question answers
/// it; a question that no line covers, or whose line nobody checked, is refused with that as the reason.
/// </summary>
/// <remarks>Articles as read in the sources of the field notes; a partnership's privacy officer confirms them for the node before real data goes in.</remarks>
public static class AccessTable
{
    /// <summary>Name of the table as it comes with Knooppunt, with which the name of who checked such a cell begins.</summary>
    public const string Shipped = "Knooppunt default table";

    const string Reviewed = Shipped + ", 2026-11";

    static readonly AccessAnswer Unchecked = new(Refuse, "-",
        "Deze combinatie is nog door niemand beoordeeld. Vraag de privacyfunctionaris om haar te beoordelen.",
        "Nobody has reviewed this combination yet. Ask the privacy officer to review it.", null);

    /// <summary>The lines, in order of precedence: what closes stands before what opens.</summary>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        // Roles that work on figures, settings or logs never need the records.
        Row([], [], [ProgrammeManager], [], Tlp.Red, Refuse, "AVG art. 5 lid 1 c",
            "Een programmamanager werkt met cijfers, niet met waarnemingen.", "A programme manager works with figures, not with observations."),
        Row([], [], [Administrator], [], Tlp.Red, Refuse, "AVG art. 5 lid 1 f, art. 32",
            "Een beheerder regelt toegang en instellingen en ziet geen gegevens.", "An administrator arranges access and settings and sees no data."),
        Row([], [], [Auditor], [], Tlp.Red, Refuse, "AVG art. 5 lid 2",
            "Een auditor ziet het logboek en de bewijzen, niet de gegevens zelf.", "An auditor sees the log and the proofs, not the data itself."),

        // Trying a pattern on history compares many records that gave no occasion: less is open to it than to a look, and nothing more.
        Row([Regime.Wpg8, Regime.Wpg9], [], [], [], Tlp.Red, Refuse, "Wpg art. 8 lid 2 en 3, art. 11",
            "Politiegegevens geautomatiseerd vergelijken vraagt een opdracht daartoe, buiten dit scherm.", "Comparing police data by machine takes an order to do so, outside this screen.") with { Only = Use.History },
        Row([], [], [GateClerk, Inspector], [], Tlp.Red, Refuse, "AVG art. 5 lid 1 b en c",
            "Een patroon achteraf toetsen doet wie signalen beoordeelt of op het delen toeziet.", "Backtesting a pattern is for who judges signals or supervises the sharing.") with { Only = Use.History },

        .. ProvideRows.All,

        // A journal is its organisation's own. What it lets out it lets out by its release policy, and only as far as the marks go.
        Row([], [], [], [Unreleased], Tlp.Red, Refuse, "AVG art. 26; vrijgavebeleid",
            "De organisatie heeft dit niet vrijgegeven aan het partnerschap.", "The organisation has not released this to the partnership."),
        Row([], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "PAP:RED",
            "PAP:RED: alleen wie het zelf verzamelde mag er iets mee doen.", "PAP:RED: only who collected it may do anything with it.") with { From = Pap.Red },

        // Closed regimes stay inside; they leave only by a named person's recorded decision, which is not a look at a screen.
        Row([Regime.Wpg8, Regime.Wpg9], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "Wpg art. 16-20",
            "Politiegegevens gaan alleen naar buiten na een vastgelegd besluit tot verstrekking.", "Police data leaves only after a recorded decision to provide it."),
        Row([Regime.Wjsg], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "Wjsg art. 39e",
            "Justitiële gegevens gaan alleen naar buiten na een vastgelegd besluit.", "Judicial data leaves only after a recorded decision."),
        Row([Regime.Fiscal], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "AWR art. 67",
            "Fiscale gegevens vallen onder geheimhouding.", "Fiscal data is under secrecy."),
        Row([Regime.Customs], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "DWU art. 12",
            "Douanegegevens vallen onder geheimhouding.", "Customs data is under secrecy."),
        Row([], [], [], [Partner, OtherNode, Public], Tlp.Red, Refuse, "TLP:AMBER+STRICT, TLP:RED",
            "Het merk houdt dit binnen de eigen organisatie.", "The mark keeps this inside the own organisation.") with { Above = Tlp.AmberStrict },
        Row([Regime.Wpg8, Regime.Wpg9], [Purpose.Investigation], [Analyst, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "Wpg art. 6, 8, 9",
            "Geautoriseerd binnen de eigen organisatie.", "Authorised within the own organisation."),
        Row([Regime.Fiscal, Regime.Customs], [Purpose.Supervision, Purpose.Investigation], [Analyst, Inspector, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "AWR art. 67; DWU art. 12",
            "Binnen de dienst, voor de eigen taak.", "Within the service, for its own task."),

        // Nothing about persons leaves the node or becomes public; knowledge does.
        Row([Regime.None], [], [], [OwnOrganisation, Partner], Tlp.Amber, Allow, "AVG art. 2",
            "Geen persoonsgegevens.", "No personal data."),
        Row([Regime.None], [Purpose.Knowledge, Purpose.TrafficSafety], [], [OtherNode], Tlp.Green, Allow, "AVG art. 2",
            "Kennis zonder persoonsgegevens mag naar andere knooppunten.", "Knowledge without personal data may go to other nodes."),
        Row([Regime.None], [], [], [Public], Tlp.Clear, Allow, "AVG art. 2",
            "Openbaar gemarkeerd.", "Marked as public."),
        Row([Regime.None], [], [SecurityOfficer, Analyst, GateClerk, Inspector, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "AVG art. 2",
            "Van de eigen organisatie.", "Of the own organisation."),
        Row([Regime.Avg], [], [], [OtherNode, Public], Tlp.Red, Refuse, "AVG art. 5 lid 1 b, art. 6",
            "Tussen knooppunten gaat kennis, nooit gegevens over personen.", "Between nodes goes knowledge, never data about persons."),

        // Personal data inside the own organisation, for its own purpose.
        Row([Regime.Avg], [Purpose.SiteSecurity], [SecurityOfficer, Analyst, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "AVG art. 6 lid 1 f; ISPS (Vo. 725/2004)",
            "Beveiliging van het eigen terrein.", "Security of the own site."),
        Row([Regime.Avg], [Purpose.Logistics], [SecurityOfficer, GateClerk, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "AVG art. 6 lid 1 b en f",
            "Afhandeling van het eigen bezoek en de eigen lading.", "Handling of the own visits and cargo."),
        Row([Regime.Avg], [Purpose.Logistics], [Analyst], [OwnOrganisation], Tlp.Amber, Reduced, "AVG art. 6 lid 4",
            "Verenigbaar doel, zonder namen.", "Compatible purpose, without names."),
        Row([Regime.Avg], [Purpose.Supervision], [Inspector, Analyst, PrivacyOfficer], [OwnOrganisation], Tlp.Red, Allow, "AVG art. 6 lid 1 e",
            "Toezichtstaak van de eigen organisatie.", "Supervisory task of the own organisation."),
        Row([Regime.Avg], [Purpose.TrafficSafety], [SecurityOfficer, Analyst, Inspector, PrivacyOfficer], [OwnOrganisation, Partner], Tlp.Amber, Allow, "AVG art. 6 lid 1 e; Scheepvaartverkeerswet",
            "Verkeersgegevens van schepen, voor veiligheid verzameld.", "Traffic data of ships, collected for safety."),

        // Personal data to partners: only reduced, only for the security of the port, never beyond amber.
        Row([Regime.Avg], [Purpose.SiteSecurity, Purpose.Logistics], [SecurityOfficer, Analyst], [Partner], Tlp.Amber, Reduced, "AVG art. 6 lid 1 f, art. 26",
            "Partners zien wat het vrijgavebeleid doorlaat: pseudoniemen, geen namen.", "Partners see what the release policy lets through: pseudonyms, no names."),
        Row([Regime.Avg], [Purpose.SiteSecurity, Purpose.Logistics, Purpose.Supervision], [PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "AVG art. 39",
            "Toezicht op het delen zelf.", "Supervision of the sharing itself."),
        Row([Regime.Avg], [Purpose.Supervision], [Inspector], [Partner], Tlp.Amber, Reduced, "AVG art. 6 lid 1 e, art. 26",
            "Gezamenlijke controle, zonder namen.", "Joint inspection, without names."),
        Row([Regime.Avg], [Purpose.Knowledge], [Analyst, PrivacyOfficer], [OwnOrganisation, Partner], Tlp.Amber, Reduced, "AVG art. 5 lid 1 b, art. 89",
            "Kennis van fenomenen, zonder personen.", "Knowledge of phenomena, without persons."),
    ];

    /// <summary>Answers one question.</summary>
    public static AccessAnswer Ask(AccessQuestion question)
    {
        foreach (var row in Rows)
        {
            if (row.Covers(question))
                return row.Answer.CheckedBy is null ? Unchecked : row.Answer;
        }

        return Unchecked;
    }

    internal static AccessRow Row(IReadOnlyList<Regime> regimes, IReadOnlyList<Purpose> purposes, IReadOnlyList<Role> roles, IReadOnlyList<Direction> directions, Tlp upTo,
        AccessVerdict verdict, string article, string why, string whyEnglish) =>
        new(regimes, purposes, roles, directions, upTo, new AccessAnswer(verdict, article, why, whyEnglish, Reviewed));
}
