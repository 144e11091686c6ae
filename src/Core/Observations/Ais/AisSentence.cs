using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Knooppunt.Observations.Ais;

/// <summary>One encapsulation sentence (IEC 61162-1): <c>!AIVDM,total,number,sequence,channel,payload,fill*hh</c>.</summary>
readonly ref struct AisSentence
{
    AisSentence(int parts, int part, int sequence, byte channel, ReadOnlySpan<byte> payload, int fill, ReadOnlySpan<byte> suffix)
    {
        (Parts, Part, Sequence, Channel, Fill) = (parts, part, sequence, channel, fill);
        Payload = payload;
        Suffix = suffix;
    }

    /// <summary>Of how many sentences the message consists: 1 to 9.</summary>
    public int Parts { get; }

    /// <summary>Which of them this is, from 1.</summary>
    public int Part { get; }

    /// <summary>Number that holds the sentences of a message together, 0 to 9; -1 when it is not given.</summary>
    public int Sequence { get; }

    /// <summary>Radio channel; 0 when it is not given.</summary>
    public byte Channel { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Bits to leave out at the end: 0 to 5.</summary>
    public int Fill { get; }

    /// <summary>What stands behind the checksum, without the comma; some receivers write the seconds since 1970 there.</summary>
    public ReadOnlySpan<byte> Suffix { get; }

    /// <summary>Whether it begins as a VDM or VDO sentence of any talker.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) =>
        line.Length > 7 && line[0] == '!' && line[6] == ',' && line[3] == 'V' && line[4] == 'D' && line[5] is (byte)'M' or (byte)'O';

    /// <summary>Reads a sentence; null and the reason when it is wrong.</summary>
    public static string? Read(ReadOnlySpan<byte> line, out AisSentence sentence)
    {
        sentence = default;
        var star = line.LastIndexOf((byte)'*');
        if (star < 0 || line.Length < star + 3)
            return "checksum missing";
        if (Hex(line[star + 1]) is not (>= 0 and var high) || Hex(line[star + 2]) is not (>= 0 and var low) || (high << 4 | low) != Checksum(line[1..star]))
            return "checksum wrong";
        var body = line[7..star];
        if (body.Length < 8 || body[1] != ',' || body[3] != ',')
            return "sentence not of the form total,number,sequence,channel,payload,fill";
        var (parts, part) = (body[0] - '0', body[2] - '0');
        if (parts is < 1 or > 9 || part < 1 || part > parts)
            return "sentence numbers out of range";
        var rest = body[4..];
        var sequence = -1;
        if (rest[0] is >= (byte)'0' and <= (byte)'9')
        {
            sequence = rest[0] - '0';
            rest = rest[1..];
        }

        var comma = rest.Length > 0 && rest[0] == ',' ? rest[1..].IndexOf((byte)',') : -1;
        if (comma is < 0 or > 1 || rest.Length < comma + 4 || rest[^2] != ',' || rest[^1] is < (byte)'0' or > (byte)'5')
            return "sentence not of the form total,number,sequence,channel,payload,fill";
        var suffix = line[(star + 3)..];
        sentence = new AisSentence(parts, part, sequence, comma == 1 ? rest[1] : (byte)0, rest[(comma + 2)..^2], rest[^1] - '0', suffix.Length > 0 && suffix[0] == ',' ? suffix[1..] : default);
        return null;
    }

    /// <summary>The exclusive or of all bytes, as NMEA 0183 sums a sentence.</summary>
    public static int Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        if (bytes.Length >= Vector128<byte>.Count)
        {
            var wide = Vector128<byte>.Zero;
            var vectors = MemoryMarshal.Cast<byte, Vector128<byte>>(bytes);
            foreach (var vector in vectors)
                wide ^= vector;
            var folded = wide.AsUInt64()[0] ^ wide.AsUInt64()[1];
            folded ^= folded >> 32;
            folded ^= folded >> 16;
            sum = (int)((folded ^ folded >> 8) & 0xFF);
            bytes = bytes[(vectors.Length * Vector128<byte>.Count)..];
        }

        foreach (var b in bytes)
            sum ^= b;
        return sum;
    }

    public static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
