using System.Globalization;
using System.Text;

namespace Knooppunt.Detection;

/// <summary>Times from bytes: RFC 3339 in UTC by hand, other writings of ISO 8601 by the library, bare numbers as Unix seconds or milliseconds.</summary>
sealed class FastTime
{
    // Events of one file share their day: remembered with its ten characters.
    readonly byte[] _day = new byte[10];
    long _dayTicks = -1;

    public bool TryRead(ReadOnlySpan<byte> text, bool isNumber, out long ticks)
    {
        ticks = 0;
        if (isNumber)
            return TryUnix(text, out ticks);
        return (text.Length is >= 20 and <= 28 && text[^1] == 'Z' && TryFast(text, out ticks)) || TrySlow(text, out ticks);
    }

    bool TryFast(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || !TryDay(text[..10]))
            return false;
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (hour > 23 || minute > 59 || second > 59)
            return false;
        ticks = _dayTicks + (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        if (text.Length == 20)
            return true;
        if (text[19] != '.' || text.Length == 21)
            return false;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in text[20..^1])
        {
            unit /= 10;
            if ((uint)digit - '0' > 9)
                return false;
            ticks += unit * (digit - '0');
        }

        return true;
    }

    static uint Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)text[at] - '0', (uint)text[at + 1] - '0');
        return tens > 9 || ones > 9 ? 100 : (tens * 10) + ones;
    }

    bool TryDay(ReadOnlySpan<byte> text)
    {
        if (_dayTicks >= 0 && text.SequenceEqual(_day))
            return true;
        if (!DateTime.TryParseExact(Encoding.ASCII.GetString(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        text.CopyTo(_day);
        _dayTicks = day.Ticks;
        return true;
    }

    static bool TrySlow(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length is < 8 or > 64 || !DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return false;
        ticks = time.UtcTicks;
        return true;
    }

    static bool TryUnix(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!FastNumber.TryRead(text, out var number) || number is < 0 or > 2.5e14)
            return false;
        ticks = DateTimeOffset.UnixEpoch.Ticks + (long)(number * (number < 1e11 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond));
        return true;
    }
}
