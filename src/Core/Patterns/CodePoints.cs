using System.Text;

namespace Knooppunt.Patterns;

/// <summary>Text that holds characters of two code units, such as an emoji, against a pattern in which one character may be any: each counts as one.</summary>
static class CodePoints
{
    static readonly string Many = TextPattern.Many.ToString();

    /// <summary>Whether a text has a character of two code units.</summary>
    public static bool HasPairs(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDBFF');

    /// <summary>Whether a text matches a pattern; takes time up to the product of their lengths.</summary>
    /// <param name="pattern">Its characters, with <see cref="TextPattern.Many"/>, <see cref="FixedStretch.One"/> and <see cref="FixedStretch.Dash"/> among them.</param>
    /// <param name="text">The text.</param>
    /// <param name="comparison">How plain characters are compared.</param>
    public static bool Match(string pattern, ReadOnlySpan<char> text, StringComparison comparison)
    {
        var (tokens, characters) = (Split(pattern), Split(text));
        // Where to go on when what follows the last star does not fit: one character further on.
        var (token, at, star, again) = (0, 0, -1, 0);
        while (at < characters.Count)
        {
            if (token < tokens.Count && tokens[token] == Many)
                (star, again) = (token++, at);
            else if (token < tokens.Count && Fits(tokens[token], characters[at], comparison))
                (token, at) = (token + 1, at + 1);
            else if (star >= 0)
                (token, at) = (star + 1, ++again);
            else
                return false;
        }

        return tokens.Skip(token).All(left => left == Many);
    }

    static bool Fits(string token, string character, StringComparison comparison) => token[0] switch
    {
        FixedStretch.One => true,
        FixedStretch.Dash => FixedStretch.Dashes.Contains(character, StringComparison.Ordinal),
        _ => string.Equals(token, character, comparison),
    };

    static List<string> Split(ReadOnlySpan<char> text)
    {
        var characters = new List<string>(text.Length);
        while (!text.IsEmpty)
        {
            // Half a pair stands for itself.
            _ = Rune.DecodeFromUtf16(text, out _, out var length);
            characters.Add(text[..length].ToString());
            text = text[length..];
        }

        return characters;
    }
}
