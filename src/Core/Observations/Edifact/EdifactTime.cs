using System.Globalization;
using System.Text;

namespace Knooppunt.Observations.Edifact;

/// <summary>Dates and times as EDIFACT writes them: code list 2379 of DTM, and the preparation time of UNB.</summary>
static class EdifactTime
{
    // Nothing of the field happened earlier, and no plan reaches further.
    const int FirstYear = 1980, LastYear = 2100;

    /// <summary>A DTM value by its format code; null when value and format do not fit or the date cannot be.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> value, ReadOnlySpan<byte> format, SourceContext context)
    {
        Span<char> text = stackalloc char[24];
        if (value.Length > text.Length || !Ascii.IsValid(value))
            return null;
        text = text[..Encoding.ASCII.GetChars(value, text)];
        if (format.SequenceEqual("203"u8))
            return Local(text, 12, true, context);
        if (format.SequenceEqual("102"u8))
            return Local(text, 8, true, context);
        if (format.SequenceEqual("204"u8))
            return Local(text, 14, true, context);
        if (format.SequenceEqual("201"u8))
            return Local(text, 10, false, context);
        if (format.SequenceEqual("202"u8))
            return Local(text, 12, false, context);
        if (format.SequenceEqual("101"u8))
            return Local(text, 6, false, context);
        if (format.SequenceEqual("303"u8))
            return Zoned(text, 12, true);
        if (format.SequenceEqual("304"u8))
            return Zoned(text, 14, true);
        if (format.SequenceEqual("301"u8))
            return Zoned(text, 10, false);
        if (format.SequenceEqual("205"u8))
            return Zoned(text, 12, true);
        return null;
    }

    /// <summary>Date and time of UNB: <c>yymmdd:hhmm</c> or <c>ccyymmdd:hhmm</c>; null when they cannot be.</summary>
    public static DateTimeOffset? Prepared(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, SourceContext context)
    {
        Span<char> text = stackalloc char[12];
        if (date.Length is not (6 or 8) || time.Length != 4 || !Ascii.IsValid(date) || !Ascii.IsValid(time))
            return null;
        var length = Encoding.ASCII.GetChars(date, text);
        length += Encoding.ASCII.GetChars(time, text[length..]);
        return Local(text[..length], length, length == 12, context);
    }

    static DateTimeOffset? Local(ReadOnlySpan<char> text, int length, bool century, SourceContext context) =>
        text.Length == length && Digits(text, century) is { } local ? context.ToUtc(local) : null;

    static DateTimeOffset? Zoned(ReadOnlySpan<char> text, int digits, bool century)
    {
        if (text.Length <= digits || Digits(text[..digits], century) is not { } local || Offset(text[digits..]) is not { } offset)
            return null;
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)) - offset;
    }

    static TimeSpan? Offset(ReadOnlySpan<char> zone) => zone switch
    {
        "Z" or "UTC" or "GMT" or "WET" => TimeSpan.Zero,
        "CET" or "BST" => TimeSpan.FromHours(1),
        "CES" or "CEST" or "EET" => TimeSpan.FromHours(2),
        [('+' or '-') and var sign, _, _, _, _] when int.TryParse(zone[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var hhmm) && hhmm / 100 <= 14 && hhmm % 100 < 60 =>
            (sign == '-' ? -1 : 1) * new TimeSpan(hhmm / 100, hhmm % 100, 0),
        _ => null,
    };

    static DateTime? Digits(ReadOnlySpan<char> text, bool century)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return null;
        }

        var year = century ? Two(text) * 100 + Two(text[2..]) : Two(text) is var two && two < 80 ? 2000 + two : 1900 + two;
        text = text[(century ? 4 : 2)..];
        var (month, day) = (Two(text), Two(text[2..]));
        text = text[4..];
        var hour = text.Length >= 2 ? Two(text) : 0;
        var minute = text.Length >= 4 ? Two(text[2..]) : 0;
        var second = text.Length >= 6 ? Two(text[4..]) : 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59 || second > 59)
            return null;
        // Midnight may be written as the end of a day.
        if (hour == 24 && (minute > 0 || second > 0))
            return null;
        return new DateTime(year, month, day, 0, minute, second, DateTimeKind.Unspecified).AddHours(hour);
    }

    static int Two(ReadOnlySpan<char> text) => (text[0] - '0') * 10 + text[1] - '0';
}
