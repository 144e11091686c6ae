using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A row of a block: each different value of the block is looked up once.</summary>
sealed class ColumnRow(Plan plan) : Row
{
    readonly Column?[] _columns = new Column?[plan.Slots.Length];
    // Per slot and value of the block its number, one higher, so that zero means not yet looked up.
    readonly int[][] _numbers = [.. plan.Slots.Select(_ => Array.Empty<int>())];
    SlotValues _values = null!;
    ColumnBlock _block = null!;
    int _row;

    public void Begin(ColumnBlock block, SlotValues values)
    {
        (_block, _values) = (block, values);
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            var name = plan.Slots[slot].Name;
            var column = _columns[slot] = block.Columns.FirstOrDefault(column => column.Name == name);
            var count = column?.Values.Count ?? 0;
            if (_numbers[slot].Length < count)
                _numbers[slot] = new int[count];
            else
                Array.Clear(_numbers[slot], 0, count);
        }
    }

    public void Set(int row)
    {
        _row = row;
        Time = _block.Times[row];
        Offset = _block.Offsets?[row] ?? _block.FirstOffset + row;
    }

    public override int Id(int slot)
    {
        var column = _columns[slot];
        if (column is null)
            return ValueTable.Absent;
        var value = column.Ids[_row];
        if (value < 0)
            return ValueTable.Absent;
        ref var number = ref _numbers[slot][value];
        if (number == 0)
            number = _values.Of(slot, column.Values, value) + 1;
        return number - 1;
    }

    public override FieldValue Value(int slot) => _columns[slot] is { } column && column.Ids[_row] is >= 0 and var value ? column.Values[value] : default;

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
