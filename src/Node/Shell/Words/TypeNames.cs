using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Observation types as a screen names them; what each means is in the taxonomy.</summary>
static class TypeNames
{
    static readonly Dictionary<string, Word> Words = new(StringComparer.Ordinal)
    {
        ["lookup"] = ("opgezocht in een systeem", "looked up in a system"),
        ["release"] = ("ophaalrecht", "right to collect"),
        ["prenotification"] = ("bezoek vooraangemeld", "visit pre-notified"),
        ["announcement"] = ("container aangekondigd", "container announced"),
        ["load_order"] = ("laad- of losorder", "load or discharge order"),
        ["customs_status"] = ("douanestatus", "customs status"),
        ["vessel_call"] = ("scheepsaanloop", "call of a vessel"),
        ["shipment"] = ("zendingsdocument", "shipment document"),
        ["flight_event"] = ("vlucht", "flight"),
        ["handling_order"] = ("afhandelopdracht", "handling order"),
        ["baseline"] = ("meer dan gewoonlijk", "more than usual"),
        ["source_silent"] = ("bron zwijgt", "source is silent"),
        ["gate_visit"] = ("bij de poort", "at the gate"),
        ["plate_read"] = ("kenteken gelezen", "plate read"),
        ["pass_read"] = ("pas aangeboden", "pass offered"),
        ["camera_event"] = ("camera zag iets", "camera saw something"),
        ["fence_alarm"] = ("hekalarm", "fence alarm"),
        ["drone_detected"] = ("drone gezien", "drone seen"),
        ["drone_patrol"] = ("eigen drone zag iets", "own drone saw something"),
        ["vessel_position"] = ("scheepspositie", "vessel position"),
        ["vessel_static"] = ("scheepsgegevens", "vessel particulars"),
        ["encounter"] = ("ontmoeting", "encounter"),
        ["drift"] = ("driftend schip", "drifting vessel"),
        ["route"] = ("van de route af", "off its route"),
        ["stay"] = ("verblijf", "stay"),
        ["diving"] = ("duikers", "divers"),
        ["airside_exit"] = ("airside uit", "left airside"),
        ["dock_visit"] = ("aan het dok", "at the dock"),
        ["container_gate"] = ("container door de poort", "container through the gate"),
        ["container_handled"] = ("container gelost of geladen", "container discharged or loaded"),
        ["container_move"] = ("container verplaatst", "container moved"),
        ["container_seen"] = ("container gezien", "container seen"),
        ["seal_check"] = ("zegel gecontroleerd", "seal checked"),
        ["weighing"] = ("gewogen", "weighed"),
        ["reefer_telemetry"] = ("koelcontainer meldt", "reefer reports"),
        ["depot_move"] = ("depot in of uit", "depot in or out"),
        ["trolley_move"] = ("bloemenkar", "flower trolley"),
        ["bag_scan"] = ("koffer gescand", "bag scanned"),
        ["uld_move"] = ("luchtvracht verplaatst", "air cargo moved"),
        ["goods_drop"] = ("goederen in het water", "goods in the water"),
        ["company_registered"] = ("bedrijf ingeschreven", "company registered"),
        ["company_changed"] = ("bedrijf gewijzigd", "company changed"),
        ["unit_lease"] = ("ruimte verhuurd", "unit leased"),
        ["roster_shift"] = ("dienst in het rooster", "shift on the roster"),
        ["pass_lifecycle"] = ("leven van een pas", "life of a pass"),
        ["report_received"] = ("melding", "report"),
        ["searched"] = ("doorzocht", "searched"),
        ["seized"] = ("in beslag genomen", "seized"),
    };

    /// <summary>The name in the language of the page; the type itself when it is not in the published list.</summary>
    public static string Of(string type, Language language) => Of(type).In(language);

    /// <summary>Its name in both languages; of a type that is not in the taxonomy the type itself.</summary>
    public static Word Of(string type) => Words.TryGetValue(type, out var word) ? word : new(type, type);

    /// <summary>Whether the type has its two names.</summary>
    public static bool Has(string type) => Words.ContainsKey(type);
}
