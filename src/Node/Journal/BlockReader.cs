using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>A row as read back.</summary>
internal readonly record struct Row(long Offset, Observation Observation, bool Control, string? Stream, long Line);

/// <summary>Reads a decrypted block. Never throws: bytes that are no block give a sentence.</summary>
internal static class BlockReader
{
    /// <summary>Adds the rows of the block; null, or what is wrong with it (then nothing was added).</summary>
    public static string? Read(ReadOnlySpan<byte> block, Strings strings, List<Row> into)
    {
        var reader = new ByteReader(block);
        if (reader.Byte() is var version && version != BlockWriter.Version)
            return $"The block has version {version}; this program reads version {BlockWriter.Version}.";
        var shapes = new RowShape[reader.Count()];
        for (var i = 0; i < shapes.Length; i++)
        {
            if (RowShape.Read(ref reader, strings) is not { } shape)
                return "The block names fields in a way that cannot be read.";
            shapes[i] = shape;
        }

        var streams = new string[reader.Count()];
        for (var i = 0; i < streams.Length; i++)
            streams[i] = strings.Shared(reader.Text());
        var received = reader.Fixed64();
        var count = reader.Count();
        var offsets = new long[count];
        for (var i = 0; i < count; i++)
            offsets[i] = (i == 0 ? 0 : offsets[i - 1]) + (long)reader.Variable();
        var kept = into.Count;
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            if (ReadRow(ref reader, shapes, streams, received, offsets[i]) is not { } row)
                break;
            into.Add(row);
        }

        if (into.Count - kept == count && !reader.Failed && reader.Left == 0)
            return null;
        into.RemoveRange(kept, into.Count - kept);
        return "The block holds a row that cannot be read.";
    }

    static Row? ReadRow(ref ByteReader reader, RowShape[] shapes, string[] streams, long baseReceived, long offset)
    {
        var at = reader.Variable();
        if (at >= (ulong)shapes.Length)
            return null;
        var shape = shapes[at];
        var received = baseReceived + reader.Signed();
        string? stream = null;
        var line = 0L;
        if (shape.Streamed)
        {
            var index = reader.Variable();
            if (index >= (ulong)streams.Length)
                return null;
            (stream, line) = (streams[index], reader.Signed());
        }

        var id = reader.Text();
        var time = reader.Fixed64();
        var subject = shape.SubjectKind is not null && shape.SubjectField < 0 ? reader.Text() : null;
        var data = ReadFields(ref reader, shape);
        if (reader.Failed || data is null || !Micros.IsTime(time) || !Micros.IsTime(received))
            return null;
        if (shape.SubjectField >= 0)
            subject = data[shape.SubjectField].Value.Text;
        return new Row(offset, shape.Observe(id, time, received, subject, data), shape.Control, stream, line);
    }

    /// <summary>Null when a value is wrong or a name occurs twice.</summary>
    static Fields? ReadFields(ref ByteReader reader, RowShape shape)
    {
        if (shape.Names.Length == 0)
            return Fields.Empty;
        var builder = new Fields.Builder(shape.Names.Length);
        for (var i = 0; i < shape.Names.Length; i++)
            builder.Set(shape.Names[i], FieldCodec.Read(ref reader, shape.Kinds[i], 0));
        return builder.Count == shape.Names.Length ? builder.Build() : null;
    }
}
