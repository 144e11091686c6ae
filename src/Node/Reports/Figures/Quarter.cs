using System.Globalization;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Reports;

/// <summary>A quarter of a year, as the port's calendar has it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Of">1 to 4.</param>
readonly record struct Quarter(int Year, int Of)
{
    /// <summary>One number that rises with time: 20264 for the last quarter of 2026.</summary>
    public int Number => (Year * 10) + Of;

    public Quarter Next => Of == 4 ? new(Year + 1, 1) : this with { Of = Of + 1 };

    /// <summary>The quarter of a number of <see cref="Number"/>.</summary>
    public static Quarter OfNumber(int number) => new(number / 10, number % 10);

    /// <summary>The quarter in which a moment lies.</summary>
    public static Quarter At(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone) is var local ? new(local.Year, ((local.Month - 1) / 3) + 1) : default;

    /// <summary>Its first moment.</summary>
    public DateTimeOffset Begins(TimeZoneInfo zone) => zone.MidnightOf(new(Year, (Of * 3) - 2, 1));

    /// <summary>As on screens and in files: 2026-Q4.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Of}");
}
