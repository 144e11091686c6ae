namespace Knooppunt.Observations.Lines;

/// <summary>Times as RFC 3339 writes them: <c>2026-03-01T02:00:00Z</c>, with fraction and offset; strict about form and calendar.</summary>
static class Rfc3339
{
    /// <summary>Years that can be meant; anything else is a broken clock.</summary>
    public const int FirstYear = 1980, LastYear = 2100;

    /// <summary>Reads a time with its offset; null when it has another form or cannot be.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text) =>
        ReadLocal(text, out var rest) is { } local && Offset(rest) is { } offset ? new DateTimeOffset(local) - offset : null;

    /// <summary>Reads date and time of day; what follows them (offset or nothing) is the rest. T or a blank may stand between date and time.</summary>
    public static DateTime? ReadLocal(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't' or ' ') || text[13] != ':' || text[16] != ':')
            return null;
        if (Number(text, 0, 4) is not (>= FirstYear and <= LastYear and var year) || Number(text, 5, 2) is not (>= 1 and <= 12 and var month)
            || Number(text, 8, 2) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month)
            || Number(text, 11, 2) is not (>= 0 and <= 23 and var hour) || Number(text, 14, 2) is not (>= 0 and <= 59 and var minute) || Number(text, 17, 2) is not (>= 0 and <= 60 and var second))
            return null;
        rest = text[19..];
        // A leap second is read as the last one before it.
        var time = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Utc);
        if (rest.Length == 0 || rest[0] != '.')
            return time;
        long ticks = 0;
        var digits = 1;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++, unit /= 10)
            ticks += (rest[digits] - '0') * unit;
        if (digits == 1)
            return null;
        rest = rest[digits..];
        return time.AddTicks(ticks / 10 * 10);
    }

    static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text is ['Z' or 'z'])
            return TimeSpan.Zero;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || Number(text, 1, 2) is not (>= 0 and <= 14 and var hours) || Number(text, 4, 2) is not (>= 0 and <= 59 and var minutes))
            return null;
        return (text[0] == '-' ? -1 : 1) * new TimeSpan(hours, minutes, 0);
    }

    static int Number(ReadOnlySpan<char> text, int start, int count)
    {
        var number = 0;
        foreach (var c in text.Slice(start, count))
        {
            if (!char.IsAsciiDigit(c))
                return -1;
            number = number * 10 + c - '0';
        }

        return number;
    }
}
