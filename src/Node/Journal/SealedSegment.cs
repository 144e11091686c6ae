using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Knooppunt.Node.Journal;

/// <summary>A finished segment as columns: dictionaries and bit-packed ids in blocks of up to 65,536 rows, each column checksummed and encrypted apart.</summary>
internal sealed class SealedSegment : Segment
{
    public const string Extension = ".columns";
    public const int BlockRows = 1 << 16;
    const int TrailerSize = 12;
    // Some two kilobytes for every 65,536 rows: enough for thousands of millions.
    const int LongestDirectory = 256 << 20;
    const uint Magic = 0x3143_4e4b; // "KNC1"
    readonly SealedDirectory _directory;

    SealedSegment(SegmentName name, string path, SafeFileHandle file, BlockCipher cipher, JournalHealth health, SealedDirectory directory)
        : base(name, path, file, cipher, health)
    {
        _directory = directory;
        Length = RandomAccess.GetLength(file);
        foreach (var block in directory.Blocks)
        {
            First = Math.Min(First, block.First);
            Last = Math.Max(Last, block.Last);
            Count += block.Rows;
            MinTime = Math.Min(MinTime, block.MinTime);
            MaxTime = Math.Max(MaxTime, block.MaxTime);
        }
    }

    /// <summary>The blocks, in offset order, for whoever reads columns.</summary>
    /// <param name="strings">Gives equal names one object.</param>
    /// <param name="room">Where they are decoded: a block is then good until the next one is read. Null when each has arrays of its own.</param>
    public IEnumerable<SealedBlock> Blocks(Strings strings, BlockRoom? room = null) => _directory.Blocks.Select(block => new SealedBlock(this, block, strings, room));

    /// <summary>Null, and told, when the file is damaged at its end or its key is gone.</summary>
    public static SealedSegment? TryOpen(SegmentName name, string path, JournalKeys keys, JournalHealth health)
    {
        if (keys.TryOpen(name) is not { } key)
        {
            health.Tell($"The segment {name} cannot be read: its key is gone or does not belong to this organisation.");
            return null;
        }

        var file = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var cipher = new BlockCipher(key, keys.Identity.Hash64(Encoding.UTF8.GetBytes(name.ToString())));
        if (ReadDirectory(file, cipher) is { } directory)
            return new SealedSegment(name, path, file, cipher, health, directory);
        health.Tell($"The sealed segment {name} cannot be read: its directory is damaged.");
        file.Dispose();
        cipher.Dispose();
        return null;
    }

    /// <summary>Writes the rows as columns to a file beside, flushed. Returns how many rows it wrote.</summary>
    public static long Write(SegmentName name, string path, IEnumerable<Row> rows, JournalKeys keys)
    {
        var (catalog, numbers) = (new ShapeCatalog(keys.Identity), new SegmentNumbers());
        return Write(name, path, rows.Chunk(BlockRows).Select(part => (part, SealedColumns.Of(part, catalog, numbers))), keys);
    }

    /// <summary>Writes columns that were made already. Returns how many rows they hold.</summary>
    public static long Write(SegmentName name, string path, IEnumerable<(Row[] Rows, IEnumerable<(string Name, byte[] Bytes)> Columns)> blocksOfColumns, JournalKeys keys)
    {
        using var cipher = new BlockCipher(keys.TryOpen(name) ?? throw new IOException($"The key of segment {name} is gone."), keys.Identity.Hash64(Encoding.UTF8.GetBytes(name.ToString())));
        using var file = Disk.Create(path);
        List<SealedDirectory.Block> blocks = [];
        long position = 0, count = 0;
        foreach (var (part, columns) in blocksOfColumns)
        {
            List<SealedDirectory.Chunk> chunks = [];
            foreach (var (column, bytes) in columns)
            {
                var body = Encrypt(cipher, position, bytes);
                RandomAccess.Write(file, body, position);
                chunks.Add(new SealedDirectory.Chunk(column, position, body.Length, Crc32C.Of(body)));
                position += body.Length;
            }

            blocks.Add(new SealedDirectory.Block(
                part.Length, part[0].Offset, part[^1].Offset, part.Min(row => Micros.From(row.Observation.Time)), part.Max(row => Micros.From(row.Observation.Time)), chunks));
            count += part.Length;
        }

        WriteDirectory(file, cipher, position, new SealedDirectory(blocks));
        RandomAccess.FlushToDisk(file);
        return count;
    }

    public override IEnumerable<List<Row>> From(long offset, Strings strings, Func<BlockSpan, bool> wanted)
    {
        var number = 0;
        foreach (var block in _directory.Blocks)
        {
            if (block.Last >= offset && wanted(new BlockSpan(this, number, 0, block.First, block.Last, block.MinTime, block.MaxTime)) && Read(block, strings) is { } rows)
                yield return rows;
            number++;
        }
    }

    public override IEnumerable<List<Row>> Maybe(SubjectQuery query, Strings strings)
    {
        foreach (var block in _directory.Blocks)
        {
            if (new SealedBlock(this, block, strings).May(query) && Read(block, strings) is { } rows)
                yield return rows;
        }
    }

    /// <summary>A column's bytes in clear; null when the block has no such column or it is damaged.</summary>
    public ReadOnlyMemory<byte>? Chunk(SealedDirectory.Block block, string name, BlockRoom? room)
    {
        foreach (var chunk in block.Columns)
        {
            if (chunk.Name == name)
                return Open(chunk, room ?? new BlockRoom());
        }

        return null;
    }

    List<Row>? Read(SealedDirectory.Block block, Strings strings)
    {
        var rows = new SealedBlock(this, block, strings).Read();
        if (rows is null && !File.IsClosed)
            Health.Tell($"In the sealed segment {Name}, offsets {block.First} to {block.Last} cannot be read: a column is damaged.");
        return rows;
    }

    ReadOnlyMemory<byte>? Open(SealedDirectory.Chunk chunk, BlockRoom room)
    {
        if (chunk.Length < BlockCipher.Overhead || chunk.Position < 0 || chunk.Position > Length - chunk.Length)
            return null;
        var body = room.Sealed(chunk.Length);
        if (!Fill(chunk.Position, body) || Crc32C.Of(body) != chunk.Crc)
            return null;
        var clear = room.Bytes(chunk.Length - BlockCipher.Overhead).AsMemory(0, chunk.Length - BlockCipher.Overhead);
        return Cipher.TryDecrypt(chunk.Position, body, clear.Span) ? clear : null;
    }

    static byte[] Encrypt(BlockCipher cipher, long place, ReadOnlySpan<byte> clear)
    {
        var body = new byte[clear.Length + BlockCipher.Overhead];
        cipher.Encrypt(place, clear, body);
        return body;
    }

    static void WriteDirectory(SafeFileHandle file, BlockCipher cipher, long position, SealedDirectory directory)
    {
        var buffer = new ByteBuffer();
        directory.Write(buffer);
        var body = Encrypt(cipher, position, buffer.Written);
        var trailer = new byte[TrailerSize];
        BinaryPrimitives.WriteInt32LittleEndian(trailer, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), Crc32C.Of(body));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(8), Magic);
        RandomAccess.Write(file, body, position);
        RandomAccess.Write(file, trailer, position + body.Length);
    }

    static SealedDirectory? ReadDirectory(SafeFileHandle file, BlockCipher cipher)
    {
        var length = RandomAccess.GetLength(file);
        var trailer = new byte[TrailerSize];
        if (length < TrailerSize || RandomAccess.Read(file, trailer, length - TrailerSize) != TrailerSize || BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(8)) != Magic)
            return null;
        // No checksum holds the size itself: it is believed as far as a directory can be long, and the file.
        var size = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        var position = length - TrailerSize - size;
        if (size is < BlockCipher.Overhead or > LongestDirectory || position < 0)
            return null;
        var body = new byte[size];
        if (RandomAccess.Read(file, body, position) != size || Crc32C.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4)))
            return null;
        var clear = new byte[size - BlockCipher.Overhead];
        return cipher.TryDecrypt(position, body, clear) ? SealedDirectory.TryRead(clear) : null;
    }
}
