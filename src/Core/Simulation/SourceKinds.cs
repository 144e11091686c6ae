using Knooppunt.Observations;

namespace Knooppunt.Simulation;

/// <summary>A kind of source: in which format it writes what, and under which terms.</summary>
/// <param name="Name">Second half of the source's name.</param>
/// <param name="Format">edifact, ais, cloudevents or mapped.</param>
/// <param name="Types">Types of observation; a mapped source has one.</param>
sealed record SourceKind(string Name, string Format, params string[] Types)
{
    /// <summary>Columns of a mapped source.</summary>
    public string[] Columns { get; init; } = [];

    public Purpose Purpose { get; init; } = Purpose.Logistics;

    public Regime Regime { get; init; } = Regime.Avg;

    public Tlp Tlp { get; init; } = Tlp.Amber;

    public Pap Pap { get; init; } = Pap.Amber;

    public RetentionClass Retention { get; init; } = new("logistics", 90);
}

/// <summary>The sources that ports have: one line per system.</summary>
static class SourceKinds
{
    static readonly RetentionClass Camera = new("camera", 28), Plates = new("plates", 28), Passes = new("passes", 90), Public = new("public", 365);

    static readonly SourceKind[] All =
    [
        // The terminal: its messages, the exports of its operating system, its gate and its sensors.
        new("edi-gate", "edifact", "container_gate"),
        new("edi-vessel", "edifact", "container_handled"),
        new("gate", "mapped", "gate_visit") { Purpose = Purpose.SiteSecurity, Columns = ["direction", "result", "refusal_code", "plate", "pass", "carrier", "container", "appointment", "purpose", "place", "occupants", "passes_read", "first_visit", "empty"] },
        new("tos-gate", "mapped", "container_gate") { Columns = ["container", "direction", "carrier", "plate", "terminal", "place", "block", "iso_type", "empty", "gross_kg", "first_visit", "ocr", "reefer", "risk_origin", "since_seconds", "consignee"] },
        new("tos-moves", "mapped", "container_move") { Columns = ["container", "from_place", "to_place", "work_order", "user", "place", "block", "reason", "risk_origin"] },
        new("tos-lookups", "mapped", "lookup") { Columns = ["user", "workstation", "container", "screen", "reason", "work_order", "on_order", "rostered", "place", "block", "risk_origin"], Tlp = Tlp.AmberStrict },
        new("tos-releases", "mapped", "release") { Columns = ["action", "container", "party", "to_party", "line", "carrier", "terminal", "place", "arrived", "pre_arrival", "risk_origin", "refusal_code", "since_seconds"] },
        new("seals", "mapped", "seal_check") { Columns = ["container", "seal", "result", "reason", "work_order", "place"] },
        new("weighbridge", "mapped", "weighing") { Columns = ["container", "gross_kg", "tare_kg", "weight_delta_kg", "empty", "place", "method"] },
        new("portals", "mapped", "container_seen") { Columns = ["container", "place", "ocr", "camera", "iso_type"] },
        new("passes", "mapped", "pass_read") { Purpose = Purpose.SiteSecurity, Retention = Passes, Columns = ["pass", "reader", "place", "direction", "result", "refusal_code", "method", "pass_state", "rostered", "exit_reader", "company"] },
        new("anpr", "mapped", "plate_read") { Purpose = Purpose.SiteSecurity, Retention = Plates, Columns = ["plate", "camera", "place", "direction", "confidence", "has_right"] },
        new("cameras", "cloudevents", "camera_event") { Purpose = Purpose.SiteSecurity, Retention = Camera },
        new("fence", "cloudevents", "fence_alarm") { Purpose = Purpose.SiteSecurity, Retention = Camera },
        new("reefers", "cloudevents", "reefer_telemetry") { Regime = Regime.None },
        // The community system, customs and the depot.
        new("edi-release", "edifact", "release"),
        new("edi-visits", "edifact", "prenotification"),
        new("edi-bookings", "edifact", "announcement"),
        new("edi-weights", "edifact", "weighing"),
        new("status", "mapped", "customs_status") { Regime = Regime.Customs, Purpose = Purpose.Supervision, Tlp = Tlp.Red, Columns = ["container", "status", "place", "arrived", "pre_arrival", "risk_origin", "reason"] },
        new("depot", "mapped", "depot_move") { Columns = ["container", "direction", "place", "carrier", "plate", "gross_kg", "tare_kg", "weight_delta_kg", "empty", "work_order"] },
        // The authority: water, sky and road.
        new("ais", "ais", "vessel_position", "vessel_static") { Regime = Regime.None, Purpose = Purpose.TrafficSafety, Tlp = Tlp.Green, Pap = Pap.Green, Retention = Public },
        new("calls", "cloudevents", "vessel_call") { Regime = Regime.None, Tlp = Tlp.Green, Pap = Pap.Green, Retention = Public },
        new("waterside", "cloudevents", "camera_event") { Purpose = Purpose.SiteSecurity, Retention = Camera },
        new("diving", "cloudevents", "diving") { Purpose = Purpose.Supervision },
        new("drones", "cloudevents", "drone_detected") { Purpose = Purpose.SiteSecurity, Retention = Camera },
        // Business units and the register.
        new("register", "cloudevents", "company_registered") { Purpose = Purpose.Supervision },
        new("leases", "cloudevents", "unit_lease") { Purpose = Purpose.Supervision, Tlp = Tlp.AmberStrict },
        // The airport.
        new("flights", "cloudevents", "flight_event") { Regime = Regime.None, Tlp = Tlp.Green, Pap = Pap.Green, Retention = Public },
        new("baggage", "cloudevents", "bag_scan") { Purpose = Purpose.SiteSecurity },
        new("cargo", "cloudevents", "uld_move"),
        new("exits", "mapped", "airside_exit") { Purpose = Purpose.SiteSecurity, Retention = Passes, Columns = ["plate", "pass", "place", "screened", "since_seconds", "flight", "company", "risk_origin"] },
        // The auction.
        new("docks", "mapped", "dock_visit") { Columns = ["plate", "place", "carrier", "work_order", "duration_seconds", "direction", "on_order", "object"] },
        new("trolleys", "cloudevents", "trolley_move") { Regime = Regime.None },
    ];

    static readonly Dictionary<string, SourceKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static SourceKind Of(string name) => ByName[name];

    /// <summary>What a terminal has.</summary>
    public static string[] Terminal { get; } = ["edi-gate", "edi-vessel", "gate", "tos-gate", "tos-moves", "tos-lookups", "tos-releases", "seals", "weighbridge", "portals", "passes", "anpr", "cameras", "fence", "reefers"];

    /// <summary>What a port community system has.</summary>
    public static string[] Community { get; } = ["edi-release", "edi-visits", "edi-bookings", "edi-weights"];
}
