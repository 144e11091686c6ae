using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Programme;

/// <summary>Where a measure of the letter is done.</summary>
/// <param name="Href">Address of the screen; null when there is none yet.</param>
/// <param name="Missing">What the screen does not do yet; null when it does all of it.</param>
sealed record LetterScreen(string? Href, Word? Missing);

/// <summary>Which screen does what the letter names. A test opens each of them.</summary>
static class LetterScreens
{
    static readonly LetterScreen NotYet = new(null, null);

    static readonly Dictionary<string, LetterScreen> Screens = new(StringComparer.Ordinal)
    {
        ["rotterdam-1"] = Does("/exchange"),
        ["rotterdam-2"] = Does("/exchange"),
        ["rotterdam-5"] = Partly("/live", "camera's en drones komen binnen als berichten of bestanden; rechtstreeks van het apparaat nog niet", "cameras and drones come in as messages or files; not from the device itself yet"),
        ["rotterdam-8"] = Does("/extractors"),
        ["rotterdam-10"] = Does("/measures/seized"),
        ["rotterdam-11"] = Does("/cases"),
        ["zeeland-1"] = Partly("/sources", "hekken en kentekencamera's tellen mee; de controle van een lichaamskenmerk nog niet", "fences and plate cameras count; the check of a body feature does not yet"),
        ["zeeland-3"] = Does("/exchange"),
        ["zeeland-4"] = Does("/cases"),
        ["zeeland-5"] = Does("/measures"),
        ["zeeland-6"] = Does("/municipal"),
        ["zeeland-7"] = Does("/inspections"),
        ["zeeland-8"] = Does("/briefing"),
        ["zeeland-9"] = Does("/phenomena"),
        ["zeeland-10"] = Does("/scripts"),
        ["zeeland-11"] = Does("/advice"),
        ["zeeland-12"] = Partly("/phenomena", "wat een controle leerde wordt nog met de hand in een script gezet", "what an inspection taught is put into a script by hand yet"),
        ["nzkg-2"] = Does("/sources"),
        ["nzkg-3"] = Does("/programme/displacement"),
        ["nzkg-4"] = Does("/patterns"),
        ["nzkg-6"] = Does("/reports/figures"),
        ["nzkg-7"] = Does("/cases"),
        ["nzkg-8"] = Does("/inspections"),
        ["nzkg-9"] = Does("/measures"),
        ["nzkg-10"] = Does("/inspections"),
        ["schiphol-1"] = Does("/inspections"),
        ["schiphol-2"] = Does("/live"),
        ["schiphol-3"] = Does("/municipal"),
        ["schiphol-5"] = Does("/inspections"),
        ["schiphol-7"] = Does("/barriers"),
        ["schiphol-9"] = Does("/reports"),
        ["schiphol-10"] = Partly("/patterns", "patronen over personeel staan uit tot de stappen van de wet zijn vastgelegd", "patterns about staff are off until the steps of the law are recorded"),
        ["flowers-1"] = Does("/scripts"),
        ["flowers-2"] = Does("/advice"),
        ["flowers-3"] = Does("/barriers"),
        ["flowers-4"] = Does("/barriers"),
        ["flowers-5"] = Does("/reports"),
        ["flowers-7"] = Does("/inspections"),
    };

    /// <summary>Where a measure is done.</summary>
    /// <param name="code">Code of the measure in the letter.</param>
    public static LetterScreen Of(string code) => Screens.GetValueOrDefault(code, NotYet);

    /// <summary>Codes of the measures that have a screen.</summary>
    public static IEnumerable<string> Codes => Screens.Keys;

    static LetterScreen Does(string href) => new(href, null);

    static LetterScreen Partly(string href, string dutch, string english) => new(href, new(dutch, english));
}
