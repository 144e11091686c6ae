using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The rows of a block: each different value of the block is looked up once.</summary>
sealed class ColumnRows(Plan plan) : Rows
{
    readonly Column?[] _columns = new Column?[plan.Slots.Length];
    // Per slot and value of the block its number, one higher; zero when it was not looked up yet.
    readonly int[][] _numbers = [.. plan.Slots.Select(_ => Array.Empty<int>())];
    readonly IntBuffer _slotsOfBlock = new();
    readonly List<Wanted> _wanted = [];
    SlotValues _values = null!;
    ColumnBlock _block = null!;
    int _row;
    // Kept only so that what is read early is really read.
    int _brought;

    readonly record struct Wanted(int At, int Value, uint Hash);

    public void Begin(ColumnBlock block, SlotValues values)
    {
        (_block, _values) = (block, values);
        _slotsOfBlock.Clear();
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            var name = plan.Slots[slot].Name;
            var column = _columns[slot] = block.Columns.FirstOrDefault(column => column.Name == name);
            if (column is not null)
                _slotsOfBlock.Add(slot);
            var count = column?.Values.Count ?? 0;
            if (_numbers[slot].Length < count)
                _numbers[slot] = new int[count];
            else
                Array.Clear(_numbers[slot], 0, count);
        }
    }

    public override void Set(int row)
    {
        _row = row;
        Time = _block.Times[row];
        Offset = _block.Offsets?[row] ?? _block.FirstOffset + row;
    }

    public override int Id(int slot)
    {
        if (_columns[slot] is not { } column || column.Ids[_row] is not (>= 0 and var value))
            return ValueTable.Absent;
        ref var number = ref _numbers[slot][value];
        if (number == 0)
            number = _values.Of(slot, column.Values, value) + 1;
        return number - 1;
    }

    public override void Ids(int slot, ReadOnlySpan<int> which, Span<int> ids)
    {
        // Absence is number zero.
        if (_columns[slot] is not { } column)
        {
            ids.Clear();
            return;
        }

        var numbers = _numbers[slot];
        for (var i = 0; i < which.Length; i++)
        {
            var value = column.Ids[which[i]];
            ids[i] = value < 0 ? ValueTable.Absent : numbers[value] - 1;
            if (ids[i] < 0)
                Want(slot, column.Values, value, i);
        }

        if (_wanted.Count > 0)
            LookUpWanted(slot, column.Values, ids);
    }

    void Want(int slot, ColumnValues values, int value, int at) =>
        _wanted.Add(new Wanted(at, value, _values.IsRange(slot) ? 0 : ValueTable.HashOf(values.KindAt(value), values.BytesAt(value))));

    void LookUpWanted(int slot, ColumnValues values, Span<int> ids)
    {
        var (table, numbers, isRange) = (_values.Table(slot), _numbers[slot], _values.IsRange(slot));
        var brought = 0;
        foreach (var wanted in _wanted)
            brought += table.Bring(wanted.Hash);
        _brought = brought;
        foreach (var (at, value, hash) in _wanted)
        {
            ids[at] = isRange ? _values.Of(slot, values, value) : table.Of(values.KindAt(value), values.BytesAt(value), hash);
            numbers[value] = ids[at] + 1;
        }

        _wanted.Clear();
    }

    public override FieldValue Value(int slot) => _columns[slot] is { } column && column.Ids[_row] is >= 0 and var value ? column.Values[value] : default;

    public override void Present(IntBuffer slots)
    {
        foreach (var slot in _slotsOfBlock.Written)
        {
            if (_columns[slot]!.Ids[_row] >= 0)
                slots.Add(slot);
        }
    }

    public override void Unread(List<FieldValue> values)
    {
        foreach (var column in _block.Columns)
        {
            if (column.Ids[_row] is >= 0 and var value && !_columns.Contains(column) && column.Values[value] is { Kind: not FieldKind.None } found)
                values.Add(found);
        }
    }

    public override bool AnyValue(FieldTest test)
    {
        foreach (var column in _block.Columns)
        {
            if (column.Ids[_row] is >= 0 and var value && column.Values[value] is { Kind: not FieldKind.None } found && test.Matches(found, present: true))
                return true;
        }

        return false;
    }
}
