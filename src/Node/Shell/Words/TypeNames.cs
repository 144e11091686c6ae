using Knooppunt.Observations;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Observation types as a screen names them; English is the meaning in the taxonomy.</summary>
static class TypeNames
{
    static readonly Dictionary<string, string> Dutch = new(StringComparer.Ordinal)
    {
        ["lookup"] = "opgezocht in een systeem",
        ["release"] = "ophaalrecht",
        ["prenotification"] = "bezoek vooraangemeld",
        ["announcement"] = "container aangekondigd",
        ["load_order"] = "laad- of losorder",
        ["customs_status"] = "douanestatus",
        ["vessel_call"] = "scheepsaanloop",
        ["shipment"] = "zendingsdocument",
        ["flight_event"] = "vlucht",
        ["handling_order"] = "afhandelopdracht",
        ["source_silent"] = "bron zwijgt",
        ["gate_visit"] = "bij de poort",
        ["plate_read"] = "kenteken gelezen",
        ["pass_read"] = "pas aangeboden",
        ["camera_event"] = "camera zag iets",
        ["fence_alarm"] = "hekalarm",
        ["drone_detected"] = "drone gezien",
        ["drone_patrol"] = "eigen drone zag iets",
        ["vessel_position"] = "scheepspositie",
        ["vessel_static"] = "scheepsgegevens",
        ["encounter"] = "ontmoeting",
        ["drift"] = "driftend schip",
        ["stay"] = "verblijf",
        ["diving"] = "duikers",
        ["airside_exit"] = "airside uit",
        ["dock_visit"] = "aan het dok",
        ["container_gate"] = "container door de poort",
        ["container_handled"] = "container gelost of geladen",
        ["container_move"] = "container verplaatst",
        ["container_seen"] = "container gezien",
        ["seal_check"] = "zegel gecontroleerd",
        ["weighing"] = "gewogen",
        ["reefer_telemetry"] = "koelcontainer meldt",
        ["depot_move"] = "depot in of uit",
        ["trolley_move"] = "bloemenkar",
        ["bag_scan"] = "koffer gescand",
        ["uld_move"] = "luchtvracht verplaatst",
        ["goods_drop"] = "goederen in het water",
        ["company_registered"] = "bedrijf ingeschreven",
        ["company_changed"] = "bedrijf gewijzigd",
        ["unit_lease"] = "ruimte verhuurd",
        ["roster_shift"] = "dienst in het rooster",
        ["pass_lifecycle"] = "leven van een pas",
        ["report_received"] = "melding",
        ["searched"] = "doorzocht",
        ["seized"] = "in beslag genomen",
    };

    /// <summary>The name in the language of the page; the type itself when it is not in the published list.</summary>
    public static string Of(string type, Language language) =>
        !Taxonomy.Types.TryGetValue(type, out var known) ? type : language[Dutch.GetValueOrDefault(type, known.Meaning), known.Meaning];

    /// <summary>Types that have no Dutch name yet; a test keeps this empty.</summary>
    public static IEnumerable<string> WithoutDutch => Taxonomy.Types.Keys.Where(type => !Dutch.ContainsKey(type));
}
