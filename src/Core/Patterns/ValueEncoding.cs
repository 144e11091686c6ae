using System.Text;

namespace Knooppunt.Patterns;

/// <summary>Writes a value as the encoding modifiers say, one after the other (modifiers appendix, "Encoding").</summary>
static class ValueEncoding
{
    const int MostDashes = 4;

    /// <summary>The writings that the value may have, wildcards still in them; null with the reason when there are none.</summary>
    /// <param name="value">The value as the rule has it.</param>
    /// <param name="names">The modifiers in the order given.</param>
    public static (IReadOnlyList<string>? Writings, string? Wrong) Of(string value, IReadOnlyList<string> names)
    {
        var tokens = TextPattern.Tokens(value);
        List<string> writings = [tokens];
        if (names.Contains("windash"))
        {
            tokens = TextPattern.WithDashes(tokens);
            if (tokens.Count(c => c == FixedStretch.Dash) > MostDashes)
                return (null, $"The value has more than {MostDashes} dashes that windash may change, too many to encode in every writing; split the value.");
            writings = [.. Dashed(tokens)];
        }

        var bytes = false;
        foreach (var name in names.Where(ModifierRules.IsEncoding))
        {
            var wide = name is not ("base64" or "base64offset");
            if (!wide && TextPattern.HasWildcards(writings[0]))
                return (null, "An encoded value cannot hold wildcards; write them as \\* or \\?, or split the value.");
            writings = [.. writings.SelectMany(text => name switch
            {
                "base64" => [Convert.ToBase64String(Bytes(text, bytes))],
                "base64offset" => Enumerable.Range(0, 3).Select(shift => Shifted(Bytes(text, bytes), shift)),
                _ => [Widened(text, name)],
            })];
            bytes = wide;
        }

        return (writings, null);
    }

    static IEnumerable<string> Dashed(string tokens)
    {
        var at = tokens.IndexOf(FixedStretch.Dash, StringComparison.Ordinal);
        return at < 0 ? [tokens] : FixedStretch.Dashes.SelectMany(dash => Dashed($"{tokens[..at]}{dash}{tokens[(at + 1)..]}"));
    }

    // A byte of a wide text is written as the character with its number.
    static byte[] Bytes(string text, bool bytes) => (bytes ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text);

    static string Widened(string text, string name)
    {
        var encoding = name == "utf16be" ? Encoding.BigEndianUnicode : Encoding.Unicode;
        var result = new StringBuilder(name == "utf16" ? "\u00FF\u00FE" : "");
        for (int at = 0, end; at < text.Length; at = end)
        {
            var wild = TextPattern.IsWildcard(text[at]);
            end = at + 1;
            while (!wild && end < text.Length && !TextPattern.IsWildcard(text[end]))
                end++;
            result.Append(wild ? text[at..end] : Encoding.Latin1.GetString(encoding.GetBytes(text[at..end])));
        }

        return result.ToString();
    }

    /// <summary>The part of the encoding that does not depend on the bytes before and after.</summary>
    static string Shifted(byte[] bytes, int shift)
    {
        var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var from = shift switch { 0 => 0, 1 => 2, _ => 3 };
        var away = ((bytes.Length + shift) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
        return from >= encoded.Length - away ? encoded : encoded[from..^away];
    }
}
