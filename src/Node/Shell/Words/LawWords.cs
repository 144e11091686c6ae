using System.Text.RegularExpressions;

namespace Knooppunt.Node.Shell.Words;

/// <summary>What a citation of the law, which stands as Dutch law has it, says in English.</summary>
static partial class LawWords
{
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["AVG"] = "GDPR",
        ["Wpg"] = "Police Data Act",
        ["Wjsg"] = "Judicial Records Act",
        ["AWR"] = "General State Taxes Act",
        ["DWU"] = "Union Customs Code",
        ["Scheepvaartverkeerswet"] = "Shipping Traffic Act",
        ["Vo."] = "Regulation",
        ["vrijgavebeleid"] = "release policy",
        ["lid"] = "para.",
        ["onder"] = "point",
        ["en"] = "and",
    };

    /// <summary>A citation in English: "Wpg art. 8 lid 2 en 3" becomes "Police Data Act art. 8 para. 2 and 3". Null when it is the same in both.</summary>
    /// <param name="citation">The citation as Dutch law has it.</param>
    public static string? English(string citation) =>
        Word().Replace(citation, word => Words.GetValueOrDefault(word.Value, word.Value)) is var english && english != citation ? english : null;

    // A number with a letter, as in 39e, is no word.
    [GeneratedRegex(@"\b(?:Vo\.|\p{L}+)")]
    private static partial Regex Word();
}
