using System.IO.Compression;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>Reads one file piece by piece and holds the observations that were read and not yet given. What begins as gzip is unpacked.</summary>
/// <exception cref="IOException">The disk failed.</exception>
sealed class PulledFile : IObservationSink, IObservationLane, IDisposable
{
    const int ChunkBytes = 64 << 10;
    const int LongestLine = 1 << 20;

    // Files of the field unpack to some ten or twenty times their size; only one that says next to nothing reaches a thousand.
    const int MostTimes = 250;
    const long UnpackedFreely = 64L << 20;
    readonly Queue<(Observation Observation, long Line)> _waiting = new();
    readonly IObservationReader _reader;
    readonly FileStream _file;
    readonly Stream _bytes;
    readonly Action<PulledFile, Unread> _complain;
    readonly byte[] _chunk = new byte[ChunkBytes];
    readonly long _after;
    readonly bool _hasLines;
    readonly long? _until;
    long _unpacked;
    bool _done, _completes;

    /// <summary>Reads an opened file from its beginning; disposes of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="context">What its reader must know.</param>
    /// <param name="reader">Makes its reader.</param>
    /// <param name="complain">Takes what is wrong, and messages of other kinds.</param>
    /// <param name="part">Which part of it is wanted; null: all, as far as it goes.</param>
    public PulledFile(FileStream file, SourceContext context, Func<SourceContext, IObservationSink, IObservationReader> reader, Action<PulledFile, Unread> complain, FilePart? part = null)
    {
        Name = context.FileName;
        _complain = complain;
        _file = file;
        Length = part?.Length ?? _file.Length;
        (_after, Line, _hasLines) = (part?.After ?? 0, part?.After ?? 0, part?.HasLines ?? false);
        _reader = reader(context, this);
        if (BeginsAsGzip())
            _bytes = new GZipStream(_file, CompressionMode.Decompress);
        else
            _bytes = _file;
        if (part is not null && _bytes == _file)
            _until = part.HoldsLastLine ? EndOfLines() : Length;
        if (_bytes == _file && Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && Length > 0)
            Reject(new Complaint(new(Name), "The name ends in .gz and the bytes are not gzip-compressed; they are read as they are."), []);
    }

    /// <summary>A file that belongs to no configured source: its name stands for source and stream.</summary>
    public static PulledFile Loose(string path, TimeZoneInfo zone, Func<SourceContext, IObservationSink, IObservationReader> reader, Action<PulledFile, Unread> complain) =>
        new(File.OpenRead(path), new SourceContext(Path.GetFileName(path), Path.GetFileName(path), Path.GetFileName(path), zone), reader, complain);

    /// <summary>Name without folders.</summary>
    public string Name { get; }

    /// <summary>Whether not all of it could be unpacked, so that the rest was not read.</summary>
    public bool BreaksOff { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long Length { get; }

    /// <summary>Bytes on disk that were read.</summary>
    public long Read => _file.Position;

    /// <summary>What was left out or recognised and made no observation, by reason.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The highest line that was read to its end; what only the end of the file ended counts when it was taken, not when it was refused.</summary>
    public long Line { get; private set; }

    /// <summary>Whether a last line without an end was held back.</summary>
    public bool Held => _until < Length;

    /// <summary>Observations given.</summary>
    public long Taken { get; private set; }

    /// <summary>Pieces refused.</summary>
    public long Rejected { get; private set; }

    public DateTimeOffset? NextTime
    {
        get
        {
            while (_waiting.Count == 0 && !_done)
                ReadOn();
            return _waiting.TryPeek(out var next) ? next.Observation.Time : null;
        }
    }

    /// <summary>Takes the next observation, with its line; only after <see cref="NextTime"/> told that there is one.</summary>
    public (Observation Observation, long Line) Next()
    {
        Taken++;
        return _waiting.Dequeue();
    }

    public void Take(Observation observation, long line)
    {
        Line = Math.Max(Line, line);
        if (line > _after || line == 0)
            _waiting.Enqueue((observation, line));
    }

    public void Reject(Complaint complaint, ReadOnlySpan<byte> original)
    {
        // Other formats number their observations and not the lines of the text: what is wrong is told again.
        if (_hasLines && complaint.Place.Line is > 0 and var line)
        {
            if (line <= _after)
                return;
            if (!_completes)
                Line = Math.Max(Line, line);
        }

        Rejected++;
        _complain(this, Unread.Refused(complaint, original));
    }

    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => _complain(this, Unread.Other(type, place, original, length));

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    public void Dispose()
    {
        _bytes.Dispose();
        _file.Dispose();
    }

    bool BeginsAsGzip()
    {
        Span<byte> start = stackalloc byte[2];
        var read = _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        _file.Position = 0;
        return read == 2 && start is [0x1F, 0x8B];
    }

    /// <summary>How many bytes lie before the last line when that has no end; all bytes when it has one. Looks back over no more than a line may be long.</summary>
    long EndOfLines()
    {
        var tail = new byte[Math.Min(Length, LongestLine)];
        _file.Position = Length - tail.Length;
        var read = _file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        _file.Position = 0;
        var end = tail.AsSpan(0, read).LastIndexOfAny("\r\n"u8);
        return end < 0 && Length > tail.Length ? Length : Length - read + end + 1;
    }

    void ReadOn()
    {
        var read = 0;
        try
        {
            read = _bytes.Read(_chunk, 0, (int)Math.Min(_chunk.Length, (_until ?? long.MaxValue) - _file.Position));
        }
        catch (InvalidDataException)
        {
            BreaksOff = true;
            Reject(new Complaint(new(Name), "The compressed file is damaged or cut off; what could be read of it was taken. Offer a whole copy."), []);
        }

        _unpacked += read;
        if (_unpacked > Math.Max(UnpackedFreely, MostTimes * Length))
        {
            Reject(new Complaint(new(Name), $"The compressed file unpacks to more than {MostTimes} times its size; the rest of it was not read."), []);
            BreaksOff = true;
            read = 0;
        }

        if (read > 0)
        {
            _reader.Feed(_chunk.AsSpan(0, read));
            return;
        }

        _done = true;
        // A held line is no end: a cell or message that is open here goes on there.
        if (Held)
            return;
        _completes = true;
        _reader.Complete();
    }
}

/// <summary>Which part of a file is wanted.</summary>
/// <param name="Length">As many bytes as it had when it was found; it may grow meanwhile.</param>
/// <param name="After">Only what stands on lines after this one; what is before was taken.</param>
/// <param name="HasLines">Whether its observations are numbered by the lines of its text.</param>
/// <param name="HoldsLastLine">Without its last line, when that has no end.</param>
sealed record FilePart(long Length, long After, bool HasLines, bool HoldsLastLine);
