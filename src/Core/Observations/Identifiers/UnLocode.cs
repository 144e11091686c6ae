namespace Knooppunt.Observations.Identifiers;

/// <summary>A place by UN/LOCODE (UNECE recommendation 16): two letters of the country, three letters or digits 2 to 9 of the place.</summary>
/// <remarks>It checks the form and the country, not the list of places, which changes twice a year. <c>default</c> is empty.</remarks>
public readonly record struct UnLocode
{
    UnLocode(string value) => Value = value;

    /// <summary>Five characters, upper case; null in <c>default</c>.</summary>
    public string? Value { get; }

    /// <summary>ISO 3166-1 code of the country.</summary>
    public string Country => Value?[..2] ?? "";

    /// <summary>Reads a code, with or without a space after the country, in either case; null when it has not the form or the country code is none
    /// (<c>XZ</c>, international waters, is one).</summary>
    public static UnLocode? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<char> code = stackalloc char[5];
        if (text.Length == 6 && text[2] == ' ')
        {
            text[..2].CopyTo(code);
            text[3..].CopyTo(code[2..]);
        }
        else if (text.Length == 5)
        {
            text.CopyTo(code);
        }
        else
        {
            return null;
        }

        for (var i = 0; i < code.Length; i++)
        {
            code[i] = char.ToUpperInvariant(code[i]);
            if (!char.IsAsciiLetterUpper(code[i]) && (i < 2 || code[i] is < '2' or > '9'))
                return null;
        }

        return Countries.Knows(code[..2]) ? new UnLocode(new string(code)) : null;
    }

    /// <summary>The five characters.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>The two-letter country codes of ISO 3166-1, with those that UN/LOCODE adds.</summary>
static class Countries
{
    const string All =
        "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGY" +
        "HKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW" +
        "SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKXZYEYTZAZMZW";

    public static bool Knows(ReadOnlySpan<char> code)
    {
        for (var i = 0; i < All.Length; i += 2)
        {
            if (All.AsSpan(i, 2).SequenceEqual(code))
                return true;
        }

        return false;
    }
}
