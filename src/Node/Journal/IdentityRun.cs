using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Knooppunt.Node.Journal;

/// <summary>Sorted ids on disk. In memory it keeps a filter (12 bits an id) and the first id of each page, so that a new id costs no read and a known one costs one.</summary>
internal sealed class IdentityRun : IDisposable
{
    const int HeadSize = 64, EntrySize = 16, PageEntries = 256, Magic = 0x3152_444b; // "KDR1"
    readonly SafeFileHandle _file;
    readonly ulong[] _fences;
    readonly ulong[] _filter;

    IdentityRun(string path, SafeFileHandle file, int level, long count, long maxTime, ulong[] fences, ulong[] filter) =>
        (Path, _file, Level, Count, MaxTime, _fences, _filter) = (path, file, level, count, maxTime, fences, filter);

    public string Path { get; }

    public int Level { get; }

    public long Count { get; }

    /// <summary>Greatest time of an observation in it, microseconds: when the window has passed it, the run may go.</summary>
    public long MaxTime { get; }

    public uint? Find(in IdentityEntry entry)
    {
        var high = entry.High == 0 ? 1 : entry.High;
        if (!Filtered(_filter, high))
            return null;
        var page = Array.BinarySearch(_fences, high);
        page = page < 0 ? ~page - 1 : page;
        // Equal fences may repeat over pages; begin at the page before the first of them.
        while (page > 0 && _fences[page] == high)
            page--;
        Span<IdentityEntry> entries = stackalloc IdentityEntry[PageEntries];
        for (page = Math.Max(page, 0); page < _fences.Length && _fences[page] <= high; page++)
        {
            var count = (int)Math.Min(PageEntries, Count - ((long)page * PageEntries));
            var bytes = MemoryMarshal.AsBytes(entries[..count]);
            if (RandomAccess.Read(_file, bytes, HeadSize + ((long)page * PageEntries * EntrySize)) != bytes.Length)
                throw new IOException("A file of remembered ids ends too early.");
            var at = entries[..count].BinarySearch(new IdentityEntry(high, entry.Low, 0));
            if (at >= 0)
                return entries[at].Content;
        }

        return null;
    }

    public IEnumerable<IdentityEntry> Entries()
    {
        var buffer = new IdentityEntry[4096];
        for (long at = 0; at < Count; at += buffer.Length)
        {
            var count = (int)Math.Min(buffer.Length, Count - at);
            var bytes = MemoryMarshal.AsBytes(buffer.AsSpan(0, count));
            if (RandomAccess.Read(_file, bytes, HeadSize + (at * EntrySize)) != bytes.Length)
                throw new IOException("A file of remembered ids ends too early.");
            for (var i = 0; i < count; i++)
                yield return buffer[i];
        }
    }

    /// <summary>Writes a run from sorted entries; <paramref name="most"/> is at least their number.</summary>
    public static IdentityRun Write(string path, int level, IEnumerable<IdentityEntry> sorted, long most, long maxTime)
    {
        var filter = new ulong[Math.Max(8, (most * 12 / 512 + 1) * 8)];
        List<ulong> fences = [];
        var buffer = new IdentityEntry[4096];
        long count = 0;
        using (var file = Disk.Create(path))
        {
            var filled = 0;
            foreach (var entry in sorted)
            {
                if (count % PageEntries == 0)
                    fences.Add(entry.High);
                Set(filter, entry.High);
                buffer[filled++] = entry;
                count++;
                if (filled == buffer.Length)
                    filled = Drain(file, buffer, filled, count);
            }

            Drain(file, buffer, filled, count);
            ulong[] pages = [.. fences];
            var tail = HeadSize + (count * EntrySize);
            RandomAccess.Write(file, MemoryMarshal.AsBytes(pages.AsSpan()), tail);
            RandomAccess.Write(file, MemoryMarshal.AsBytes(filter.AsSpan()), tail + (pages.Length * 8L));
            RandomAccess.Write(file, Head(level, count, maxTime, pages, filter), 0);
            RandomAccess.FlushToDisk(file);
        }

        Disk.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
        return TryOpen(path) ?? throw new IOException("A file of remembered ids cannot be read back.");
    }

    /// <summary>Null when the file is no whole run.</summary>
    public static IdentityRun? TryOpen(string path)
    {
        if (!File.Exists(path))
            return null;
        var file = File.OpenHandle(path);
        var head = new byte[HeadSize];
        if (RandomAccess.Read(file, head, 0) == HeadSize && BinaryPrimitives.ReadInt32LittleEndian(head) == Magic)
        {
            var level = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
            var count = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(8));
            var maxTime = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16));
            var fenceCount = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(24));
            var filterCount = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(28));
            var tail = HeadSize + (count * EntrySize);
            if (count >= 0 && fenceCount >= 0 && filterCount > 0 && RandomAccess.GetLength(file) == tail + ((fenceCount + (long)filterCount) * 8))
            {
                var fences = new ulong[fenceCount];
                var filter = new ulong[filterCount];
                _ = RandomAccess.Read(file, MemoryMarshal.AsBytes(fences.AsSpan()), tail);
                _ = RandomAccess.Read(file, MemoryMarshal.AsBytes(filter.AsSpan()), tail + (fenceCount * 8L));
                if (head.AsSpan().SequenceEqual(Head(level, count, maxTime, fences, filter)))
                    return new IdentityRun(path, file, level, count, maxTime, fences, filter);
            }
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => _file.Dispose();

    static int Drain(SafeFileHandle file, IdentityEntry[] buffer, int filled, long count)
    {
        RandomAccess.Write(file, MemoryMarshal.AsBytes(buffer.AsSpan(0, filled)), HeadSize + ((count - filled) * EntrySize));
        return 0;
    }

    static byte[] Head(int level, long count, long maxTime, ulong[] fences, ulong[] filter)
    {
        var head = new byte[HeadSize];
        BinaryPrimitives.WriteInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), level);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), count);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), maxTime);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), fences.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), filter.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(32), Crc32C.Of(MemoryMarshal.AsBytes(fences.AsSpan())));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(36), Crc32C.Of(MemoryMarshal.AsBytes(filter.AsSpan())));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(40), Crc32C.Of(head.AsSpan(0, 40)));
        return head;
    }

    /// <summary>All bits of an id lie in one cache line of 512 bits.</summary>
    static void Set(ulong[] filter, ulong high)
    {
        var line = Line(filter, high);
        for (var i = 0; i < 6; i++)
        {
            var bit = (int)(high >> (i * 9)) & 511;
            filter[line + (bit >> 6)] |= 1UL << (bit & 63);
        }
    }

    static bool Filtered(ulong[] filter, ulong high)
    {
        var line = Line(filter, high);
        for (var i = 0; i < 6; i++)
        {
            var bit = (int)(high >> (i * 9)) & 511;
            if ((filter[line + (bit >> 6)] & (1UL << (bit & 63))) == 0)
                return false;
        }

        return true;
    }

    static int Line(ulong[] filter, ulong high) => (int)Math.BigMul(high * 0x9E3779B97F4A7C15, (ulong)(filter.Length / 8), out _) * 8;
}
