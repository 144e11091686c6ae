using System.Globalization;

namespace Knooppunt.Knowledge.Taxii;

/// <summary>
/// The version of an object as a text that sorts by time: UTC without its Z, the fraction of a second without trailing zeros
/// (<c>2026-03-01T08:00:00.5</c>). Two writings of one moment are one version (STIX 2.1, 3.2 and 3.6).
/// </summary>
public static class StixVersion
{
    /// <summary>The most digits of a second's fraction.</summary>
    public const int MostDigits = 12;

    const int WholeSeconds = 19;

    /// <summary>Reads an RFC 3339 time in UTC as STIX and TAXII write it.</summary>
    /// <param name="text">The text, <c>2026-03-01T08:00:00.000Z</c>.</param>
    /// <returns>The sortable text; null when it is no such time, or has more than <see cref="MostDigits"/> digits of a fraction.</returns>
    public static string? Read(string? text)
    {
        if (text is null || text.Length is < WholeSeconds + 1 or > WholeSeconds + 2 + MostDigits || text[^1] is not ('Z' or 'z'))
            return null;
        if (!DateTime.TryParseExact(text.AsSpan(0, WholeSeconds), "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return null;
        var fraction = text.AsSpan(WholeSeconds, text.Length - WholeSeconds - 1);
        if (fraction.Length == 0)
            return text[..WholeSeconds];
        if (fraction[0] != '.' || fraction.Length == 1 || fraction[1..].ContainsAnyExceptInRange('0', '9'))
            return null;
        return string.Concat(text.AsSpan(0, WholeSeconds), fraction.TrimEnd('0').TrimEnd('.'));
    }

    /// <summary>The version as STIX writes it, with at least milliseconds: <c>2026-03-01T08:00:00.500Z</c>.</summary>
    /// <param name="version">What <see cref="Read"/> gave.</param>
    public static string Show(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.Length == WholeSeconds)
            return version + ".000Z";
        return version.PadRight(WholeSeconds + 4, '0') + "Z";
    }

    /// <summary>A moment as TAXII writes it, to the microsecond: <c>2026-03-01T08:00:00.000001Z</c>.</summary>
    /// <param name="microseconds">UTC microseconds since 1970; 0 or more.</param>
    public static string Moment(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * 10).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>UTC microseconds since 1970 of a time, rounded down; null when it is no RFC 3339 time in UTC.</summary>
    /// <param name="text">The text.</param>
    public static long? Microseconds(string? text)
    {
        if (Read(text) is not { } version)
            return null;
        var second = DateTime.ParseExact(version.AsSpan(0, WholeSeconds), "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None);
        var fraction = version.Length > WholeSeconds ? version[(WholeSeconds + 1)..].PadRight(6, '0')[..6] : "0";
        return ((second - DateTime.UnixEpoch).Ticks / 10) + long.Parse(fraction, CultureInfo.InvariantCulture);
    }
}
