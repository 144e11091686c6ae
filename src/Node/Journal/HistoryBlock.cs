using Knooppunt.Detection;
using Knooppunt.Observations;
using EngineColumn = Knooppunt.Detection.Column;

namespace Knooppunt.Node.Journal;

/// <summary>What rows of a block have in common.</summary>
/// <param name="Control">Whether they are control records.</param>
/// <param name="Type">Their type; of control records its name is their kind.</param>
/// <param name="Source">Who told them.</param>
/// <param name="Handling">What may be done with them.</param>
internal readonly record struct HistoryShape(bool Control, ObservationType Type, string Source, Handling? Handling);

/// <summary>A stretch of a journal as columns, whether it is sealed already or still lies as rows.</summary>
internal abstract class HistoryBlock
{
    /// <summary>Rising.</summary>
    public required long[] Offsets { get; init; }

    /// <summary>UTC ticks per row.</summary>
    public required long[] Ticks { get; init; }

    public required HistoryShape[] Shapes { get; init; }

    /// <summary>Per row the index of its shape.</summary>
    public required int[] ShapeIds { get; init; }

    /// <summary>Retention class of all its rows.</summary>
    public required string Class { get; init; }

    public HistoryShape ShapeAt(int row) => Shapes[ShapeIds[row]];

    /// <summary>Names of the fields that rows have.</summary>
    public abstract IReadOnlyCollection<string> FieldNames { get; }

    /// <summary>A data field; null when no row has it.</summary>
    public abstract EngineColumn? Field(string name);

    /// <summary>A row whole; null when a column of it is damaged.</summary>
    public abstract Observation? At(int row);
}

/// <summary>A block of a sealed segment: a column is decoded when it is asked for.</summary>
internal sealed class SealedHistoryBlock(SealedBlock block) : HistoryBlock
{
    public override IReadOnlyCollection<string> FieldNames { get; } = [.. block.FieldNames];

    public override EngineColumn? Field(string name) => block.Data(name);

    public override Observation? At(int row) => block.One(row);

    /// <summary>Null when the block, or one of the fields that will be asked for, is damaged.</summary>
    public static SealedHistoryBlock? Open(SealedBlock block, string retentionClass, IReadOnlyCollection<string>? fields)
    {
        if (block.Offsets() is not { } offsets || block.Times() is not { } times || block.Shapes() is not { } shaped || !block.Holds(fields ?? [.. block.FieldNames]))
            return null;
        for (var i = 0; i < times.Length; i++)
            times[i] = Micros.ToTicks(times[i]);
        return new SealedHistoryBlock(block)
        {
            Offsets = offsets,
            Ticks = times,
            Shapes = Array.ConvertAll(shaped.Shapes, shape => new HistoryShape(shape.Control, shape.Type, shape.Source, shape.Handling)),
            ShapeIds = shaped.Ids,
            Class = retentionClass,
        };
    }
}

/// <summary>Rows of a segment that is not sealed yet.</summary>
internal sealed class RowHistoryBlock(Row[] rows) : HistoryBlock
{
    readonly Dictionary<string, EngineColumn> _columns = new(StringComparer.Ordinal);

    public override IReadOnlyCollection<string> FieldNames { get; } = [.. rows.SelectMany(row => row.Observation.Data).Select(field => field.Key).Distinct()];

    public override EngineColumn? Field(string name)
    {
        if (!FieldNames.Contains(name))
            return null;
        if (_columns.TryGetValue(name, out var known))
            return known;
        var builder = new ColumnBuilder();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Observation.Data.TryGet(name, out var value))
                builder.Set(i, value);
        }

        var (dictionary, ids) = builder.Build(rows.Length);
        return _columns[name] = new EngineColumn(name, ColumnValues.Of(dictionary[1..]), Array.ConvertAll(ids, id => id - 1));
    }

    public override Observation? At(int row) => rows[row].Observation;

    public static RowHistoryBlock Of(Row[] rows, string retentionClass)
    {
        var known = new Dictionary<HistoryShape, int>();
        var ids = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var observation = rows[i].Observation;
            var shape = new HistoryShape(rows[i].Control, observation.Type, observation.Source, observation.Handling);
            if (!known.TryGetValue(shape, out ids[i]))
                known[shape] = ids[i] = known.Count;
        }

        return new RowHistoryBlock(rows)
        {
            Offsets = Array.ConvertAll(rows, row => row.Offset),
            Ticks = Array.ConvertAll(rows, row => row.Observation.Time.UtcTicks),
            Shapes = [.. known.OrderBy(shape => shape.Value).Select(shape => shape.Key)],
            ShapeIds = ids,
            Class = retentionClass,
        };
    }
}
