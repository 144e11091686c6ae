namespace Knooppunt.Observations.Identifiers;

/// <summary>A licence plate: letters and digits without separators, and the Dutch side code when it has one. Foreign plates are kept as they are.</summary>
/// <remarks>Equality is by <see cref="Value"/>. <c>default</c> is empty.</remarks>
public readonly record struct LicencePlate
{
    /// <summary>The most letters and digits of a plate: 12.</summary>
    public const int Longest = 12;

    LicencePlate(string value, int sideCode) => (Value, SideCode) = (value, sideCode);

    /// <summary>Upper case letters and digits, 1 to <see cref="Longest"/>; null in <c>default</c>.</summary>
    public string? Value { get; }

    /// <summary>Dutch side code 1 to 14 (RDW); 0 when it has the form of none, or holds letters that are never issued.</summary>
    public int SideCode { get; }

    /// <summary>Whether it has the form of a Dutch plate. A foreign plate may have it too.</summary>
    public bool MayBeDutch => SideCode > 0;

    /// <summary>The plate with characters that cameras confuse replaced by one of each group: equal after folding means alike to a camera.</summary>
    /// <remarks>8 and B; 0, O, D and Q; 1, I and L; 2 and Z; 5 and S; 6 and G; 4 and A; U and V become one.</remarks>
    public string Folded => Fold(Value);

    /// <summary>Reads a plate, separators (space, hyphen, dot, colon, bullet) dropped; null when it is empty, longer than <see cref="Longest"/>, or holds anything but letters and digits.</summary>
    public static LicencePlate? TryParse(ReadOnlySpan<char> text)
    {
        Span<char> normal = stackalloc char[Longest];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '-' or '.' or ':' or '\u00B7' or '\u2022' or '_')
                continue;
            if (length == Longest || !char.IsLetterOrDigit(c))
                return null;
            normal[length++] = char.ToUpperInvariant(c);
        }

        normal = normal[..length];
        return length == 0 ? null : new LicencePlate(new string(normal), DutchSideCodes.Of(normal));
    }

    /// <summary>Written as the Dutch authority does, with hyphens between its groups; otherwise as it is.</summary>
    public string Formatted => MayBeDutch ? DutchSideCodes.Format(Value) : Value ?? "";

    /// <summary>The letters and digits.</summary>
    public override string ToString() => Value ?? "";

    static string Fold(string? plate) => plate is null ? "" : string.Create(plate.Length, plate, (folded, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            folded[i] = from[i] switch
            {
                'B' => '8',
                'O' or 'D' or 'Q' => '0',
                'I' or 'L' => '1',
                'Z' => '2',
                'S' => '5',
                'G' => '6',
                'A' => '4',
                'V' => 'U',
                var other => other,
            };
        }
    });
}
