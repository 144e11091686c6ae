using System.Text;

namespace Knooppunt.Observations.Identifiers;

/// <summary>The Dutch side codes (RDW): in which order groups of letters and digits stand, and which letters are never issued.</summary>
static class DutchSideCodes
{
    static readonly string[] Forms =
    [
        "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
        "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
    ];

    // Abbreviations of parties, of the SS and SD, and others that would give offence.
    static readonly string[] Forbidden = ["GVD", "KKK", "NSB", "PKK", "PSV", "TBS", "SS", "SD", "PVV", "SGP", "VVD", "FVD", "BBB"];

    /// <summary>The side code of a plate without separators; 0 when it has none or holds a forbidden group of letters.</summary>
    public static int Of(ReadOnlySpan<char> plate)
    {
        if (plate.Length != 6)
            return 0;
        for (var i = 0; i < Forms.Length; i++)
        {
            if (Fits(plate, Forms[i]))
                return HoldsForbidden(plate) ? 0 : i + 1;
        }

        return 0;
    }

    public static string Format(string? plate)
    {
        if (plate is null || Of(plate) is not (> 0 and var code))
            return plate ?? "";
        var written = new StringBuilder(8);
        var next = 0;
        foreach (var c in Forms[code - 1])
            written.Append(c == '-' ? '-' : plate[next++]);
        return written.ToString();
    }

    static bool Fits(ReadOnlySpan<char> plate, string form)
    {
        var next = 0;
        foreach (var c in form)
        {
            if (c != '-' && !(c == '9' ? char.IsAsciiDigit(plate[next++]) : char.IsAsciiLetterUpper(plate[next++])))
                return false;
        }

        return true;
    }

    static bool HoldsForbidden(ReadOnlySpan<char> plate)
    {
        foreach (var group in Forbidden)
        {
            var at = plate.IndexOf(group, StringComparison.Ordinal);
            // A forbidden pair inside a group of three letters is issued: only whole groups count.
            if (at >= 0 && (at == 0 || !char.IsAsciiLetter(plate[at - 1])) && (at + group.Length == plate.Length || !char.IsAsciiLetter(plate[at + group.Length])))
                return true;
        }

        return false;
    }
}
