using System.IO.Compression;
using Knooppunt.Observations;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>Reads one file piece by piece and holds the observations that were read and not yet given. A name that ends in .gz is unpacked.</summary>
/// <exception cref="IOException">The disk failed.</exception>
sealed class PulledFile : IObservationSink, IObservationLane, IDisposable
{
    const int ChunkBytes = 64 << 10;
    readonly Queue<(Observation Observation, long Line)> _waiting = new();
    readonly IObservationReader _reader;
    readonly FileStream _file;
    readonly Stream _bytes;
    readonly Action<PulledFile, Complaint> _complain;
    readonly byte[] _chunk = new byte[ChunkBytes];
    bool _done;

    public PulledFile(string path, SourceContext context, Func<SourceContext, IObservationSink, IObservationReader> reader, Action<PulledFile, Complaint> complain)
    {
        Name = context.FileName;
        _complain = complain;
        _file = File.OpenRead(path);
        Length = _file.Length;
        _bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        _reader = reader(context, this);
    }

    /// <summary>A file that belongs to no configured source: its name stands for source and stream.</summary>
    public static PulledFile Loose(string path, TimeZoneInfo zone, Func<SourceContext, IObservationSink, IObservationReader> reader, Action<PulledFile, Complaint> complain) =>
        new(path, new SourceContext(Path.GetFileName(path), Path.GetFileName(path), Path.GetFileName(path), zone), reader, complain);

    /// <summary>Name without folders.</summary>
    public string Name { get; }

    /// <summary>Bytes on disk.</summary>
    public long Length { get; }

    /// <summary>Bytes on disk that were read.</summary>
    public long Read => _file.Position;

    /// <summary>What was left out or recognised and made no observation, by reason.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

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

    public void Take(Observation observation, long line) => _waiting.Enqueue((observation, line));

    public void Reject(Complaint complaint, ReadOnlySpan<byte> original)
    {
        Rejected++;
        _complain(this, complaint);
    }

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    public void Dispose()
    {
        _bytes.Dispose();
        _file.Dispose();
    }

    void ReadOn()
    {
        var read = 0;
        try
        {
            read = _bytes.Read(_chunk);
        }
        catch (InvalidDataException)
        {
            Reject(new Complaint(new(Name), "The compressed file is damaged; what could be read of it was taken. Offer a whole copy."), []);
        }

        if (read > 0)
        {
            _reader.Feed(_chunk.AsSpan(0, read));
            return;
        }

        _reader.Complete();
        _done = true;
    }
}
