using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Lines of JSON as rows: the places of the values that the plan reads; looked up only when asked for.</summary>
sealed class JsonRows(Plan plan, SlotValues values) : Rows
{
    const int Unknown = -1;
    const int None = -1;
    readonly Line[] _lines = new Line[BatchRun.Most];
    // Where the cell of a line's slot is, counted from the line's first, one higher: a plan may read hundreds of fields of which a line has a dozen.
    readonly ushort[] _cellOf = new ushort[BatchRun.Most * plan.Slots.Length];
    Cell[] _cells = new Cell[1024];
    byte[] _unescaped = [];
    readonly List<Wanted> _wanted = [];
    // Values that the strict reader made, by cell.
    readonly Dictionary<int, FieldValue> _parsed = [];
    byte[] _buffer = [];
    int _row;
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
        public int FirstCell;
        public int Cells;
    }

    struct Cell
    {
        public int Id;
        public int Slot;
        public int Start;
        public int Length;
        public Kind Kind;
    }

    record struct Wanted(int Cell, int At, ValueKey Key)
    {
        public int Likely { get; set; }
    }

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
        _cellOf.AsSpan(_first, plan.Slots.Length).Clear();
        var before = Count == 0 ? default : _lines[Count - 1];
        _lines[Count] = new Line { FirstCell = before.FirstCell + before.Cells };
    }

    /// <summary>The line is one of the rows.</summary>
    public void EndLine(long time, long offset)
    {
        (_lines[Count].Time, _lines[Count].Offset) = (time, offset);
        Count++;
    }

    public override void Set(int row)
    {
        Look(row);
        (Time, Offset) = (_lines[row].Time, _lines[row].Offset);
    }

    void Look(int row) => (_row, _first) = (row, row * plan.Slots.Length);

    public void Set(int slot, Kind kind, int start, int length)
    {
        ref var place = ref _cellOf[_first + slot];
        // Of a key that comes twice the last value counts.
        if (place == 0)
            place = (ushort)(_lines[_row].Cells + 1);
        Put(place, new Cell { Id = Unknown, Slot = slot, Kind = kind, Start = start, Length = length });
    }

    public void Set(int slot, in FieldValue value)
    {
        Set(slot, Kind.Parsed, 0, 0);
        _parsed[CellOf(slot)] = value;
    }

    /// <summary>Keeps a value that no rule reads by name.</summary>
    public void Keep(Kind kind, int start, int length) => Put(_lines[_row].Cells + 1, new Cell { Slot = None, Kind = kind, Start = start, Length = length });

    /// <summary>Keeps a value that no rule reads by name.</summary>
    public void Keep(in FieldValue value)
    {
        Keep(Kind.Parsed, 0, 0);
        _parsed[_lines[_row].FirstCell + _lines[_row].Cells - 1] = value;
    }

    void Put(int place, in Cell cell)
    {
        ref var line = ref _lines[_row];
        line.Cells = Math.Max(line.Cells, place);
        var at = line.FirstCell + place - 1;
        if (at >= _cells.Length)
            Array.Resize(ref _cells, _cells.Length * 2);
        _cells[at] = cell;
    }

    /// <summary>Where the cell of a slot of the line looked at is; none when it has none.</summary>
    int CellOf(int slot) => _cellOf[_first + slot] is > 0 and var place ? _lines[_row].FirstCell + place - 1 : None;

    public override int Id(int slot)
    {
        var at = CellOf(slot);
        if (at < 0)
            return ValueTable.Absent;
        ref var cell = ref _cells[at];
        return cell.Id >= 0 ? cell.Id : cell.Id = Number(slot, cell);
    }

    int Number(int slot, in Cell cell)
    {
        var bytes = BytesOf(cell);
        if (cell.Kind == Kind.Text && !Values.IsRange(slot))
            return Values.Table(slot).Of(FieldKind.Text, bytes);
        if (cell.Kind == Kind.Escaped && Values.TakesEscaped(slot))
            return Values.Table(slot).Of(ValueBytes.Escaped, bytes);
        if (cell.Kind == Kind.Escaped && !Values.IsRange(slot) && Unescaped(bytes) is { IsEmpty: false } plain)
            return Values.Table(slot).Of(FieldKind.Text, plain);
        if (cell.Kind == Kind.Number && FastNumber.TryRead(bytes, out var number))
            return Values.IsRange(slot) ? Values.Interval(slot, number) : Values.Table(slot).OfNumber(number);
        return Values.Of(slot, Value(slot));
    }

    /// <summary>Text without its escapes; empty when that takes the strict reader.</summary>
    ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> bytes)
    {
        if (_unescaped.Length < bytes.Length)
            _unescaped = new byte[bytes.Length * 2];
        return _unescaped.AsSpan(0, JsonText.Unescape(bytes, _unescaped));
    }

    public override void Present(IntBuffer slots)
    {
        ref readonly var line = ref _lines[_row];
        foreach (ref readonly var cell in _cells.AsSpan(line.FirstCell, line.Cells))
        {
            if (cell.Slot != None)
                slots.Add(cell.Slot);
        }
    }

    public override void Present(IntBuffer slots, IntBuffer ids)
    {
        ref readonly var line = ref _lines[_row];
        foreach (ref var cell in _cells.AsSpan(line.FirstCell, line.Cells))
        {
            if (cell.Slot == None)
                continue;
            slots.Add(cell.Slot);
            ids.Add(cell.Id != Unknown ? cell.Id : cell.Id = Number(cell.Slot, cell));
        }
    }

    ReadOnlySpan<byte> BytesOf(in Cell cell) => _buffer.AsSpan(cell.Start, cell.Length);

    public override void Ids(int slot, ReadOnlySpan<int> which, Span<int> ids)
    {
        var (isRange, takesEscaped) = (Values.IsRange(slot), Values.TakesEscaped(slot));
        for (var i = 0; i < which.Length; i++)
        {
            Look(which[i]);
            var cell = CellOf(slot);
            if (cell >= 0 && !isRange && _cells[cell] is { Id: Unknown, Kind: (Kind.Text or Kind.Escaped) and var kind } && (takesEscaped || kind == Kind.Text))
                _wanted.Add(new Wanted(cell, i, ValueKey.Of(KindOf(kind), BytesOf(_cells[cell]))));
            else
                ids[i] = Id(slot);
        }

        if (_wanted.Count > 0)
            LookUpWanted(Values.Table(slot), ids);
    }

    public override void Kinds(int slot, ReadOnlySpan<int> which, Span<int> kinds)
    {
        Ids(slot, which, kinds);
        if (Values.Kinds(slot) is not { } sorted)
            return;
        foreach (var id in kinds)
            sorted.Bring(id);
        foreach (ref var one in kinds)
            one = sorted.Of(one);
    }

    public override void LookUp(ReadOnlySpan<int> which)
    {
        foreach (var row in which)
        {
            ref readonly var line = ref _lines[row];
            for (var at = line.FirstCell; at < line.FirstCell + line.Cells; at++)
            {
                ref readonly var cell = ref _cells[at];
                if (cell.Slot != None && cell is { Id: Unknown, Kind: Kind.Text or Kind.Escaped } && (cell.Kind == Kind.Text ? !Values.IsRange(cell.Slot) : Values.TakesEscaped(cell.Slot)))
                    _wanted.Add(new Wanted(at, cell.Slot, ValueKey.Of(KindOf(cell.Kind), BytesOf(cell))));
            }
        }

        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
            Values.Table(wanted.At).Bring(wanted.Key);
        foreach (ref var wanted in CollectionsMarshal.AsSpan(_wanted))
            wanted.Likely = Values.Table(wanted.At).Likely(wanted.Key);
        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
        {
            ref var cell = ref _cells[wanted.Cell];
            cell.Id = Values.OfRepeated(cell.Slot, wanted.Key, BytesOf(cell), wanted.Likely);
        }

        _wanted.Clear();
    }

    void LookUpWanted(ValueTable table, Span<int> ids)
    {
        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
            table.Bring(wanted.Key);
        foreach (ref var wanted in CollectionsMarshal.AsSpan(_wanted))
            wanted.Likely = table.Likely(wanted.Key);
        foreach (ref readonly var wanted in CollectionsMarshal.AsSpan(_wanted))
            ids[wanted.At] = _cells[wanted.Cell].Id = table.Of(wanted.Key, BytesOf(_cells[wanted.Cell]), wanted.Likely);
        _wanted.Clear();
    }

    static FieldKind KindOf(Kind kind) => kind == Kind.Escaped ? ValueBytes.Escaped : FieldKind.Text;

    public override FieldValue Value(int slot) => CellOf(slot) is >= 0 and var at ? ValueOf(at) : default;

    public override ReadOnlySpan<byte> Text(int slot) => CellOf(slot) is >= 0 and var at
        ? _cells[at].Kind switch { Kind.Text => BytesOf(_cells[at]), Kind.Escaped => Unescaped(BytesOf(_cells[at])), _ => default }
        : default;

    FieldValue ValueOf(int at)
    {
        ref readonly var cell = ref _cells[at];
        return cell.Kind switch
        {
            Kind.Text => Encoding.UTF8.GetString(BytesOf(cell)),
            Kind.Escaped => Unescaped(BytesOf(cell)) is { IsEmpty: false } plain ? Encoding.UTF8.GetString(plain) : JsonText.Unescaped(BytesOf(cell)),
            Kind.Number => FastNumber.TryRead(BytesOf(cell), out var number) ? FieldValue.Of(number) : default,
            Kind.True => true,
            Kind.False => false,
            Kind.Parsed => _parsed[at],
            _ => default,
        };
    }

    public override void FindUnread(TextIndex index, IntBuffer found)
    {
        ref readonly var line = ref _lines[_row];
        for (var at = line.FirstCell; at < line.FirstCell + line.Cells; at++)
        {
            if (_cells[at].Slot != None)
                continue;
            if (_cells[at].Kind == Kind.Text)
                index.Find(BytesOf(_cells[at]), found);
            else if (ValueOf(at) is { Kind: not FieldKind.None } value)
                index.Find(value, found);
        }
    }

    public override bool AnyValue(FieldTest test)
    {
        ref readonly var line = ref _lines[_row];
        for (var at = line.FirstCell; at < line.FirstCell + line.Cells; at++)
        {
            var text = _cells[at].Kind == Kind.Text ? BytesOf(_cells[at]) : default;
            if (!text.IsEmpty && Ascii.IsValid(text) && test.MatchesAscii(text) is { } holds)
            {
                if (holds)
                    return true;
            }
            else if (ValueOf(at) is { Kind: not FieldKind.None } value && test.Matches(value, present: true))
            {
                return true;
            }
        }

        return false;
    }
}
