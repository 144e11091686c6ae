namespace Knooppunt.Observations.Ais;

/// <summary>The bits of a message: six per character of the payload (ITU-R M.1371, IEC 61162-1 table of six-bit characters).</summary>
/// <param name="sixes">Unarmoured values, 0 to 63 each.</param>
/// <param name="length">Number of bits that count.</param>
readonly ref struct AisBits(ReadOnlySpan<byte> sixes, int length)
{
    /// <summary>The longest payload: five slots hold 1,064 bits, less than 178 characters; senders pad a little.</summary>
    public const int LongestPayload = 200;

    readonly ReadOnlySpan<byte> _sixes = sixes;

    /// <summary>Bits that count.</summary>
    public int Length { get; } = length;

    /// <summary>Unarmours a payload into <paramref name="sixes"/>; false when a character is none of the sixty-four.</summary>
    public static bool Unarmour(ReadOnlySpan<byte> payload, Span<byte> sixes)
    {
        var wrong = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            // Characters 48 to 87 are 0 to 39, 96 to 119 are 40 to 63.
            var value = payload[i] - 48;
            if (value > 40)
                value -= 8;
            wrong |= value | (63 - value) | (payload[i] is > 87 and < 96 ? -1 : 0);
            sixes[i] = (byte)value;
        }

        return wrong >= 0;
    }

    /// <summary>An unsigned number of up to 30 bits; bits beyond the end are 0.</summary>
    public int Unsigned(int start, int count)
    {
        long bits = 0;
        var first = start / 6;
        var last = (start + count - 1) / 6;
        for (var i = first; i <= last; i++)
            bits = bits << 6 | (i < _sixes.Length ? _sixes[i] : (byte)0);
        return (int)(bits >> (last * 6 + 5 - (start + count - 1)) & (1L << count) - 1);
    }

    /// <summary>A signed number of up to 30 bits, two's complement.</summary>
    public int Signed(int start, int count) => Unsigned(start, count) << 32 - count >> 32 - count;

    /// <summary>Text in six-bit ASCII up to <c>@</c>, blanks at the end dropped, as bytes in <paramref name="room"/>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Text(int start, int characters, Span<byte> room)
    {
        var count = 0;
        for (; count < characters && start + 6 <= Length; count++, start += 6)
        {
            var six = Unsigned(start, 6);
            if (six == 0)
                break;
            room[count] = (byte)(six < 32 ? six + 64 : six);
        }

        return room[..count].Trim((byte)' ');
    }
}
