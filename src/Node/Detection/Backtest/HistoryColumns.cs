using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Column = Knooppunt.Detection.Column;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>What becomes of the rows of a shape.</summary>
enum RowUse : byte
{
    /// <summary>They are judged.</summary>
    Judged,
    /// <summary>The table of access closes them.</summary>
    Withheld,
    /// <summary>They move the watermark.</summary>
    Tick,
    /// <summary>They change by what is judged.</summary>
    Rule,
}

/// <summary>A block of the journal as the engine takes it. A field is decoded once, when a pattern first needs it.</summary>
sealed class HistoryColumns
{
    readonly HistoryBlock _block;
    readonly Dictionary<string, Column?> _columns = new(StringComparer.Ordinal);
    readonly bool[] _derives;

    public HistoryColumns(HistoryBlock block, IReadOnlyList<Viewer> viewers, bool released, IReadOnlyCollection<string> derivedFrom)
    {
        _block = block;
        Answers = Array.ConvertAll(block.Shapes, shape => shape.Handling is { } handling && !shape.Control ? Visibility.Ask(viewers, VisibilityLabel.Of(handling, released), Use.History) : null);
        Uses = [.. block.Shapes.Zip(Answers, UseOf)];
        _derives = Array.ConvertAll(block.Shapes, shape => derivedFrom.Contains(shape.Type.Name));
    }

    public HistoryBlock Block => _block;

    /// <summary>Per shape.</summary>
    public RowUse[] Uses { get; }

    /// <summary>Per shape what the table of access says; null where nobody says how it must be handled.</summary>
    public AccessAnswer?[] Answers { get; }

    /// <summary>The block for the engine, enriched by what is in force.</summary>
    public ColumnBlock With(Enricher enricher) => new()
    {
        Times = _block.Ticks,
        FirstOffset = _block.Offsets[0],
        Offsets = _block.Offsets,
        Columns = [],
        Later = _block.FieldNames.ToDictionary(name => name, name => (Func<Column?>)(() => Field(name)), StringComparer.Ordinal),
        Envelope =
        [
            OfShapes("type", shape => shape.Type.Name), OfShapes("family", shape => shape.Type.FamilyName),
            OfShapes("source", shape => shape.Source), OfShapes("organisation", shape => shape.Handling?.Organisation),
        ],
        Enricher = enricher,
        Whole = row => _derives[_block.ShapeIds[row]] && _block.At(row) is { } observation ? new Recorded(_block.Offsets[row], enricher.Enrich(observation)) : null,
    };

    static RowUse UseOf(HistoryShape shape, AccessAnswer? answer) =>
        shape is { Control: true, Type.Name: "tick" } ? RowUse.Tick
        : shape.Control ? RowUse.Rule
        : answer is null or { Verdict: AccessVerdict.Refuse } ? RowUse.Withheld
        : RowUse.Judged;

    Column? Field(string name)
    {
        if (_columns.TryGetValue(name, out var known))
            return known;
        return _columns[name] = _block.Field(name);
    }

    Column OfShapes(string name, Func<HistoryShape, string?> value) => new(name, ColumnValues.Of(_block.Shapes.Select(shape => FieldValue.Of(value(shape)))), _block.ShapeIds);
}
