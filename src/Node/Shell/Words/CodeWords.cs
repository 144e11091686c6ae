namespace Knooppunt.Node.Shell.Words;

/// <summary>Every code of the taxonomy as a screen says it: the one place where a coded value gets its Dutch and its English word. A test holds it complete against <c>Taxonomy.Codes</c>.</summary>
static class CodeWords
{
    static readonly Dictionary<string, Dictionary<string, Word>> Words = new(StringComparer.Ordinal)
    {
        ["family"] = Of(
            ("information", "informatie", "information"), ("presence", "aanwezigheid", "presence"), ("goods", "goederen", "goods"),
            ("organisation", "organisatie", "organisation"), ("report", "melding", "report"), ("outcome", "uitkomst", "outcome")),
        ["local_weekday"] = Of(
            ("monday", "maandag", "Monday"), ("tuesday", "dinsdag", "Tuesday"), ("wednesday", "woensdag", "Wednesday"), ("thursday", "donderdag", "Thursday"),
            ("friday", "vrijdag", "Friday"), ("saturday", "zaterdag", "Saturday"), ("sunday", "zondag", "Sunday")),
        ["shift"] = Of(("early", "vroege dienst", "early shift"), ("late", "late dienst", "late shift"), ("night", "nachtdienst", "night shift")),
        ["action"] = Of(
            ("issued", "uitgegeven", "issued"), ("transferred", "overgedragen", "transferred"), ("accepted", "aanvaard", "accepted"), ("revoked", "ingetrokken", "revoked"),
            ("prenotified", "vooraangemeld", "pre-notified"), ("matched", "gekoppeld", "matched"), ("collected", "opgehaald", "collected"), ("refused", "geweigerd", "refused"),
            ("announced", "aangekondigd", "announced"), ("changed", "gewijzigd", "changed"), ("cancelled", "geannuleerd", "cancelled"), ("discharge", "te lossen", "to discharge"),
            ("load", "te laden", "to load"), ("discharged", "gelost", "discharged"), ("loaded", "geladen", "loaded"), ("unloaded", "uitgeladen", "unloaded"),
            ("load_expected", "laden verwacht", "loading expected"), ("discharge_expected", "lossen verwacht", "discharge expected"), ("other_expected", "iets anders verwacht", "something else expected"),
            ("stuffed", "gevuld", "stuffed"), ("stripped", "geleegd", "stripped"), ("picked_up", "opgepakt", "picked up"), ("dropped_off", "afgezet", "dropped off"),
            ("inspected", "geïnspecteerd", "inspected"), ("resealed", "opnieuw verzegeld", "resealed"), ("removed", "verwijderd", "removed"), ("suspended", "geschorst", "suspended"),
            ("expired", "verlopen", "expired"), ("ended", "beëindigd", "ended"), ("returned", "ingeleverd", "returned"), ("rostered", "ingeroosterd", "rostered"), ("swapped", "geruild", "swapped")),
        ["status"] = Of(
            ("selected", "gekozen voor controle", "selected for control"), ("scanned", "gescand", "scanned"), ("cleared", "vrijgemaakt", "cleared"), ("blocked", "geblokkeerd", "blocked"),
            ("released", "vrijgegeven", "released"), ("before-release", "nog niet vrijgegeven", "not yet released"), ("actual", "gebeurd", "actual"), ("planned", "gepland", "planned"),
            ("estimated", "geschat", "estimated"), ("received", "ontvangen", "received"), ("drafted", "in concept", "drafted"), ("pending_approval", "wacht op goedkeuring", "pending approval"),
            ("pending_update", "wacht op wijziging", "pending update"), ("rejected", "afgekeurd", "rejected"), ("approved", "goedgekeurd", "approved"), ("issued", "uitgegeven", "issued"),
            ("surrendered", "ingeleverd", "surrendered"), ("submitted", "ingediend", "submitted"), ("void", "vervallen", "void"), ("confirmed", "bevestigd", "confirmed"),
            ("requested", "aangevraagd", "requested"), ("completed", "afgerond", "completed"), ("on_hold", "aangehouden", "on hold")),
        ["direction"] = Of(("in", "in", "in"), ("out", "uit", "out")),
        ["result"] = Of(
            ("granted", "toegelaten", "granted"), ("refused", "geweigerd", "refused"), ("match", "klopt", "matches"), ("mismatch", "klopt niet", "does not match"),
            ("found", "iets gevonden", "something found"), ("nothing", "niets gevonden", "nothing found")),
        ["refusal_code"] = Of(
            ("already-collected", "al opgehaald", "already collected"), ("no-appointment", "geen afspraak", "no appointment"), ("no-slot", "geen tijdvak", "no slot"),
            ("slot-missed", "tijdvak gemist", "slot missed"), ("late-for-slot", "te laat voor het tijdvak", "late for the slot"), ("wrong-terminal", "verkeerde terminal", "wrong terminal"),
            ("wrong-site", "verkeerd terrein", "wrong site"), ("pin-mismatch", "pincode hoort er niet bij", "PIN does not belong"), ("pin-wrong", "pincode fout", "PIN wrong"),
            ("customs-block", "douaneblokkade", "customs block"), ("not-discharged", "nog niet gelost", "not yet discharged"), ("pass-not-active", "pas niet actief", "pass not active"),
            ("no-right", "geen recht", "no right"), ("unreadable", "niet leesbaar", "unreadable")),
        ["purpose"] = Of(("pick-up", "ophalen", "pick up"), ("deliver", "brengen", "deliver"), ("none", "geen doel genoemd", "no purpose given")),
        ["method"] = Of(
            ("card", "kaart", "card"), ("pin", "pincode", "PIN"), ("finger", "vinger", "finger"), ("face", "gezicht", "face"), ("passkey", "passkey", "passkey"),
            ("weighbridge", "weegbrug", "weighbridge"), ("calculated", "berekend", "calculated"), ("weighed", "gewogen", "weighed")),
        ["screen"] = Of(
            ("release-data", "vrijgavegegevens", "release data"), ("position", "positie", "position"), ("yard-position", "plek op het terrein", "yard position"), ("visit", "bezoek", "visit"),
            ("reefer-temperature", "temperatuur van koelcontainers", "reefer temperature")),
        ["event"] = Of(
            ("line_cross", "ging over de lijn", "crossed the line"), ("loitering", "bleef hangen", "loitered"), ("person_in_stack", "persoon in de stapel", "person in the stack"),
            ("vehicle_in_zone", "voertuig in de zone", "vehicle in the zone"), ("motion", "beweging", "motion"), ("obstruction", "beeld afgedekt", "view blocked"), ("alongside", "lag langszij", "lay alongside"),
            ("passing", "voer voorbij", "passed by"), ("climb", "geklommen", "climbed"), ("vibration", "trilling", "vibration"), ("cut", "doorgeknipt", "cut"),
            ("eta", "verwachte aankomst", "expected arrival"), ("ata", "aangekomen", "arrived"), ("etd", "verwacht vertrek", "expected departure"), ("atd", "vertrokken", "departed"),
            ("block_on", "op de blokken", "on blocks"), ("block_off", "van de blokken", "off blocks"), ("manifest", "ladinglijst binnen", "manifest in"),
            ("director", "andere bestuurder", "other director"), ("name", "andere naam", "other name"), ("activity", "andere activiteit", "other activity")),
        ["object"] = Of(
            ("person", "persoon", "person"), ("vehicle", "voertuig", "vehicle"), ("bag", "tas", "bag"), ("boat", "boot", "boat"), ("truck", "vrachtwagen", "truck"), ("van", "bestelbus", "van"),
            ("car", "auto", "car"), ("animal", "dier", "animal"), ("none", "niets herkenbaars", "nothing recognised"),
            ("two divers", "twee duikers", "two divers"), ("two divers at a hull", "twee duikers bij een romp", "two divers at a hull"), ("hull cleaning", "romp schoonmaken", "hull cleaning")),
        ["channel"] = Of(("web", "website", "website"), ("phone", "telefoon", "phone"), ("letter", "brief", "letter"), ("talk", "gesprek", "talk")),
        ["pass_state"] = Of(("active", "actief", "active"), ("suspended", "geschorst", "suspended"), ("expired", "verlopen", "expired"), ("ended", "beëindigd", "ended")),
        ["exit_reader"] = Of(("working", "werkt", "working"), ("broken", "kapot", "broken"), ("none", "is er niet", "none")),
        ["rent_paid"] = Of(("bank", "per bank", "by bank"), ("cash", "contant", "in cash")),
        ["derived_by"] = Of(
            ("baseline", "eigen gewoonte", "own baseline"), ("drift", "afdrijven", "drift"), ("duplicate-presence", "op twee plaatsen tegelijk", "in two places at once"), ("encounter", "ontmoeting", "encounter"),
            ("novelty", "niet eerder gezien", "not seen before"), ("route", "vaste route", "route"), ("stay", "verblijf", "stay")),
        ["nav_status"] = Of(
            ("under_way_using_engine", "vaart op de motor", "under way using engine"), ("at_anchor", "voor anker", "at anchor"), ("not_under_command", "onmanoeuvreerbaar", "not under command"),
            ("restricted_manoeuvrability", "beperkt manoeuvreerbaar", "restricted manoeuvrability"), ("constrained_by_draught", "beperkt door diepgang", "constrained by draught"),
            ("moored", "afgemeerd", "moored"), ("aground", "aan de grond", "aground"), ("engaged_in_fishing", "aan het vissen", "engaged in fishing"), ("under_way_sailing", "vaart onder zeil", "under way sailing"),
            ("towing_astern", "sleept", "towing astern"), ("pushing_ahead_or_towing_alongside", "duwt of sleept langszij", "pushing ahead or towing alongside"),
            ("search_and_rescue_transmitter", "noodzender", "search and rescue transmitter")),
    };

    /// <summary>The word for a code; null when the field has no codes or the source wrote one that is not in the list.</summary>
    public static Word? Of(string field, string code) => Words.TryGetValue(field, out var codes) && codes.TryGetValue(code, out var word) ? word : null;

    static Dictionary<string, Word> Of(params (string Code, string Dutch, string English)[] words) => words.ToDictionary(word => word.Code, word => new Word(word.Dutch, word.English), StringComparer.Ordinal);
}
