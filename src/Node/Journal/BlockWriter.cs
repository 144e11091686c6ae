using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>A row that was written but not yet accepted: its keyed hashes, to ask the identity with.</summary>
internal readonly record struct WrittenRow(int Start, UInt128 Id, uint Content, string? Refusal);

/// <summary>Collects the rows of one block. A row is written first, since its hashes are taken from its bytes, and then accepted or undone.</summary>
internal sealed class BlockWriter(ShapeCatalog catalog, SipHash hash)
{
    public const byte Version = 1;
    static long _stamps;
    readonly ByteBuffer _rows = new();
    readonly List<RowShape> _shapes = [];
    readonly Dictionary<RowShape, int> _local = [];
    readonly List<string> _streams = [];
    readonly List<long> _offsets = [];
    long _stamp = Interlocked.Increment(ref _stamps);
    long _baseReceived, _time;

    public int Count => _offsets.Count;

    public int Bytes => _rows.Length;

    public long First => _offsets[0];

    public long Last => _offsets[^1];

    public long MinTime { get; private set; } = long.MaxValue;

    public long MaxTime { get; private set; } = long.MinValue;

    public WrittenRow Write(Observation observation, Handling? handling, long received, string? stream, long line, bool control = false)
    {
        var start = _rows.Length;
        if (Complain(observation) is { } complaint)
            return new WrittenRow(start, default, 0, complaint);
        var shape = catalog.For(observation, handling, stream is not null, control);
        if (_offsets.Count == 0)
            _baseReceived = received;
        _rows.Variable((ulong)Local(shape));
        _rows.Signed(received - _baseReceived);
        if (stream is not null)
        {
            _rows.Variable((ulong)StreamIndex(stream));
            _rows.Signed(line);
        }

        var idStart = _rows.Length;
        _rows.Text(observation.Id);
        var contentStart = _rows.Length;
        _time = Micros.From(observation.Time);
        _rows.Fixed64(_time);
        if (shape.SubjectKind is not null && shape.SubjectField < 0)
            _rows.Text(observation.Subject!.Value.Value);
        var written = true;
        for (var i = 0; i < shape.Kinds.Length && written; i++)
            written = FieldCodec.Write(_rows, observation.Data[i].Value, 0);
        if (!written || _rows.Length - start > FieldCodec.MaxText)
            return new WrittenRow(start, default, 0, $"The observation is larger than {FieldCodec.MaxText >> 20} MiB or has lists of more than {FieldCodec.MaxList} values or nested deeper than {FieldCodec.MaxDepth}; send it in parts.");
        var id = hash.Hash128(shape.SourceHash, _rows.From(idStart)[..(contentStart - idStart)]);
        return new WrittenRow(start, id, (uint)hash.Hash64(shape.ContentSeed, _rows.From(contentStart)), null);
    }

    public void Accept(long offset)
    {
        _offsets.Add(offset);
        MinTime = Math.Min(MinTime, _time);
        MaxTime = Math.Max(MaxTime, _time);
    }

    public void Undo(WrittenRow row) => _rows.Rewind(row.Start);

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

    static string? Complain(Observation observation)
    {
        if (observation.Id is not { Length: >= 1 and <= 256 })
            return "The id must have 1 to 256 characters.";
        if (observation.Source is not { Length: >= 1 and <= 128 })
            return "The source must have 1 to 128 characters.";
        if (observation.Type.Name is not { Length: >= 1 and <= 64 })
            return "The type must have a name of 1 to 64 characters.";
        if (observation.Data is not { Count: <= 512 } data)
            return "An observation has at most 512 fields.";
        for (var i = 0; i < data.Count; i++)
        {
            if (data[i].Key is not { Length: >= 1 and <= 128 })
                return "The name of a field must have 1 to 128 characters.";
        }

        return observation.Subject is not { } subject || (subject.Kind is { Length: >= 1 and <= 64 } && subject.Value is { Length: >= 1 and <= 4096 })
            ? null
            : "The subject must have a kind of 1 to 64 characters and a value of at most 4,096.";
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
