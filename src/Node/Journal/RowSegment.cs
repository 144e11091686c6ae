using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Knooppunt.Node.Journal;

/// <summary>A segment that is being written, block after block.</summary>
internal sealed class RowSegment : Segment
{
    public const string Extension = ".rows";
    const int GroupBytes = 128 << 10;
    static readonly byte[] Head = "KNOOPPUNT ROWS 1\n"u8.ToArray();
    readonly SafeFileHandle _file;
    readonly ByteBuffer _clear = new();
    readonly Lock _gate = new();

    // One entry per 128 KiB of blocks and not per block, so that a file of one-row blocks does not fill the memory.
    readonly List<BlockSpan> _groups = [];
    readonly ConcurrentDictionary<int, SubjectFilter> _filters = new();
    readonly Lock _filtering = new();
    byte[] _sealed = new byte[64 << 10];
    long _written;

    RowSegment(SegmentName name, string path, SafeFileHandle file, AesGcm key, SipHash hash, JournalHealth health)
        : base(name, path, file, new BlockCipher(key, hash.Hash64(Encoding.UTF8.GetBytes(name.ToString()))), health) => _file = file;

    /// <summary>A new segment: first the file, then its key, so that a key without a file always means that a file was lost.</summary>
    public static RowSegment Create(SegmentName name, string folder, JournalKeys keys, JournalHealth health)
    {
        var path = System.IO.Path.Combine(folder, name + Extension);
        var file = Disk.Create(path);
        try
        {
            RandomAccess.Write(file, Head, 0);
            RandomAccess.FlushToDisk(file);
            Disk.FlushFolder(folder);
            return new RowSegment(name, path, file, keys.Create(name), keys.Identity, health) { Length = Head.Length, _written = Head.Length };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a segment and walks its blocks; those from <paramref name="verifyFrom"/> on are checked byte for byte and a torn end is cut off, or only passed over when it is opened to be read.</summary>
    public static RowSegment? Open(SegmentName name, string path, JournalKeys keys, JournalHealth health, long verifyFrom, bool toRead = false)
    {
        var key = keys.TryOpen(name);
        if (key is null)
        {
            if (new FileInfo(path).Length > Head.Length)
                health.Tell($"The segment {name} cannot be read: its key is gone or does not belong to this organisation.");
            else if (!toRead)
                Disk.Delete(path);
            return null;
        }

        var file = System.IO.File.OpenHandle(path, FileMode.Open, toRead ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var segment = new RowSegment(name, path, file, key, keys.Identity, health);
        segment.Walk(verifyFrom, toRead);
        return segment;
    }

    /// <summary>Writes a block after the committed end; it counts only after <see cref="Commit"/>.</summary>
    public void Write(BlockWriter block)
    {
        _clear.Clear();
        block.Finish(_clear);
        var body = _clear.Length + BlockCipher.Overhead;
        if (_sealed.Length < body + BlockHeader.Size)
            _sealed = new byte[body + BlockHeader.Size + (body >> 2)];
        Cipher.Encrypt(block.First, _clear.Written, _sealed.AsSpan(BlockHeader.Size, body));
        var header = new BlockHeader(body, Crc32C.Of(_sealed.AsSpan(BlockHeader.Size, body)), block.First, block.Last, block.Count, block.MinTime, block.MaxTime);
        header.Write(_sealed);
        RandomAccess.Write(_file, _sealed.AsSpan(0, body + BlockHeader.Size), _written);
        _written += body + BlockHeader.Size;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    /// <summary>Makes the written block visible to readers.</summary>
    public void Commit(BlockWriter block)
    {
        lock (_gate)
        {
            Include(Length, block.First, block.Last, block.Count, block.MinTime, block.MaxTime);
            Length = _written;
        }
    }

    /// <summary>Cuts off what was written and not committed.</summary>
    public void Rollback()
    {
        RandomAccess.SetLength(_file, Length);
        _written = Length;
    }

    public override IEnumerable<List<Row>> From(long offset, Strings strings, Func<BlockSpan, bool> wanted)
    {
        BlockSpan[] groups;
        long end;
        lock (_gate)
        {
            groups = [.. _groups.Where(group => group.Last >= offset)];
            end = Length;
        }

        for (var i = 0; i < groups.Length; i++)
        {
            if (!wanted(groups[i]))
                continue;
            var stop = i + 1 < groups.Length ? groups[i + 1].Position : end;
            foreach (var (position, header) in Headers(groups[i].Position, stop))
            {
                if (header.Last < offset)
                    continue;
                List<Row> rows = new(header.Count);
                var wrong = Read(position, header, strings, rows);
                if (wrong is not null && File.IsClosed)
                    yield break;
                if (wrong is not null)
                    Health.Tell($"In the segment {Name}, offsets {header.First} to {header.Last} cannot be read: {wrong}");
                else
                    yield return rows;
            }
        }
    }

    public override IEnumerable<List<Row>> Maybe(SubjectQuery query, Strings strings)
    {
        lock (_filtering)
            Filter(strings);
        return From(0, strings, group => !_filters.TryGetValue(group.Number, out var filter) || filter.May(query));
    }

    /// <summary>Makes the filters of the stretches that are full; the last one still grows and is read each time.</summary>
    void Filter(Strings strings)
    {
        int full;
        lock (_gate)
            full = _groups.Count - 1;
        for (var number = _filters.Count; number < full; number++)
        {
            var filter = new SubjectFilter();
            foreach (var row in From(0, strings, group => group.Number == number).SelectMany(rows => rows))
                filter.Add(row.Observation);
            _filters[number] = filter;
        }
    }

    string? Read(long position, BlockHeader header, Strings strings, List<Row> rows)
    {
        if (Bytes(position + BlockHeader.Size, header.BodyLength) is not { } body)
            return "the file ends before the block does.";
        if (Crc32C.Of(body) != header.BodyCrc)
            return "the checksum does not fit.";
        var clear = new byte[body.Length - BlockCipher.Overhead];
        return Cipher.TryDecrypt(header.First, body, clear) ? BlockReader.Read(clear, strings, rows) : "it was not written with this segment's key.";
    }

    void Walk(long verifyFrom, bool toRead)
    {
        var size = RandomAccess.GetLength(_file);
        Length = _written = Math.Min(size, Head.Length);
        if (Bytes(0, (int)Length) is not { } head || !head.AsSpan().SequenceEqual(Head.AsSpan(0, head.Length)))
            Health.Tell($"The segment {Name} does not begin as a segment does; what can be found in it is read.");
        var expected = (long)Head.Length;
        foreach (var (position, header) in Headers(Head.Length, size))
        {
            if (header.Last >= verifyFrom && (Bytes(position + BlockHeader.Size, header.BodyLength) is not { } body || Crc32C.Of(body) != header.BodyCrc))
                continue;
            if (position != expected)
                Health.Tell($"In the segment {Name}, {position - expected} bytes before offset {header.First} are damaged and were passed over.");
            Include(position, header.First, header.Last, header.Count, header.MinTime, header.MaxTime);
            Length = expected = position + BlockHeader.Size + header.BodyLength;
        }

        _written = Length = Math.Max(Length, Math.Min(size, Head.Length));
        if (toRead)
            return;
        if (size > Length)
        {
            Health.Tell($"In the segment {Name}, the last {size - Length} bytes were not written whole and were cut off; nothing in them had been acknowledged unless the disk lost it.");
            RandomAccess.SetLength(_file, Length);
        }

        if (Length < Head.Length)
        {
            RandomAccess.Write(_file, Head, 0);
            Length = _written = Head.Length;
        }
    }

    /// <summary>Headers between two places; where one is damaged, it looks for the next.</summary>
    IEnumerable<(long Position, BlockHeader Header)> Headers(long position, long end)
    {
        var bytes = new byte[BlockHeader.Size];
        while (position + BlockHeader.Size <= end)
        {
            if (!Fill(position, bytes))
                yield break;
            if (BlockHeader.TryRead(bytes) is { } header && position + BlockHeader.Size + header.BodyLength <= end)
            {
                yield return (position, header);
                position += BlockHeader.Size + header.BodyLength;
            }
            else
            {
                position = NextHeader(position + 1, end);
            }
        }
    }

    long NextHeader(long position, long end)
    {
        const int Window = 1 << 20;
        for (; position + BlockHeader.Size <= end; position += Window - BlockHeader.Size)
        {
            if (Bytes(position, (int)Math.Min(Window, end - position)) is not { } window)
                return end;
            for (var at = 0; at + BlockHeader.Size <= window.Length; at++)
            {
                var next = window.AsSpan(at).IndexOf("KNB1"u8);
                if (next < 0)
                    break;
                at += next;
                if (BlockHeader.TryRead(window.AsSpan(at)) is not null)
                    return position + at;
            }

            if (position + window.Length >= end)
                return end;
        }

        return end;
    }

    void Include(long position, long first, long last, int count, long minTime, long maxTime)
    {
        First = Math.Min(First, first);
        Last = Math.Max(Last, last);
        Count += count;
        MinTime = Math.Min(MinTime, minTime);
        MaxTime = Math.Max(MaxTime, maxTime);
        if (_groups.Count > 0 && position - _groups[^1].Position < GroupBytes)
        {
            var group = _groups[^1];
            _groups[^1] = group with { Last = last, MinTime = Math.Min(group.MinTime, minTime), MaxTime = Math.Max(group.MaxTime, maxTime) };
            return;
        }

        _groups.Add(new BlockSpan(this, _groups.Count, position, first, last, minTime, maxTime));
    }
}
