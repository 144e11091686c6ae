using System.Buffers.Text;

namespace Knooppunt.Observations.Ais;

/// <summary>Where the time of a sentence comes from: a <c>$PGHP</c> sentence, a tag block, or seconds behind the checksum.</summary>
static class AisTimes
{
    /// <summary>Reads <c>$PGHP,1,year,month,day,hour,minute,second,millisecond,...*hh</c> (Gatehouse); null when it is none or wrong.</summary>
    public static DateTimeOffset? ReadGatehouse(ReadOnlySpan<byte> line)
    {
        var star = line.LastIndexOf((byte)'*');
        if (star < 0 || line.Length < star + 3 || (AisSentence.Hex(line[star + 1]) << 4 | AisSentence.Hex(line[star + 2])) != AisSentence.Checksum(line[1..star]))
            return null;
        var rest = line[..star];
        if (!rest.StartsWith("$PGHP,1,"u8))
            return null;
        rest = rest[8..];
        Span<int> numbers = stackalloc int[7];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!Utf8Parser.TryParse(rest, out numbers[i], out var used) || (used < rest.Length && rest[used] != ',') || numbers[i] < 0)
                return null;
            rest = used < rest.Length ? rest[(used + 1)..] : [];
        }

        return Moment(numbers);
    }

    /// <summary>Seconds or milliseconds since 1970, as tag blocks (<c>c:</c>) and receivers write them; null when it is no time between 1990 and 2100.</summary>
    public static DateTimeOffset? ReadEpoch(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out long number, out var used) || used != text.Length)
            return null;
        const long first = 631_152_000, last = 4_102_444_800;
        if (number is >= first and < last)
            return DateTimeOffset.FromUnixTimeSeconds(number);
        return number is >= first * 1000 and < last * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
    }

    /// <summary>The moment of year, month, day, hour, minute, second, millisecond; null when it cannot be.</summary>
    public static DateTimeOffset? Moment(ReadOnlySpan<int> parts) =>
        parts[0] is < 1990 or > 2100 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])
        || parts[3] > 23 || parts[4] > 59 || parts[5] > 59 || parts[6] > 999
            ? null
            : new DateTimeOffset(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], TimeSpan.Zero);

    /// <summary>Reads the tag blocks (IEC 61162-450, NMEA 4.10: <c>\s:station,c:seconds*hh\</c>) before a sentence and takes them off the line.</summary>
    /// <returns>False when a block has no end or a wrong checksum; its content is then not used.</returns>
    public static bool TakeTagBlocks(ref ReadOnlySpan<byte> line, out DateTimeOffset? time)
    {
        time = null;
        var right = true;
        while (line.Length > 0 && line[0] == '\\')
        {
            var end = line[1..].IndexOf((byte)'\\');
            if (end < 0)
                return false;
            var block = line[1..(end + 1)];
            line = line[(end + 2)..];
            var star = block.LastIndexOf((byte)'*');
            if (star < 0 || block.Length < star + 3 || (AisSentence.Hex(block[star + 1]) << 4 | AisSentence.Hex(block[star + 2])) != AisSentence.Checksum(block[..star]))
            {
                right = false;
                continue;
            }

            time = ClockOf(block[..star]) ?? time;
        }

        return right;
    }

    static DateTimeOffset? ClockOf(ReadOnlySpan<byte> block)
    {
        while (block.Length > 0)
        {
            var comma = block.IndexOf((byte)',');
            var field = comma < 0 ? block : block[..comma];
            if (field.StartsWith("c:"u8))
                return ReadEpoch(field[2..]);
            block = comma < 0 ? [] : block[(comma + 1)..];
        }

        return null;
    }
}
