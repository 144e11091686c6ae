namespace Knooppunt.Cases;

/// <summary>A SHA-256 hash as people copy it.</summary>
public static class Sha256Text
{
    /// <summary>Hexadecimal digits of a hash.</summary>
    public const int Digits = 64;

    /// <summary>The hash in lower case; null when the text is none. Spaces, colons and hyphens between the digits are left out.</summary>
    /// <param name="text">What somebody typed or pasted.</param>
    public static string? Read(string? text)
    {
        var kept = string.Concat((text ?? "").Where(c => !(char.IsWhiteSpace(c) || c is ':' or '-')));
        return kept.Length == Digits && kept.All(char.IsAsciiHexDigit) ? kept.ToLowerInvariant() : null;
    }
}
