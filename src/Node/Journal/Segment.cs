using Microsoft.Win32.SafeHandles;

namespace Knooppunt.Node.Journal;

/// <summary>One file of a journal: rows while its day lasts, columns after it was sealed.</summary>
internal abstract class Segment(SegmentName name, string path, SafeFileHandle file, BlockCipher cipher, JournalHealth health) : IDisposable
{
    public SegmentName Name { get; } = name;

    public string Path { get; } = path;

    public long First { get; protected set; } = long.MaxValue;

    public long Last { get; protected set; } = -1;

    public long Count { get; protected set; }

    public long MinTime { get; protected set; } = long.MaxValue;

    public long MaxTime { get; protected set; } = long.MinValue;

    /// <summary>Bytes of the file that hold committed data.</summary>
    public long Length { get; protected set; }

    /// <summary>Whether it was closed while somebody read it: it was deleted past its term.</summary>
    public bool IsClosed => File.IsClosed;

    protected SafeFileHandle File { get; } = file;

    protected BlockCipher Cipher { get; } = cipher;

    protected JournalHealth Health { get; } = health;

    /// <summary>Batches of rows from an offset on, in offset order; damaged ones are told and left out.</summary>
    public abstract IEnumerable<List<Row>> From(long offset, Strings strings, Func<BlockSpan, bool> wanted);

    /// <summary>Batches of rows in which what is looked for may occur.</summary>
    public abstract IEnumerable<List<Row>> Maybe(SubjectQuery query, Strings strings);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        File.Dispose();
        Cipher.Dispose();
    }

    /// <summary>Exactly that many bytes, or null at the end of the file or when the segment was deleted meanwhile.</summary>
    protected byte[]? Bytes(long position, int count)
    {
        var bytes = new byte[count];
        return Fill(position, bytes) ? bytes : null;
    }

    protected bool Fill(long position, Span<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(File, bytes, position);
                if (read == 0)
                    return false;
                bytes = bytes[read..];
                position += read;
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}

/// <summary>Where one block, or a few together, stand in a segment and what they span.</summary>
internal readonly record struct BlockSpan(Segment Segment, int Number, long Position, long First, long Last, long MinTime, long MaxTime);
