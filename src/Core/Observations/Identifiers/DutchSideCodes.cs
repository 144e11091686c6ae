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

    // The code of each order of six letters (a one) and digits (a zero), the first on the left.
    static readonly byte[] CodeOf = Codes();

    /// <summary>The side code of a plate without separators; 0 when it has none or holds a forbidden group of letters.</summary>
    public static int Of(ReadOnlySpan<char> plate)
    {
        if (plate.Length != 6)
            return 0;
        var order = 0;
        foreach (var c in plate)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
                return 0;
            order = (order << 1) | (char.IsAsciiDigit(c) ? 0 : 1);
        }

        return CodeOf[order] is > 0 and var code && !HoldsForbidden(plate) ? code : 0;
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

    static byte[] Codes()
    {
        var codes = new byte[1 << 6];
        for (var i = 0; i < Forms.Length; i++)
            codes[Forms[i].Where(c => c != '-').Aggregate(0, (order, c) => (order << 1) | (c == 'X' ? 1 : 0))] = (byte)(i + 1);
        return codes;
    }

    /// <summary>Whether letters that stand together are never issued. A forbidden pair inside a longer group is: only whole groups count.</summary>
    static bool HoldsForbidden(ReadOnlySpan<char> plate)
    {
        for (var from = 0; from < plate.Length;)
        {
            var to = from;
            while (to < plate.Length && char.IsAsciiLetterUpper(plate[to]))
                to++;
            if (IsForbidden(plate[from..to]))
                return true;
            from = to + 1;
        }

        return false;
    }

    // Abbreviations of parties, of the SS and SD, and others that would give offence.
    static bool IsForbidden(ReadOnlySpan<char> group) =>
        group is "GVD" or "KKK" or "NSB" or "PKK" or "PSV" or "TBS" or "SS" or "SD" or "PVV" or "SGP" or "VVD" or "FVD" or "BBB";
}
