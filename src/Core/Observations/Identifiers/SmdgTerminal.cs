namespace Knooppunt.Observations.Identifiers;

/// <summary>A terminal by the SMDG code list: up to six letters and digits, unique within its port.</summary>
/// <remarks>It checks the form, not the list, which changes monthly. <c>default</c> is empty.</remarks>
public readonly record struct SmdgTerminal
{
    SmdgTerminal(string value) => Value = value;

    /// <summary>One to six characters, upper case; null in <c>default</c>.</summary>
    public string? Value { get; }

    /// <summary>Reads a code; null when it has not the form.</summary>
    public static SmdgTerminal? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is < 1 or > 6)
            return null;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return null;
        }

        return new SmdgTerminal(text.ToString().ToUpperInvariant());
    }

    /// <summary>The code.</summary>
    public override string ToString() => Value ?? "";
}
