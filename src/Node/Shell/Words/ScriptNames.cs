using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Crime scripts and their steps as a screen names them. A pattern writes <c>MO-03/collect</c>.</summary>
static class ScriptNames
{
    static readonly Dictionary<string, Word> Scripts = new(StringComparer.Ordinal)
    {
        ["MO-01"] = ("uithalen uit een lading (rip-off)", "taking out of a load (rip-off)"),
        ["MO-02"] = ("uithalers die wachten in een container", "extractors who wait in a container"),
        ["MO-03"] = ("ophalen met een gestolen code", "collecting with a stolen code"),
        ["MO-04"] = ("verwisselen of namaken van een container", "switching or cloning a container"),
        ["MO-05"] = ("hulp van binnenuit", "help from the inside"),
        ["MO-06"] = ("geleende pas of identiteit", "lent pass or identity"),
        ["MO-07"] = ("overboord zetten op zee", "drop-off at sea"),
        ["MO-08"] = ("onder de waterlijn", "below the waterline"),
        ["MO-09"] = ("verstopt in de lading", "hidden in the cargo"),
        ["MO-10"] = ("dekmantelbedrijf", "front company"),
        ["MO-11"] = ("luchthaven: bagagekelder", "airport: baggage basement"),
        ["MO-12"] = ("luchthaven: vracht", "airport: cargo"),
        ["MO-13"] = ("luchthaven: kleine luchtvaart", "airport: general aviation"),
        ["MO-14"] = ("bloemenlogistiek", "flower logistics"),
        ["MO-15"] = ("opslag in een bedrijfsruimte", "storage in business premises"),
        ["MO-16"] = ("uitkijken en verkennen", "look-outs and scouting"),
        ["MO-17"] = ("ronselen van medewerkers", "recruiting workers"),
    };

    static readonly Dictionary<string, Word> Steps = new(StringComparer.Ordinal)
    {
        ["add-to-load"] = ("bij de lading leggen", "add to the load"),
        ["approach-hull"] = ("bij de romp komen", "approach the hull"),
        ["avoid-scan"] = ("de scan ontlopen", "avoid the scan"),
        ["blind-camera"] = ("de camera afdekken", "blind the camera"),
        ["book-slot"] = ("een tijdvak boeken", "book a slot"),
        ["carry-out"] = ("naar buiten brengen", "carry out"),
        ["clone"] = ("namaken", "clone"),
        ["collect"] = ("ophalen", "collect"),
        ["copy-code"] = ("de code overnemen", "copy the code"),
        ["dive"] = ("duiken", "dive"),
        ["divert"] = ("van de route halen", "divert"),
        ["drop-off"] = ("overboord zetten", "drop off"),
        ["enter"] = ("binnenkomen", "enter"),
        ["explore"] = ("verkennen", "explore"),
        ["extract"] = ("uithalen", "extract"),
        ["front-company"] = ("een bedrijf opzetten", "set up a company"),
        ["hand-over"] = ("overdragen", "hand over"),
        ["land"] = ("aan land brengen", "land"),
        ["lend-pass"] = ("een pas uitlenen", "lend a pass"),
        ["lookup"] = ("opzoeken", "look up"),
        ["meet-aircraft"] = ("het vliegtuig opwachten", "meet the aircraft"),
        ["pick-up"] = ("oppikken", "pick up"),
        ["put-aboard"] = ("aan boord brengen", "put aboard"),
        ["reseal"] = ("opnieuw verzegelen", "reseal"),
        ["restow"] = ("verplaatsen", "restow"),
        ["ride-along"] = ("meerijden", "ride along"),
        ["scout"] = ("uitkijken", "scout"),
        ["status-change"] = ("de status wijzigen", "change the status"),
        ["store"] = ("opslaan", "store"),
        ["switch"] = ("verwisselen", "switch"),
        ["transport"] = ("vervoeren", "transport"),
        ["trojan"] = ("zich laten binnenbrengen", "have oneself brought in"),
    };

    /// <summary>Codes of the scripts, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Scripts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The script; its code when it is not one of ours.</summary>
    public static string Script(string code, Language language) => Scripts.TryGetValue(Parts(code).Script, out var word) ? word.In(language) : Parts(code).Script;

    /// <summary>The script in both languages; its code when it is not one of ours.</summary>
    public static Word Name(string code) => Scripts.TryGetValue(Parts(code).Script, out var word) ? word : Word.Same(Parts(code).Script);

    /// <summary>The step; its code when it is not one of ours, empty when none was written.</summary>
    public static string Step(string code, Language language) => Steps.TryGetValue(Parts(code).Step, out var word) ? word.In(language) : Parts(code).Step;

    /// <summary>Whether both parts have their words.</summary>
    public static bool Has(string code) => Scripts.ContainsKey(Parts(code).Script) && Steps.ContainsKey(Parts(code).Step);

    static (string Script, string Step) Parts(string code) => code.Split('/', 2) is [var script, var step] ? (script, step) : (code, "");
}
