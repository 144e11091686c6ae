using System.Buffers.Binary;

namespace Knooppunt.Node.Journal;

/// <summary>What stands in clear before each block: enough to walk a segment, to find an offset or a time, and to tell a torn or damaged block.
/// The body is nonce, tag and ciphertext; its CRC-32C is of those bytes.</summary>
internal readonly record struct BlockHeader(int BodyLength, uint BodyCrc, long First, long Last, int Count, long MinTime, long MaxTime)
{
    public const int Size = 56, MaxBody = 64 << 20;
    const uint Magic = 0x3142_4e4b; // "KNB1"

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], BodyLength);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], BodyCrc);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], First);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], Last);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(to[36..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], MinTime);
        BinaryPrimitives.WriteInt64LittleEndian(to[48..], MaxTime);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], Crc32C.Of(to[8..Size]));
    }

    /// <summary>Null when no header stands here.</summary>
    public static BlockHeader? TryRead(ReadOnlySpan<byte> from)
    {
        if (from.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(from[4..]) != Crc32C.Of(from[8..Size]))
            return null;
        var header = new BlockHeader(
            BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[48..]));
        return header is { BodyLength: >= BlockCipher.Overhead and <= MaxBody, Count: > 0 } && header.Last >= header.First ? header : null;
    }
}
