using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Turns rows into columns.</summary>
internal static class SealedColumns
{
    /// <summary>The columns of a block by name, as clear bytes.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="catalog">Gives rows alike one shape.</param>
    /// <param name="numbers">Gives the texts of the segment numbers.</param>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(Row[] rows, ShapeCatalog catalog, SegmentNumbers numbers)
    {
        yield return (SealedBlock.Offset, Numbers(rows, row => row.Offset));
        yield return (SealedBlock.Time, Numbers(rows, row => Micros.From(row.Observation.Time)));
        yield return (SealedBlock.Received, Numbers(rows, row => Micros.From(row.Observation.ReceivedAt!.Value)));
        yield return (SealedBlock.Line, Numbers(rows, row => row.Line));
        List<RowShape> shapes = [];
        Dictionary<string, ColumnBuilder> columns = new(StringComparer.Ordinal);
        var ids = new long[rows.Length];
        Dictionary<RowShape, int> local = [];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var shape = catalog.For(row.Observation, row.Observation.Handling, row.Stream is not null, row.Control);
            if (!local.TryGetValue(shape, out var at))
            {
                local[shape] = at = shapes.Count;
                shapes.Add(shape);
            }

            ids[i] = at;
            Set(columns, SealedBlock.Id, i, row.Observation.Id);
            if (row.Stream is { } stream)
                Set(columns, SealedBlock.Stream, i, stream);
            if (shape.SubjectKind is not null && shape.SubjectField < 0)
                Set(columns, SealedBlock.Named, i, row.Observation.Subject!.Value.Value);
            for (var n = 0; n < row.Observation.Data.Count; n++)
                Set(columns, row.Observation.Data[n].Key, i, row.Observation.Data[n].Value);
        }

        yield return (SealedBlock.Shape, Shapes(shapes, ids));
        foreach (var (name, column) in columns)
        {
            var built = column.Build(rows.Length);
            yield return (name, Bytes(built));
            if (name[0] != SealedBlock.OwnMark && numbers.Of(name, built.Dictionary) is { } known)
                yield return (SealedBlock.NumbersOf(name), Numbers(known));
        }
    }

    static void Set(Dictionary<string, ColumnBuilder> columns, string name, int row, FieldValue value)
    {
        if (!columns.TryGetValue(name, out var column))
            columns[name] = column = new ColumnBuilder();
        column.Set(row, value);
    }

    static byte[] Numbers(Row[] rows, Func<Row, long> value) => Numbers(Array.ConvertAll(rows, row => value(row)));

    static byte[] Numbers(long[] numbers)
    {
        var buffer = new ByteBuffer();
        BitPacked.Write(buffer, numbers);
        return buffer.Written.ToArray();
    }

    static byte[] Shapes(List<RowShape> shapes, long[] ids)
    {
        var buffer = new ByteBuffer();
        buffer.Variable((ulong)shapes.Count);
        foreach (var shape in shapes)
            shape.Write(buffer);
        BitPacked.Write(buffer, ids);
        return buffer.Written.ToArray();
    }

    static byte[] Bytes(Column column)
    {
        var buffer = new ByteBuffer();
        column.Write(buffer);
        return buffer.Written.ToArray();
    }
}
