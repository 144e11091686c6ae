using System.Globalization;

namespace Knooppunt.Observations.Identifiers;

/// <summary>The IMO number of a hull (resolution A.1117(30)): seven digits, the last a check digit. It stays with the hull through name and flag.</summary>
/// <remarks>A wrong check digit is a value with <see cref="IsValid"/> false. <c>default</c> is 0 and not valid.</remarks>
public readonly record struct ImoNumber
{
    ImoNumber(int number) => Number = number;

    /// <summary>1,000,000 to 9,999,999.</summary>
    public int Number { get; }

    /// <summary>Whether the check digit is right: the first six digits times 7 to 2, last digit of the sum.</summary>
    public bool IsValid
    {
        get
        {
            var (sum, rest) = (0, Number / 10);
            for (var weight = 2; weight <= 7; weight++, rest /= 10)
                sum += rest % 10 * weight;
            return Number >= 1_000_000 && sum % 10 == Number % 10;
        }
    }

    /// <summary>From a number; null unless it has seven digits.</summary>
    public static ImoNumber? From(long number) => number is >= 1_000_000 and <= 9_999_999 ? new ImoNumber((int)number) : null;

    /// <summary>Reads seven digits, with or without <c>IMO</c> before them; null when it is anything else.</summary>
    public static ImoNumber? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("IMO", StringComparison.OrdinalIgnoreCase))
            text = text[3..].Trim();
        return text.Length == 7 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? From(number) : null;
    }

    /// <summary>Seven digits.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
