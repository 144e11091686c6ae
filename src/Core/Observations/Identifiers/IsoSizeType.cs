namespace Knooppunt.Observations.Identifiers;

/// <summary>Size and type of a container by ISO 6346: length, height and width, then a type group and its detail (<c>22G1</c>, <c>45R1</c>); the older four digits (<c>4510</c>) too.</summary>
/// <remarks><c>default</c> is empty.</remarks>
public readonly record struct IsoSizeType
{
    IsoSizeType(string value) => Value = value;

    /// <summary>Four characters, upper case; null in <c>default</c>.</summary>
    public string? Value { get; }

    /// <summary>Length in feet: 10, 20, 30, 40, 45, 48, 49 or 53; 0 when the code names another length.</summary>
    public int LengthFeet => Value?[0] switch
    {
        '1' => 10,
        '2' => 20,
        '3' => 30,
        '4' => 40,
        'L' => 45,
        'M' => 48,
        'N' => 49,
        'P' => 53,
        _ => 0,
    };

    /// <summary>Whether it can cool or heat: type groups R (integral), H (removable equipment, insulated); 30 to 49 in the older digits.</summary>
    public bool IsReefer => Value is { } value && (value[2] is 'R' or 'H' || (value[2] is '3' or '4' && char.IsAsciiDigit(value[3])));

    /// <summary>Reads a code; null when it has not the form.</summary>
    public static IsoSizeType? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length != 4)
            return null;
        Span<char> code = stackalloc char[4];
        for (var i = 0; i < 4; i++)
        {
            code[i] = char.ToUpperInvariant(text[i]);
            if (!char.IsAsciiLetterUpper(code[i]) && !char.IsAsciiDigit(code[i]))
                return null;
        }

        return char.IsAsciiDigit(code[0]) || code[0] is >= 'A' and <= 'P' ? new IsoSizeType(new string(code)) : null;
    }

    /// <summary>The four characters.</summary>
    public override string ToString() => Value ?? "";
}
