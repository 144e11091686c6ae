namespace Knooppunt.Node.Journal;

/// <summary>Collects the rows of one block.</summary>
internal sealed class BlockWriter
{
    public const byte Version = 1;
    static long _stamps;
    readonly ByteBuffer _rows = new();
    readonly List<RowShape> _shapes = [];
    readonly Dictionary<RowShape, int> _local = [];
    readonly List<string> _streams = [];
    readonly List<long> _offsets = [];
    long _stamp = Interlocked.Increment(ref _stamps);
    long _baseReceived;

    public int Count => _offsets.Count;

    public int Bytes => _rows.Length;

    public long First => _offsets[0];

    public long Last => _offsets[^1];

    public long MinTime { get; private set; } = long.MaxValue;

    public long MaxTime { get; private set; } = long.MinValue;

    /// <summary>Takes a row and the bytes that an encoder has of it.</summary>
    public void Add(in EncodedRow row, ReadOnlySpan<byte> encoded, long offset, long received, string? stream = null, long line = 0)
    {
        if (_offsets.Count == 0)
            _baseReceived = received;
        _rows.Variable((ulong)Local(row.Shape!));
        _rows.Signed(received - _baseReceived);
        if (stream is not null)
        {
            _rows.Variable((ulong)StreamIndex(stream));
            _rows.Signed(line);
        }

        _rows.Bytes(encoded);
        _offsets.Add(offset);
        MinTime = Math.Min(MinTime, row.Time);
        MaxTime = Math.Max(MaxTime, row.Time);
    }

    /// <summary>The block in clear, ready to be encrypted.</summary>
    public void Finish(ByteBuffer to)
    {
        to.Byte(Version);
        to.Variable((ulong)_shapes.Count);
        foreach (var shape in _shapes)
            shape.Write(to);
        to.Variable((ulong)_streams.Count);
        foreach (var stream in _streams)
            to.Text(stream);
        to.Fixed64(_baseReceived);
        to.Variable((ulong)_offsets.Count);
        var previous = 0L;
        foreach (var offset in _offsets)
        {
            to.Variable((ulong)(offset - previous));
            previous = offset;
        }

        to.Bytes(_rows.Written);
    }

    public void Clear()
    {
        _rows.Clear();
        _shapes.Clear();
        _local.Clear();
        _streams.Clear();
        _offsets.Clear();
        _stamp = Interlocked.Increment(ref _stamps);
        (MinTime, MaxTime) = (long.MaxValue, long.MinValue);
    }

    int Local(RowShape shape)
    {
        if (shape.Stamp == _stamp)
            return shape.Local;
        if (!_local.TryGetValue(shape, out var local))
        {
            local = _shapes.Count;
            _shapes.Add(shape);
            _local[shape] = local;
        }

        (shape.Stamp, shape.Local) = (_stamp, local);
        return local;
    }

    int StreamIndex(string stream)
    {
        for (var i = _streams.Count - 1; i >= 0 && i >= _streams.Count - 16; i--)
        {
            if (string.Equals(_streams[i], stream, StringComparison.Ordinal))
                return i;
        }

        _streams.Add(stream);
        return _streams.Count - 1;
    }
}
