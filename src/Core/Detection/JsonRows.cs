using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Lines of JSON as rows: the places of the values that the plan reads; looked up only when asked for.</summary>
sealed class JsonRows(Plan plan, SlotValues values) : Rows
{
    const int Unknown = -1;
    readonly Line[] _lines = new Line[BatchRun.Most];
    readonly Cell[] _cells = new Cell[BatchRun.Most * plan.Slots.Length];
    readonly List<Wanted> _wanted = [];
    readonly List<FieldValue>?[] _everything = new List<FieldValue>?[BatchRun.Most];
    // Values that the strict reader made, by cell.
    readonly Dictionary<int, FieldValue> _parsed = [];
    byte[] _buffer = [];
    int _row;
    // Kept only so that what is read early is really read.
    int _brought;
    int _first;

    public enum Kind : byte
    {
        None,
        Text,
        Escaped,
        Number,
        True,
        False,
        Null,
        Parsed,
    }

    struct Line
    {
        public long Time;
        public long Offset;
    }

    struct Cell
    {
        public int Id;
        public int Start;
        public int Length;
        public Kind Kind;
    }

    readonly record struct Wanted(int Cell, int At, uint Hash);

    public SlotValues Values { get; set; } = values;

    /// <summary>How many lines are in.</summary>
    public int Count { get; private set; }

    /// <summary>Lines of this buffer come now; those before are gone.</summary>
    public void Begin(byte[] buffer)
    {
        _buffer = buffer;
        Count = 0;
        _parsed.Clear();
    }

    /// <summary>Begins the next line, or that line anew.</summary>
    public void BeginLine()
    {
        Look(Count);
        Array.Clear(_cells, _first, plan.Slots.Length);
        _everything[Count]?.Clear();
    }

    /// <summary>The line is one of the rows.</summary>
    public void EndLine(long time, long offset) => _lines[Count++] = new Line { Time = time, Offset = offset };

    public override void Set(int row)
    {
        Look(row);
        (Time, Offset) = (_lines[row].Time, _lines[row].Offset);
    }

    void Look(int row) => (_row, _first) = (row, row * plan.Slots.Length);

    public void Set(int slot, Kind kind, int start, int length) => _cells[_first + slot] = new Cell { Id = Unknown, Kind = kind, Start = start, Length = length };

    public void Set(int slot, in FieldValue value)
    {
        _cells[_first + slot] = new Cell { Id = Unknown, Kind = Kind.Parsed };
        _parsed[_first + slot] = value;
    }

    public void Keep(in FieldValue value) => (_everything[_row] ??= []).Add(value);

    public override int Id(int slot)
    {
        ref var cell = ref _cells[_first + slot];
        // An absent cell is all zeros: its number is that of absence.
        return cell.Id >= 0 ? cell.Id : cell.Id = Number(slot, cell);
    }

    int Number(int slot, in Cell cell)
    {
        var bytes = BytesOf(cell);
        if (cell.Kind == Kind.Text && !Values.IsRange(slot))
            return Values.Table(slot).Of(FieldKind.Text, bytes);
        if (cell.Kind == Kind.Number && FastNumber.TryRead(bytes, out var number))
            return Values.IsRange(slot) ? Values.Interval(slot, number) : Values.Table(slot).OfNumber(number);
        return Values.Of(slot, Value(slot));
    }

    ReadOnlySpan<byte> BytesOf(in Cell cell) => _buffer.AsSpan(cell.Start, cell.Length);

    public override void Ids(int slot, ReadOnlySpan<int> which, Span<int> ids)
    {
        var isRange = Values.IsRange(slot);
        for (var i = 0; i < which.Length; i++)
        {
            Look(which[i]);
            ref var cell = ref _cells[_first + slot];
            if (cell is { Id: Unknown, Kind: Kind.Text } && !isRange)
                _wanted.Add(new Wanted(_first + slot, i, ValueTable.HashOf(FieldKind.Text, BytesOf(cell))));
            else
                ids[i] = Id(slot);
        }

        if (_wanted.Count > 0)
            LookUpWanted(Values.Table(slot), ids);
    }

    void LookUpWanted(ValueTable table, Span<int> ids)
    {
        var brought = 0;
        foreach (var wanted in _wanted)
            brought += table.Bring(wanted.Hash);
        _brought = brought;
        foreach (var (cell, at, hash) in _wanted)
            ids[at] = _cells[cell].Id = table.Of(FieldKind.Text, BytesOf(_cells[cell]), hash);
        _wanted.Clear();
    }

    public override FieldValue Value(int slot)
    {
        ref var cell = ref _cells[_first + slot];
        return cell.Kind switch
        {
            Kind.Text => Encoding.UTF8.GetString(BytesOf(cell)),
            Kind.Escaped => JsonText.Unescaped(BytesOf(cell)),
            Kind.Number => FastNumber.TryRead(BytesOf(cell), out var number) ? FieldValue.Of(number) : default,
            Kind.True => true,
            Kind.False => false,
            Kind.Parsed => _parsed[_first + slot],
            _ => default,
        };
    }

    public override bool AnyValue(FieldTest test)
    {
        foreach (var value in _everything[_row] ?? [])
        {
            if (test.Matches(value, present: true))
                return true;
        }

        return false;
    }
}
