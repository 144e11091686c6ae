using Knooppunt.Detection;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Signals;

/// <summary>What a line of a pattern asked of a field, as a screen says it before the value that was seen.</summary>
static class ClueWords
{
    static readonly Dictionary<string, (string Dutch, string English)> Parts = new(StringComparer.Ordinal)
    {
        ["minute"] = ("minuut", "minute"),
        ["hour"] = ("uur", "hour"),
        ["day"] = ("dag", "day"),
        ["week"] = ("week", "week"),
        ["month"] = ("maand", "month"),
        ["year"] = ("jaar", "year"),
    };

    public static string Of(Clue clue, Language language) => (clue.Operator, clue.Asked) switch
    {
        ("=", _) => "=",
        ("exists", "true") => language["ingevuld:", "filled in:"],
        ("exists", _) => language["niet ingevuld", "not filled in"],
        ("is", _) => language["leeg", "empty"],
        ("like", var asked) => language[$"lijkt op {asked}:", $"is like {asked}:"],
        ("matches", var asked) => language[$"past op {asked}:", $"matches {asked}:"],
        ("in", var asked) => language[$"ligt in {asked}:", $"lies in {asked}:"],
        ("is not", var asked) => language[$"is niet {asked}:", $"is not {asked}:"],
        (var how, var asked) when how.Split(' ') is [var part, var sign] && Parts.TryGetValue(part, out var word) => $"{language[word.Dutch, word.English]} {sign} {asked}:",
        (var how, var asked) => $"{how} {asked}:",
    };
}
