using Knooppunt.Detection.Enrichment;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The rows of a block: each different value of the block is looked up once, and a field only when a row is asked for it.</summary>
sealed class ColumnRows(Plan plan) : Rows
{
    // So many are on their way while one is worked on.
    const int ValuesAhead = 8;

    readonly Column?[] _columns = new Column?[plan.Slots.Length];
    readonly AddedColumn?[] _added = new AddedColumn?[plan.Slots.Length];
    readonly bool[] _known = new bool[plan.Slots.Length];
    readonly MetValues[] _met = [.. plan.Slots.Select(_ => new MetValues())];
    Wanted[] _wanted = new Wanted[64];
    (Column? Column, AddedColumn? Added, bool IsRead)[]? _all;
    int[]? _slotsOfBlock;
    SlotValues _values = null!;
    ColumnBlock _block = null!;
    int _row;

    /// <summary>A value without a number yet: where it stands among those asked for, and which of the block's it is.</summary>
    struct Wanted
    {
        public int At;
        public int Value;
        public int Likely;
        public ValueKey Key;
    }

    /// <summary>By what the values are numbered.</summary>
    public SlotValues Values => _values;

    /// <summary>The block whose rows they are.</summary>
    public ColumnBlock Block => _block;

    public void Begin(ColumnBlock block, SlotValues values)
    {
        if (!ReferenceEquals(values, _values))
            Array.ForEach(_met, met => met.Forget());
        (_block, _values, _all, _slotsOfBlock) = (block, values, null, null);
        Array.Clear(_known);
    }

    /// <summary>The column of a field; null when no row has it.</summary>
    Column? ColumnOf(int slot)
    {
        if (_known[slot])
            return _columns[slot];
        var name = plan.Slots[slot].Name;
        var (column, added) = Find(name, _block.Envelope.FirstOrDefault(column => column.Name == name));
        (_columns[slot], _added[slot], _known[slot]) = (column, added, true);
        _met[slot].Begin(column?.Values.Count ?? 0, column?.Series);
        return column;
    }

    (Column? Column, AddedColumn? Added) Find(string name, Column? envelope)
    {
        var own = _block.Find(name);
        var said = own is null ? envelope : envelope is null ? own : Either(own, envelope);
        return _block.Enricher is { } enricher && AddedColumn.Of(name, enricher, _block, said) is { } added ? (added.Column, added) : (said, null);
    }

    /// <summary>The first column, and where it is silent the second.</summary>
    static Column Either(Column first, Column second) =>
        new(first.Name, ColumnValues.Of(first.Values.Concat(second.Values)), [.. first.Ids.Zip(second.Ids, (one, other) => one >= 0 ? one : other >= 0 ? first.Values.Count + other : -1)]);

    /// <summary>Has enrichment said what it adds to a row.</summary>
    void Fill(int slot, ReadOnlySpan<int> which)
    {
        if (_added[slot] is not { } added)
            return;
        foreach (var row in which)
            added.Fill(row);
    }

    public override void Set(int row)
    {
        _row = row;
        Time = _block.Times[row];
        Offset = _block.Offsets?[row] ?? _block.FirstOffset + row;
    }

    public override void Bring(int from, int to)
    {
        Near.BringAll<long>(_block.Times.AsSpan(from..to));
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            if (_known[slot] && _columns[slot] is { } column)
                Near.BringAll<int>(column.Ids.AsSpan(from..to));
        }
    }

    public override void Moments(int first, Span<Moment> moments)
    {
        var times = _block.Times.AsSpan(first, moments.Length);
        if (_block.Offsets is null)
        {
            for (var i = 0; i < times.Length; i++)
                moments[i] = new Moment(times[i], _block.FirstOffset + first + i);
            return;
        }

        var offsets = _block.Offsets.AsSpan(first, moments.Length);
        for (var i = 0; i < times.Length; i++)
            moments[i] = new Moment(times[i], offsets[i]);
    }

    public override int Id(int slot)
    {
        if (ColumnOf(slot) is not { } column)
            return ValueTable.Absent;
        if (_added[slot] is not null)
            Fill(slot, [_row]);
        if (column.Ids[_row] is not (>= 0 and var value))
            return ValueTable.Absent;
        return _met[slot].Id(value) is > 0 and var number ? number - 1 : Number(slot, column.Values, value);
    }

    int Number(int slot, ColumnValues values, int value)
    {
        var number = _values.Of(slot, values, value);
        _met[slot].Keep(value, number);
        return number;
    }

    public override void Ids(int slot, ReadOnlySpan<int> which, Span<int> ids)
    {
        // Absence is number zero.
        if (ColumnOf(slot) is not { } column)
        {
            ids.Clear();
            return;
        }

        Fill(slot, which);
        var (values, met) = (column.Ids, _met[slot]);
        var known = met.Ids;
        var (places, wanted) = (met.Places, 0);
        for (var i = 0; i < which.Length; i++)
        {
            var value = values[which[i]];
            if (value < 0)
            {
                ids[i] = ValueTable.Absent;
                continue;
            }

            var place = places is null ? value + 1 : places[value];
            var id = (uint)place < (uint)known.Length ? known[place] : 0;
            ids[i] = id - 1;
            if (id == 0)
                Want(wanted++, i, value);
        }

        if (wanted > 0)
            LookUp(slot, column.Values, wanted, ids);
    }

    public override void Kinds(int slot, ReadOnlySpan<int> which, Span<int> kinds)
    {
        if (_values.Kinds(slot) is not { } sorted)
        {
            Ids(slot, which, kinds);
            return;
        }

        if (ColumnOf(slot) is not { } column)
        {
            kinds.Fill(sorted.Of(ValueTable.Absent));
            return;
        }

        Fill(slot, which);
        var (values, met, absent) = (column.Ids, _met[slot], sorted.Of(ValueTable.Absent));
        var known = met.Kinds;
        var (places, wanted) = (met.Places, 0);
        for (var i = 0; i < which.Length; i++)
        {
            var value = values[which[i]];
            if (value < 0)
            {
                kinds[i] = absent;
                continue;
            }

            var place = places is null ? value + 1 : places[value];
            var kind = (uint)place < (uint)known.Length ? known[place] : ValueKinds.None;
            if (kind == ValueKinds.None && met.Id(value) is > 0 and var id)
                met.KeepKind(value, kind = sorted.Of(id - 1));
            kinds[i] = kind;
            if (kind == ValueKinds.None)
                Want(wanted++, i, value);
        }

        if (wanted > 0)
            Sort(slot, column.Values, sorted, wanted, kinds);
    }

    /// <summary>Sorts values whose kind is not known yet.</summary>
    void Sort(int slot, ColumnValues values, ValueKinds sorted, int count, Span<int> kinds)
    {
        LookUp(slot, values, count, kinds);
        var met = _met[slot];
        var wanted = _wanted.AsSpan(0, count);
        foreach (ref readonly var one in wanted)
            sorted.Bring(kinds[one.At]);
        foreach (ref readonly var one in wanted)
        {
            kinds[one.At] = sorted.Of(kinds[one.At]);
            met.KeepKind(one.Value, kinds[one.At]);
        }
    }

    void Want(int place, int at, int value)
    {
        if (place == _wanted.Length)
            Array.Resize(ref _wanted, place * 2);
        _wanted[place] = new Wanted { At = at, Value = value };
    }

    void LookUp(int slot, ColumnValues values, int count, Span<int> ids)
    {
        var wanted = _wanted.AsSpan(0, count);
        if (_values.IsRange(slot))
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                if (i + ValuesAhead < wanted.Length)
                    values.Bring(wanted[i + ValuesAhead].Value);
                ids[wanted[i].At] = Number(slot, values, wanted[i].Value);
            }

            return;
        }

        var (table, met) = (_values.Table(slot), _met[slot]);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (i + ValuesAhead < wanted.Length)
                values.Bring(wanted[i + ValuesAhead].Value);
            ref var one = ref wanted[i];
            one.Key = ValueKey.Of(values.KindAt(one.Value), values.BytesAt(one.Value));
            table.Bring(one.Key);
        }

        foreach (ref var one in wanted)
            one.Likely = table.Likely(one.Key);

        foreach (ref readonly var one in wanted)
        {
            var id = table.Of(one.Key, values.BytesAt(one.Value), one.Likely);
            ids[one.At] = id;
            met.Keep(one.Value, id);
        }
    }

    public override FieldValue Value(int slot)
    {
        if (ColumnOf(slot) is not { } column)
            return default;
        Fill(slot, [_row]);
        return column.Ids[_row] is >= 0 and var value ? column.Values[value] : default;
    }

    public override ReadOnlySpan<byte> Text(int slot)
    {
        if (ColumnOf(slot) is not { } column)
            return default;
        Fill(slot, [_row]);
        return column.Ids[_row] is >= 0 and var value && column.Values.KindAt(value) == FieldKind.Text ? column.Values.BytesAt(value) : default;
    }

    public override void Present(IntBuffer slots)
    {
        _slotsOfBlock ??= [.. Enumerable.Range(0, _columns.Length).Where(slot => ColumnOf(slot) is not null)];
        foreach (var slot in _slotsOfBlock)
        {
            Fill(slot, [_row]);
            if (_columns[slot]!.Ids[_row] >= 0)
                slots.Add(slot);
        }
    }

    public override void FindUnread(TextIndex index, IntBuffer found)
    {
        foreach (var (column, added, isRead) in All())
        {
            if (!isRead && ValueOf(column, added) is { Kind: not FieldKind.None } value)
                index.Find(value, found);
        }
    }

    public override bool AnyValue(FieldTest test)
    {
        foreach (var (column, added, _) in All())
        {
            if (ValueOf(column, added) is { Kind: not FieldKind.None } found && test.Matches(found, present: true))
                return true;
        }

        return false;
    }

    /// <summary>Every field that the rows' own data may hold, and whether the plan reads it by name.</summary>
    (Column? Column, AddedColumn? Added, bool IsRead)[] All() =>
        _all ??= [.. from name in _block.Columns.Select(column => column.Name).Concat(_block.Later.Keys).Concat(_block.Enricher is null ? [] : Taxonomy.Enriched).Distinct()
                     let found = Find(name, null)
                     select (found.Column, found.Added, Array.Exists(plan.Slots, slot => slot.Name == name))];

    FieldValue ValueOf(Column? column, AddedColumn? added)
    {
        added?.Fill(_row);
        return column?.Ids[_row] is >= 0 and var value ? column.Values[value] : default;
    }

    public override Recorded? Whole(int row) => _block.Whole?.Invoke(row);
}
