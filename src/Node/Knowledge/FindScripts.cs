using System.Security.Claims;
using Knooppunt.Knowledge;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Knowledge;

/// <summary>Finds scripts by words, as far as their marks let the person see them.</summary>
sealed class FindScripts(ScriptShelf shelf) : IFindsByWords
{
    const int Longest = 80, Shortest = 3;

    /// <summary>Whether a script says the words, in either language: in its code, its name, its steps or what is told of them.</summary>
    public static bool Says(CrimeScript script, string words) => script.Claims.Select(claim => claim.Text).Concat(script.Steps.Select(step => step.Name)).Append(script.Name)
        .Any(text => text.Dutch.Contains(words, StringComparison.OrdinalIgnoreCase) || text.English.Contains(words, StringComparison.OrdinalIgnoreCase)) || script.Code.Equals(words, StringComparison.OrdinalIgnoreCase);

    public string? Find(ClaimsPrincipal person, string words)
    {
        // A number is no word: it does not go into an address.
        if (words.Length is < Shortest or > Longest || words.Count(char.IsAsciiDigit) > 4)
            return null;
        return shelf.Of(person).Where(script => Says(script.Script, words)).Take(2).ToArray() switch
        {
            [] => null,
            [var only] => $"/scripts/{Uri.EscapeDataString(only.Script.Code)}",
            _ => $"/scripts?q={Uri.EscapeDataString(words)}",
        };
    }
}
