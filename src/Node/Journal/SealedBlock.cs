using Knooppunt.Detection;
using Knooppunt.Observations;
using EngineColumn = Knooppunt.Detection.Column;

namespace Knooppunt.Node.Journal;

/// <summary>Up to 65,536 rows as columns. A column is read and decrypted when it is asked for, so a backtest pays for the fields that its patterns read.</summary>
internal sealed class SealedBlock(SealedSegment segment, SealedDirectory.Block entry, Strings strings, BlockRoom? room = null)
{
    readonly Dictionary<string, ReadOnlyMemory<byte>?> _clear = new(StringComparer.Ordinal);
    (RowShape[] Shapes, int[] Ids)? _shapes;

    /// <summary>What the names of columns begin with that are not fields.</summary>
    public const char OwnMark = '\u0001';

    public const string Offset = "\u0001offset", Time = "\u0001time", Received = "\u0001received", Line = "\u0001line", Shape = "\u0001shape", Id = "\u0001id", Stream = "\u0001stream", Named = "\u0001subject";

    public int Rows => entry.Rows;

    public long First => entry.First;

    public long Last => entry.Last;

    /// <summary>Microseconds since 1970 of its earliest row.</summary>
    public long MinTime => entry.MinTime;

    /// <summary>Microseconds since 1970 of its latest row.</summary>
    public long MaxTime => entry.MaxTime;

    public bool Overlaps(long minTime, long maxTime) => entry.MaxTime >= minTime && entry.MinTime <= maxTime;

    public IEnumerable<string> FieldNames => entry.Columns.Select(column => column.Name).Where(name => name[0] != OwnMark);

    public long[]? Offsets() => Numbers(Offset);

    /// <summary>Microseconds since 1970, UTC.</summary>
    public long[]? Times() => Moments(Time);

    /// <summary>The column of a field; <c>type</c>, <c>family</c>, <c>source</c> and <c>organisation</c> too. Null when no row has it or it is damaged.</summary>
    public Column? Field(string name) => name switch
    {
        "type" => OfShapes(shape => shape.Control ? default : shape.Type.Name),
        "family" => OfShapes(shape => shape.Control ? default : shape.Type.FamilyName),
        "source" => OfShapes(shape => shape.Control ? default : shape.Source),
        "organisation" => OfShapes(shape => shape.Control ? default : shape.Handling?.Organisation),
        _ => Values(name),
    };

    /// <summary>What its rows have in common, and per row which; null when the column is damaged.</summary>
    public (RowShape[] Shapes, int[] Ids)? Shapes() => _shapes ??= ReadShapes();

    /// <summary>Whether what it has of these fields can be read, and who a row is; decrypts them.</summary>
    public bool Holds(IEnumerable<string> fields) => fields.Concat([Id, Received, Named]).Where(name => entry.Columns.Any(column => column.Name == name)).All(name => Clear(name) is not null);

    /// <summary>Name of the column with the numbers of a field's texts in the segment.</summary>
    public static string NumbersOf(string field) => $"{OwnMark}numbers {field}";

    /// <summary>The data field of that name, decoded; null when no row has it. It must have been asked for by <see cref="Holds"/>.</summary>
    public EngineColumn? Data(string name)
    {
        if (Clear(name) is not { } bytes)
            return null;
        var column = Column.ReadValues(name, bytes.Span, Rows, room)
            ?? throw new InvalidDataException($"The column {name} of the segment {segment.Name} was written whole and cannot be read: another version of the program wrote it.");
        return column with { Series = SeriesOf(column) };
    }

    /// <summary>Without the numbers, also where they are damaged, each text is looked up.</summary>
    SeriesNumbers? SeriesOf(EngineColumn column)
    {
        if (Clear(NumbersOf(column.Name)) is not { } bytes)
            return null;
        var from = new ByteReader(bytes.Span);
        var numbers = room?.Ints(column.Values.Count) ?? new int[column.Values.Count];
        return BitPacked.TryReadPlaces(ref from, SegmentNumbers.Most, step: 0, numbers.AsSpan(0, column.Values.Count)) ? new SeriesNumbers(segment, numbers) : null;
    }

    /// <summary>One row as an observation, without decoding the others; null when a column is damaged.</summary>
    public Observation? One(int row)
    {
        if (Shapes() is not { } shaped || Number(Time, row) is not { } time || Number(Received, row) is not { } received || !Micros.IsTime(time) || !Micros.IsTime(received))
            return null;
        var shape = shaped.Shapes[shaped.Ids[row]];
        var builder = new Fields.Builder(shape.Names.Length);
        foreach (var name in shape.Names)
        {
            if (Value(name, row) is not { } value)
                return null;
            builder.Set(name, value);
        }

        var data = builder.Build();
        var subject = shape.SubjectKind is null ? null : shape.SubjectField >= 0 ? data[shape.SubjectField].Value.Text : Value(Named, row)?.Text;
        if (Value(Id, row) is not { } id || (shape.SubjectKind is not null && subject is null))
            return null;
        return shape.Observe(id.Text ?? "", time, received, subject, data);
    }

    /// <summary>The rows as observations; null when a column is damaged.</summary>
    public List<Row>? Read()
    {
        var (offsets, times, received, shapes) = (Offsets(), Times(), Moments(Received), Shapes());
        if (offsets is null || times is null || received is null || shapes is not { } shaped || Values(Id) is not { } ids)
            return null;
        var (lines, streams, named) = (Numbers(Line), Values(Stream), Values(Named));
        Dictionary<string, Column> columns = new(StringComparer.Ordinal);
        foreach (var name in FieldNames)
        {
            if (Values(name) is not { } column)
                return null;
            columns[name] = column;
        }

        var plans = Array.ConvertAll(shaped.Shapes, shape => Array.ConvertAll(shape.Names, name => columns.GetValueOrDefault(name)));
        if (plans.Any(plan => plan.Contains(null)))
            return null;
        List<Row> rows = new(Rows);
        for (var i = 0; i < Rows; i++)
        {
            var shape = shaped.Shapes[shaped.Ids[i]];
            if (Build(shape, plans[shaped.Ids[i]]!, i, named) is not { } built)
                return null;
            var observation = shape.Observe(ids.Dictionary[ids.Ids[i]].Text ?? "", times[i], received[i], built.Subject?.Value, built.Data);
            rows.Add(new Row(offsets[i], observation, shape.Control, shape.Streamed ? streams?.Dictionary[streams.Ids[i]].Text : null, shape.Streamed && lines is not null ? lines[i] : 0));
        }

        return rows;
    }

    /// <summary>Whether what is looked for occurs: a look into the dictionaries of its fields, without reading rows.</summary>
    public bool May(SubjectQuery query) => Array.Exists(query.Fields, field => Has(field, query.Text)) || Has(Named, query.Text);

    bool Has(string name, ReadOnlySpan<byte> text) => Clear(name) is { } bytes && Column.Has(bytes.Span, text);

    static (Subject? Subject, Fields Data)? Build(RowShape shape, Column[] plan, int row, Column? named)
    {
        var builder = new Fields.Builder(plan.Length);
        for (var i = 0; i < plan.Length; i++)
            builder.Set(shape.Names[i], plan[i].Dictionary[plan[i].Ids[row]]);
        var data = builder.Build();
        if (shape.SubjectKind is not { } kind)
            return (null, data);
        var value = shape.SubjectField >= 0 ? data[shape.SubjectField].Value.Text : named?.Dictionary[named.Ids[row]].Text;
        return value is null ? null : (new Subject(kind, value), data);
    }

    Column? OfShapes(Func<RowShape, FieldValue> value) =>
        Shapes() is { } shaped ? new Column([default, .. shaped.Shapes.Select(value)], Array.ConvertAll(shaped.Ids, id => id + 1)) : null;

    Column? Values(string name) => Clear(name) is { } bytes ? Column.Read(bytes.Span, Rows, strings) : null;

    FieldValue? Value(string name, int row) => Clear(name) is { } bytes ? Column.ReadOne(bytes.Span, Rows, row) : null;

    // What lies outside the calendar was never a time.
    long[]? Moments(string name) => Numbers(name) is { } moments && Micros.AreTimes(moments) ? moments : null;

    long[]? Numbers(string name)
    {
        if (Clear(name) is not { } bytes)
            return null;
        var from = new ByteReader(bytes.Span);
        return BitPacked.Read(ref from, Rows, room);
    }

    long? Number(string name, int row)
    {
        if (Clear(name) is not { } bytes)
            return null;
        var from = new ByteReader(bytes.Span);
        return BitPacked.ReadOne(ref from, Rows, row);
    }

    ReadOnlyMemory<byte>? Clear(string name)
    {
        if (!_clear.TryGetValue(name, out var bytes))
            _clear[name] = bytes = segment.Chunk(entry, name, room);
        return bytes;
    }

    (RowShape[] Shapes, int[] Ids)? ReadShapes()
    {
        if (Clear(Shape) is not { } bytes)
            return null;
        var from = new ByteReader(bytes.Span);
        var shapes = new RowShape[from.Count()];
        for (var i = 0; i < shapes.Length; i++)
        {
            if (RowShape.Read(ref from, strings) is not { } shape)
                return null;
            shapes[i] = shape;
        }

        return BitPacked.ReadPlaces(ref from, Rows, shapes.Length - 1, step: 0, room) is { } ids ? (shapes, ids) : null;
    }
}
