using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>One line of JSON as a row: the places of the values that the plan reads; looked up only when asked for.</summary>
sealed class JsonRow(Plan plan, SlotValues values) : Row
{
    readonly Cell[] _cells = new Cell[plan.Slots.Length];
    readonly FieldValue[] _slow = new FieldValue[plan.Slots.Length];
    readonly List<FieldValue> _everything = [];
    byte[] _buffer = [];

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

    struct Cell
    {
        public int Id;
        public int Start;
        public int Length;
        public Kind Kind;
    }

    public SlotValues Values { get; set; } = values;

    public void Begin(byte[] buffer, long offset)
    {
        _buffer = buffer;
        Offset = offset;
        Array.Clear(_cells);
        _everything.Clear();
    }

    public void At(long time) => Time = time;

    public void Set(int slot, Kind kind, int start, int length) => _cells[slot] = new Cell { Id = -1, Kind = kind, Start = start, Length = length };

    public void Set(int slot, in FieldValue value)
    {
        _cells[slot] = new Cell { Id = -1, Kind = Kind.Parsed };
        _slow[slot] = value;
    }

    public void Keep(in FieldValue value) => _everything.Add(value);

    public override int Id(int slot)
    {
        ref var cell = ref _cells[slot];
        // An absent cell is all zeros: its number is that of absence.
        return cell.Id >= 0 ? cell.Id : cell.Id = Look(slot, cell);
    }

    int Look(int slot, in Cell cell)
    {
        var bytes = _buffer.AsSpan(cell.Start, cell.Length);
        if (cell.Kind == Kind.Text && !Values.IsRange(slot))
            return Values.Table(slot).Of(FieldKind.Text, bytes);
        if (cell.Kind == Kind.Number && FastNumber.TryRead(bytes, out var number))
            return Values.IsRange(slot) ? Values.Interval(slot, number) : Values.Table(slot).OfNumber(number);
        return Values.Of(slot, Value(slot));
    }

    public override FieldValue Value(int slot)
    {
        ref var cell = ref _cells[slot];
        var bytes = _buffer.AsSpan(cell.Start, cell.Length);
        return cell.Kind switch
        {
            Kind.Text => Encoding.UTF8.GetString(bytes),
            Kind.Escaped => JsonText.Unescaped(bytes),
            Kind.Number => FastNumber.TryRead(bytes, out var number) ? FieldValue.Of(number) : default,
            Kind.True => true,
            Kind.False => false,
            Kind.Parsed => _slow[slot],
            _ => default,
        };
    }

    public override bool AnyValue(FieldTest test)
    {
        foreach (var value in _everything)
        {
            if (test.Matches(value, present: true))
                return true;
        }

        return false;
    }
}
