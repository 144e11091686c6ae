using System.Globalization;

namespace Knooppunt.Observations.Identifiers;

/// <summary>A maritime mobile service identity (ITU-R M.585): nine digits that name a ship, a coast station, an aid to navigation or a device.</summary>
/// <remarks><c>default</c> is 000000000, which names nothing and is never parsed.</remarks>
public readonly record struct Mmsi
{
    Mmsi(int number) => Number = number;

    /// <summary>1 to 999,999,999.</summary>
    public int Number { get; }

    /// <summary>Three digits of country: at the place where the kind of station puts them; 0 when the kind has none.</summary>
    public int Country => Number switch
    {
        >= 970_000_000 and < 980_000_000 => 0,
        >= 990_000_000 or (>= 980_000_000 and < 990_000_000) => Number / 10_000 % 1000,
        >= 111_000_000 and < 112_000_000 => Number / 1000 % 1000,
        >= 200_000_000 and < 800_000_000 => Number / 1_000_000,
        < 10_000_000 => Number / 10_000,
        < 100_000_000 => Number / 100_000,
        _ => 0,
    };

    /// <summary>Whether it names a ship (first digit 2 to 7).</summary>
    public bool IsShip => Number is >= 200_000_000 and < 800_000_000;

    /// <summary>From a number; null outside 1 to 999,999,999.</summary>
    public static Mmsi? From(long number) => number is > 0 and <= 999_999_999 ? new Mmsi((int)number) : null;

    /// <summary>Reads up to nine digits; null when it is anything else.</summary>
    public static Mmsi? TryParse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is > 0 and <= 9 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? From(number) : null;
    }

    /// <summary>Nine digits.</summary>
    public override string ToString() => Number.ToString("D9", CultureInfo.InvariantCulture);
}
