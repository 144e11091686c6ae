namespace Knooppunt.Observations.Identifiers;

/// <summary>A container number by ISO 6346: three letters of the owner, one of the category, six digits, a check digit.</summary>
/// <remarks>A number of the right form with a wrong check digit is a value too, with <see cref="IsValid"/> false: cameras and clerks misread, and that is worth seeing.
/// Written by <see cref="ToString"/> without spaces. <c>default</c> is empty and not valid.</remarks>
public readonly record struct ContainerNumber
{
    ContainerNumber(string value, bool isValid) => (Value, IsValid) = (value, isValid);

    /// <summary>Eleven characters, upper case; null in <c>default</c>.</summary>
    public string? Value { get; }

    /// <summary>Whether the check digit is right.</summary>
    public bool IsValid { get; }

    /// <summary>The four letters of owner and category, for example <c>MSKU</c>.</summary>
    public string Owner => Value?[..4] ?? "";

    /// <summary>Reads a number, written with or without spaces, hyphens and dots, in either case; null when it has not the form.</summary>
    public static ContainerNumber? TryParse(ReadOnlySpan<char> text)
    {
        Span<char> normal = stackalloc char[11];
        var length = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-' or '.' or '/')
                continue;
            if (length == 11)
                return null;
            normal[length++] = char.ToUpperInvariant(c);
        }

        return length == 11 && HasForm(normal) ? new(new string(normal), normal[10] - '0' == CheckDigit(normal)) : null;
    }

    /// <summary>The check digit of ten characters (ISO 6346, annex A: letters count 10 to 38 without multiples of 11, weights are powers of two, modulo 11, ten written as nought).</summary>
    /// <returns>0 to 9.</returns>
    public static int CheckDigit(ReadOnlySpan<char> firstTen)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
            sum += ValueOf(firstTen[i]) << i;
        return sum % 11 % 10;
    }

    /// <summary>The number as written on the box, without spaces.</summary>
    public override string ToString() => Value ?? "";

    static int ValueOf(char c)
    {
        if (c <= '9')
            return c - '0';
        var value = c - 'A' + 10;
        return value + (value > 10 ? 1 : 0) + (value > 20 ? 1 : 0) + (value > 30 ? 1 : 0);
    }

    static bool HasForm(ReadOnlySpan<char> text)
    {
        foreach (var c in text[..4])
        {
            if (!char.IsAsciiLetterUpper(c))
                return false;
        }

        foreach (var c in text[4..])
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }
}
