namespace Knooppunt.Knowledge.Taxii;

/// <summary>An identifier of STIX 2.1 (2.9): type, two hyphens, UUID in lower case.</summary>
public static class StixId
{
    /// <summary>The longest identifier: a type has at most 250 characters (STIX 2.1, 3.1).</summary>
    public const int Longest = 250 + 2 + 36;

    const int UuidLength = 36;

    /// <summary>Whether a text is one.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(ReadOnlySpan<char> text) => TypeLength(text) > 0;

    /// <summary>The type in an identifier; null when the text is none.</summary>
    /// <param name="text">The text.</param>
    public static string? TypeOf(string? text) => text is not null && TypeLength(text) is > 0 and var length ? text[..length] : null;

    static int TypeLength(ReadOnlySpan<char> text)
    {
        var type = text.Length - UuidLength - 2;
        if (type < 1 || text.Length > Longest || text[type] != '-' || text[type + 1] != '-' || !char.IsAsciiLetterLower(text[0]))
            return 0;
        foreach (var letter in text[..type])
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')
                return 0;
        }

        var uuid = text[(type + 2)..];
        for (var i = 0; i < UuidLength; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? uuid[i] != '-' : !char.IsAsciiHexDigitLower(uuid[i]))
                return 0;
        }

        return type;
    }
}
