using Knooppunt.Observations;
using static Knooppunt.Disclosure.Access.AccessVerdict;
using static Knooppunt.Disclosure.Access.Direction;
using static Knooppunt.Disclosure.Access.Role;

namespace Knooppunt.Disclosure.Access;

/// <summary>
/// The lines of the table about giving one signal to one partner by a named person's recorded decision. It is the only way out of an organisation's journal besides
/// its release policy, and the only one out of a closed regime.
/// </summary>
static class ProvideRows
{
    public static IReadOnlyList<AccessRow> All { get; } =
    [
        Row([], [], [GateClerk], [], Tlp.Red, Refuse, "AVG art. 5 lid 1 b",
            "Delen doet wie signalen beoordeelt of op het delen toeziet.", "Sharing is for who judges signals or supervises the sharing."),
        Row([], [], [], [OwnOrganisation], Tlp.Red, Refuse, "AVG art. 4 onder 10",
            "Binnen de eigen organisatie hoeft niets verstrekt te worden.", "Within the own organisation nothing need be provided."),
        Row([], [], [], [OtherNode, Public], Tlp.Red, Refuse, "AVG art. 5 lid 1 b, art. 6",
            "Tussen knooppunten gaat kennis, nooit een signaal.", "Between nodes goes knowledge, never a signal."),
        Row([], [], [], [], Tlp.Red, Refuse, "PAP:RED",
            "PAP:RED: alleen wie het zelf verzamelde mag er iets mee doen.", "PAP:RED: only who collected it may do anything with it.") with { From = Pap.Red },
        Row([], [], [], [], Tlp.Red, Refuse, "TLP:AMBER+STRICT, TLP:RED",
            "Het merk houdt dit binnen de eigen organisatie. Wie het merk gaf kan het verlagen.", "The mark keeps this inside the own organisation. Who gave the mark can lower it.") with { Above = Tlp.AmberStrict },

        // Closed regimes: by the person whom the law appoints, reduced, or not here at all.
        Row([Regime.Wjsg], [], [], [], Tlp.Red, Refuse, "Wjsg art. 39e, 39f",
            "Over justitiële gegevens besluit het Openbaar Ministerie, buiten dit scherm.", "The Public Prosecution Service decides on judicial data, outside this screen."),
        Row([Regime.Wpg8, Regime.Wpg9], [Purpose.Investigation], [PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "Wpg art. 16-20, 32",
            "Verstrekking van politiegegevens bij vastgelegd besluit, zonder namen.", "Police data provided by a recorded decision, without names."),
        Row([Regime.Fiscal], [Purpose.Supervision, Purpose.Investigation], [PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "AWR art. 67 lid 2 en 3",
            "Fiscale gegevens bij vastgelegde ontheffing, zonder namen.", "Fiscal data by a recorded exemption, without names."),
        Row([Regime.Customs], [Purpose.Supervision, Purpose.Investigation], [PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "DWU art. 12 lid 1",
            "Douanegegevens bij vastgelegd besluit, zonder namen.", "Customs data by a recorded decision, without names."),
        Row([Regime.Wpg8, Regime.Wpg9, Regime.Fiscal, Regime.Customs], [], [], [], Tlp.Red, Refuse, "Wpg art. 16-20; AWR art. 67; DWU art. 12",
            "Over gegevens onder een gesloten regime besluit de privacyfunctionaris, en alleen voor het doel waarvoor ze zijn verzameld.", "On data under a closed regime the privacy officer decides, and only for the purpose it was collected for."),

        // What a port itself sees.
        Row([Regime.None], [], [], [Partner], Tlp.Amber, Allow, "AVG art. 2",
            "Geen persoonsgegevens.", "No personal data."),
        Row([Regime.Avg], [Purpose.SiteSecurity, Purpose.Logistics], [SecurityOfficer, Analyst, PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "AVG art. 6 lid 1 f, art. 26",
            "Voor de veiligheid van de haven, verkleind: pseudoniemen, geen namen.", "For the security of the port, reduced: pseudonyms, no names."),
        Row([Regime.Avg], [Purpose.Supervision], [Inspector, Analyst, PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "AVG art. 6 lid 1 e, art. 26",
            "Voor een gezamenlijke controle, zonder namen.", "For a joint inspection, without names."),
        Row([Regime.Avg], [Purpose.TrafficSafety], [SecurityOfficer, Analyst, Inspector, PrivacyOfficer], [Partner], Tlp.Amber, Allow, "AVG art. 6 lid 1 e; Scheepvaartverkeerswet",
            "Verkeersgegevens van schepen, voor veiligheid verzameld.", "Traffic data of ships, collected for safety."),
        Row([Regime.Avg], [Purpose.Knowledge], [Analyst, PrivacyOfficer], [Partner], Tlp.Amber, Reduced, "AVG art. 5 lid 1 b, art. 89",
            "Kennis van fenomenen, zonder personen.", "Knowledge of phenomena, without persons."),
        Row([Regime.Avg], [], [], [], Tlp.Red, Refuse, "AVG art. 5 lid 1 b",
            "Dit is voor een ander doel verzameld dan waarvoor uw rol mag delen.", "This was collected for another purpose than the one for which your role may share."),
    ];

    static AccessRow Row(IReadOnlyList<Regime> regimes, IReadOnlyList<Purpose> purposes, IReadOnlyList<Role> roles, IReadOnlyList<Direction> directions, Tlp upTo,
        AccessVerdict verdict, string article, string why, string whyEnglish) =>
        AccessTable.Row(regimes, purposes, roles, directions, upTo, verdict, article, why, whyEnglish) with { Only = Use.Provide };
}
