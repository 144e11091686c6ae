using System.Globalization;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Reads and writes timestamps: RFC 3339 in UTC with a capital T and Z (STIX 2.1, section 2.16).</summary>
public static class StixTime
{
    const int WholeSeconds = 19, TickDigits = 7, SecondsAt = 17;

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="time">The moment; digits past a tenth of a microsecond are cut off, and a leap second is the first moment of the next minute.</param>
    /// <returns>False when the text is no timestamp, also for an offset other than Z.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null || text.Length is < WholeSeconds + 1 or > 64 || text[^1] != 'Z')
            return false;
        var leap = text[SecondsAt..WholeSeconds] == "60";
        var seconds = leap ? string.Concat(text.AsSpan(0, SecondsAt), "59") : text[..WholeSeconds];
        if (!DateTime.TryParseExact(seconds, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var whole))
            return false;
        var fraction = text.AsSpan(WholeSeconds, text.Length - WholeSeconds - 1);
        var ticks = 0L;
        if (!fraction.IsEmpty)
        {
            if (fraction[0] != '.' || fraction.Length < 2 || fraction[1..].ContainsAnyExceptInRange('0', '9'))
                return false;
            for (var i = 0; i < TickDigits; i++)
                ticks = ticks * 10 + (i + 1 < fraction.Length ? fraction[i + 1] - '0' : 0);
        }

        if (leap)
            ticks = TimeSpan.TicksPerSecond;
        if (whole.Ticks + ticks > DateTime.MaxValue.Ticks)
            return false;
        time = new(whole.AddTicks(ticks), TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes a moment to the millisecond, as <c>created</c> and <c>modified</c> must be (section 3.2); what is finer is cut off.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a timestamp is written to the millisecond or finer.</summary>
    internal static bool HasMilliseconds(string text) => text.Length > WholeSeconds + 4 && text[WholeSeconds] == '.';
}
