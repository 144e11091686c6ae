using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A row of a block: each different value of the block is looked up once.</summary>
sealed class ColumnRow : Row
{
    readonly SlotValues _values;
    readonly ColumnBlock _block;
    readonly Column?[] _columns;
    readonly int[][] _numbers;
    readonly long[] _times;
    int _row;

    public ColumnRow(Plan plan, SlotValues values, ColumnBlock block)
    {
        (_values, _block, _times) = (values, block, block.Times);
        _columns = [.. plan.Slots.Select(slot => block.Columns.FirstOrDefault(column => column.Name == slot.Name))];
        // One more than the number, so that a fresh array means not yet looked up.
        _numbers = [.. _columns.Select(column => column is null ? [] : new int[column.Dictionary.Count])];
    }

    public void Set(int row)
    {
        _row = row;
        Time = _times[row];
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
            number = _values.Of(slot, column.Dictionary[value]) + 1;
        return number - 1;
    }

    public override FieldValue Value(int slot) => _columns[slot] is { } column && column.Ids[_row] is >= 0 and var value ? column.Dictionary[value] : default;

    public override bool AnyValue(FieldTest test)
    {
        foreach (var column in _block.Columns)
        {
            if (column.Ids[_row] is >= 0 and var value && column.Dictionary[value] is { Kind: not FieldKind.None } found && test.Matches(found, present: true))
                return true;
        }

        return false;
    }
}
