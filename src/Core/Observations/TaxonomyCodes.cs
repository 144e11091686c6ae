namespace Knooppunt.Observations;

public static partial class Taxonomy
{
    /// <summary>
    /// Fields whose text is a code, each with the codes that our own readers, simulator and patterns use. Closed enough to be named on a screen, not
    /// enforced: a source may write another code, which is then shown as it is. A field that is not a key holds free text, a number or an identifier.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Codes { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["family"] = ["information", "presence", "goods", "organisation", "report", "outcome"],
        ["local_weekday"] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        ["shift"] = ["early", "late", "night"],
        ["action"] =
        [
            "issued", "transferred", "accepted", "revoked", "prenotified", "matched", "collected", "refused", "announced", "changed", "cancelled", "discharge", "load", "discharged", "loaded", "unloaded",
            "load_expected", "discharge_expected", "other_expected", "stuffed", "stripped", "picked_up", "dropped_off", "inspected", "resealed", "removed", "suspended", "expired", "ended", "returned",
            "rostered", "swapped",
        ],
        ["status"] =
        [
            "selected", "scanned", "cleared", "blocked", "released", "before-release", "actual", "planned", "estimated", "received", "drafted", "pending_approval", "pending_update", "rejected", "approved",
            "issued", "surrendered", "submitted", "void", "confirmed", "requested", "completed", "on_hold",
        ],
        ["direction"] = ["in", "out"],
        ["result"] = ["granted", "refused", "match", "mismatch", "found", "nothing"],
        ["refusal_code"] =
        [
            "already-collected", "no-appointment", "no-slot", "slot-missed", "late-for-slot", "wrong-terminal", "wrong-site", "pin-mismatch", "pin-wrong", "customs-block", "not-discharged", "pass-not-active",
            "no-right", "unreadable",
        ],
        ["purpose"] = ["pick-up", "deliver", "none"],
        ["method"] = ["card", "pin", "finger", "face", "passkey", "weighbridge", "calculated", "weighed"],
        ["screen"] = ["release-data", "position", "yard-position", "visit", "reefer-temperature"],
        ["event"] =
        [
            "line_cross", "loitering", "person_in_stack", "vehicle_in_zone", "motion", "obstruction", "alongside", "passing", "climb", "vibration", "cut", "eta", "ata", "etd", "atd", "block_on", "block_off",
            "manifest", "director", "name", "activity",
        ],
        ["object"] = ["person", "vehicle", "bag", "boat", "truck", "van", "car", "animal", "none", "two divers", "two divers at a hull", "hull cleaning"],
        ["channel"] = ["web", "phone", "letter", "talk"],
        ["pass_state"] = ["active", "suspended", "expired", "ended"],
        ["exit_reader"] = ["working", "broken", "none"],
        ["rent_paid"] = ["bank", "cash"],
        ["derived_by"] = ["baseline", "drift", "duplicate-presence", "encounter", "novelty", "route", "stay"],
        ["nav_status"] =
        [
            "under_way_using_engine", "at_anchor", "not_under_command", "restricted_manoeuvrability", "constrained_by_draught", "moored", "aground", "engaged_in_fishing", "under_way_sailing", "towing_astern",
            "pushing_ahead_or_towing_alongside", "search_and_rescue_transmitter",
        ],
    };
}
