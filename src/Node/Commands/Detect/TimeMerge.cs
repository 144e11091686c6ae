using System.IO.Compression;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>Reads one file piece by piece and holds the observations that were read and not yet given.</summary>
sealed class PulledFile : IObservationSink, IDisposable
{
    const int ChunkBytes = 64 << 10;
    readonly Queue<Observation> _waiting = new();
    readonly IObservationReader _reader;
    readonly Stream _bytes;
    readonly Action<PulledFile, Complaint> _complain;
    readonly byte[] _chunk = new byte[ChunkBytes];
    bool _done;

    public PulledFile(string path, Func<SourceContext, IObservationSink, IObservationReader> reader, TimeZoneInfo zone, Action<PulledFile, Complaint> complain)
    {
        Name = Path.GetFileName(path);
        Length = new FileInfo(path).Length;
        _complain = complain;
        _file = File.OpenRead(path);
        _bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        _reader = reader(new SourceContext(Name, Name, Name, zone), this);
    }

    readonly FileStream _file;

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

    /// <summary>The next observation without taking it; null at the end.</summary>
    public Observation? Peek()
    {
        while (_waiting.Count == 0 && !_done)
            ReadOn();
        return _waiting.TryPeek(out var next) ? next : null;
    }

    /// <summary>Takes the next observation.</summary>
    public Observation Next()
    {
        Taken++;
        return _waiting.Dequeue();
    }

    public void Take(Observation observation, long line) => _waiting.Enqueue(observation);

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
            Reject(new Complaint(new(Name), "The compressed file is damaged; what could be read of it was taken."), []);
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

/// <summary>Gives the observations of several files in order of time, each file in its own order: as a node would have received them live.</summary>
static class TimeMerge
{
    public static IEnumerable<Observation> Of(IReadOnlyList<PulledFile> files)
    {
        var heads = new PriorityQueue<PulledFile, (DateTimeOffset Time, int Order)>();
        foreach (var (order, file) in files.Index())
        {
            if (file.Peek() is { } first)
                heads.Enqueue(file, (first.Time, order));
        }

        while (heads.TryDequeue(out var file, out var priority))
        {
            yield return file.Next();
            if (file.Peek() is { } next)
                heads.Enqueue(file, (next.Time, priority.Order));
        }
    }
}
