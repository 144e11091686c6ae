using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Small closed lists as a screen names them: kinds of place, of look, of format.</summary>
static class KindNames
{
    static readonly Dictionary<string, Word> OfPlaces = new(StringComparer.Ordinal)
    {
        ["site"] = ("terrein", "site"),
        ["gate"] = ("poort", "gate"),
        ["berth"] = ("ligplaats", "berth"),
        ["quay"] = ("kade", "quay"),
        ["stack"] = ("stapel", "stack"),
        ["zone"] = ("zone", "zone"),
        ["fence"] = ("hek", "fence"),
        ["camera"] = ("camera", "camera"),
        ["depot"] = ("leegdepot", "empty depot"),
        ["anchorage"] = ("ankergebied", "anchorage"),
        ["fairway"] = ("vaarweg", "fairway"),
        ["dock"] = ("laaddok", "dock"),
        ["hall"] = ("hal", "hall"),
        ["apron"] = ("platform", "apron"),
        ["building"] = ("bedrijfsgebouw", "business building"),
        ["slipway"] = ("trailerhelling", "slipway"),
    };

    static readonly Dictionary<string, Word> OfLooks = new(StringComparer.Ordinal)
    {
        ["signal"] = ("signaal", "signal"),
        ["signals"] = ("lijst van signalen", "list of signals"),
        ["live"] = ("live kaart", "live map"),
        ["subject"] = ("object", "subject"),
        ["search"] = ("zoekopdracht", "search"),
        ["clear-text"] = ("leesbaar getoond", "shown in clear"),
        ["export"] = ("export", "export"),
        ["backtest"] = ("achteraf getoetst", "backtested"),
        ["proofs"] = ("bewijzen van vernietiging", "proofs of destruction"),
        ["role"] = ("rol", "role"),
        ["case"] = ("zaak", "case"),
        ["cases"] = ("lijst van zaken", "list of cases"),
        ["phenomenon"] = ("dossier over een fenomeen", "phenomenon file"),
        ["phenomena"] = ("lijst van fenomenen", "list of phenomena"),
        ["release-preview"] = ("vrijgave geprobeerd", "release tried"),
        ["concerned"] = ("verzoek over eigen gegevens", "request about own data"),
        ["concerned-search"] = ("gezocht voor een verzoek", "searched for a request"),
        ["register"] = ("register van verwerkingen", "register of processing"),
        ["deletion"] = ("gewist na de termijn", "deleted after its term"),
    };

    static readonly Dictionary<string, Word> OfFormats = new(StringComparer.Ordinal)
    {
        ["edifact"] = ("EDIFACT-berichten", "EDIFACT messages"),
        ["ais"] = ("AIS-zinnen", "AIS sentences"),
        ["dcsa"] = ("DCSA-gebeurtenissen", "DCSA events"),
        ["cloudevents"] = ("CloudEvents", "CloudEvents"),
        ["mapped"] = ("bestand met vertaling", "mapped file"),
    };

    /// <summary>Kinds of place.</summary>
    public static string Place(string kind, Language language) => Of(OfPlaces, kind, language);

    /// <summary>What was looked at, in the log.</summary>
    public static string Look(string kind, Language language) => Of(OfLooks, kind, language);

    /// <summary>Formats of sources.</summary>
    public static string Format(string kind, Language language) => Of(OfFormats, kind, language);

    /// <summary>Whether the name of a place says already what it is: a word of it is that kind, in Dutch or in English, or ends in it as Dutch compounds do.</summary>
    /// <param name="name">The name, <c>Trailerhelling Zaandam</c>.</param>
    /// <param name="word">The word that stands before it; false for one that is no kind of place.</param>
    public static bool Says(string name, string word)
    {
        var kinds = OfPlaces.Values.Where(kind => kind.Dutch.EndsWith(word, StringComparison.OrdinalIgnoreCase) || string.Equals(kind.English, word, StringComparison.OrdinalIgnoreCase)).ToList();
        var parts = name.Split([.. name.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return kinds.Count > 0 && kinds.SelectMany(kind => new[] { kind.Dutch, kind.English }).Append(word).Any(said => parts.Any(part => part.EndsWith(said, StringComparison.OrdinalIgnoreCase)));
    }

    static string Of(Dictionary<string, Word> words, string kind, Language language) => words.TryGetValue(kind, out var word) ? word.In(language) : kind;
}
