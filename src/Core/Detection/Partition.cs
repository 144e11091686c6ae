using System.Numerics;

namespace Knooppunt.Detection;

/// <summary>
/// The terms that can still hold for one kind of event, as bits. Each value of a field has a mask of the terms that it
/// leaves alive, worked out once; an event is the AND of the masks of its values.
/// </summary>
sealed class Partition
{
    readonly Plan _plan;
    readonly Term[] _terms;
    readonly SlotMasks[] _slots;
    readonly ulong[] _all;
    readonly ulong[] _alive;
    readonly int _words;
    int[] _ids = [];
    ulong[] _aliveOf = [];

    public Partition(Plan plan, IReadOnlyList<Term> terms, int pivot)
    {
        _plan = plan;
        _terms = [.. terms];
        _words = Math.Max(1, (_terms.Length + 63) / 64);
        _all = new ulong[_words];
        for (var i = 0; i < _terms.Length; i++)
            _all[i / 64] |= 1ul << (i % 64);
        _alive = new ulong[_words];
        // Slots whose values are few are asked first: they spare look-ups in the large ones.
        _slots = [.. _terms.SelectMany(term => term.Literals).Select(literal => literal.Slot).Where(slot => slot != pivot).Distinct()
            .OrderBy(slot => plan.Slots[slot].Kept).ThenBy(slot => slot).Select(slot => new SlotMasks(plan.Slots[slot], _terms, _words))];
    }

    /// <summary>Rows that wait to be judged here.</summary>
    public IntBuffer Waiting { get; } = new();

    /// <summary>Finds the rules that hold for a row.</summary>
    public void Hits(Row row, Hits hits)
    {
        if (_words > 1)
        {
            HitsOfMany(row, hits);
            return;
        }

        var alive = _all[0];
        foreach (var slot in _slots)
        {
            if ((alive & slot.Relevant[0]) != 0)
                alive &= slot.Of(row.Id(slot.Slot), row)[0];
        }

        Take(alive, row, hits);
    }

    /// <summary>Finds the rules that hold for rows, field by field.</summary>
    public void Hits(Rows rows, ReadOnlySpan<int> which, Hits hits)
    {
        if (_words == 1)
            Narrow(rows, which);
        for (var i = 0; i < which.Length; i++)
        {
            rows.Set(which[i]);
            hits.BeginRow(which[i]);
            if (_words == 1)
                Take(_aliveOf[i], rows, hits);
            else
                HitsOfMany(rows, hits);
        }
    }

    void Narrow(Rows rows, ReadOnlySpan<int> which)
    {
        if (_ids.Length < which.Length)
            (_ids, _aliveOf) = (new int[which.Length], new ulong[which.Length]);
        var alive = _aliveOf.AsSpan(0, which.Length);
        var ids = _ids.AsSpan(0, which.Length);
        alive.Fill(_all[0]);
        foreach (var slot in _slots)
        {
            rows.Ids(slot.Slot, which, ids);
            slot.Narrow(ids, rows, which, alive);
        }
    }

    void Take(ulong alive, Row row, Hits hits)
    {
        for (; alive != 0; alive &= alive - 1)
            Take(_terms[BitOperations.TrailingZeroCount(alive)], row, hits);
    }

    void HitsOfMany(Row row, Hits hits)
    {
        var alive = _alive.AsSpan();
        _all.CopyTo(alive);
        foreach (var slot in _slots)
        {
            var needed = false;
            for (var w = 0; w < alive.Length && !needed; w++)
                needed = (alive[w] & slot.Relevant[w]) != 0;
            if (!needed)
                continue;
            var mask = slot.Of(row.Id(slot.Slot), row);
            for (var w = 0; w < alive.Length; w++)
                alive[w] &= mask[w];
        }

        for (var w = 0; w < alive.Length; w++)
        {
            for (var word = alive[w]; word != 0; word &= word - 1)
                Take(_terms[(w * 64) + BitOperations.TrailingZeroCount(word)], row, hits);
        }
    }

    void Take(Term term, Row row, Hits hits)
    {
        if (!hits.Has(term.Rule) && (term.Rest is null || term.Rest.Holds(_plan, row)))
            hits.Add(term.Rule);
    }

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
    }
}

/// <summary>The masks of one field's values in one partition. Many values share a mask: only different ones are stored.</summary>
sealed class SlotMasks
{
    readonly PlanSlot _slot;
    readonly int _words;
    readonly (Literal Literal, int Term)[] _literals;
    readonly Dictionary<UInt128, int> _byContent = [];
    int[] _maskOf = new int[16];
    ulong[] _masks;
    int _count = 1;

    public SlotMasks(PlanSlot slot, Term[] terms, int words)
    {
        (_slot, _words, _masks) = (slot, words, new ulong[words * 4]);
        _literals = [.. terms.SelectMany((term, index) => term.Literals.Where(literal => literal.Slot == slot.Index).Select(literal => (literal, index)))];
        Relevant = new ulong[words];
        foreach (var (_, term) in _literals)
            Relevant[term / 64] |= 1ul << (term % 64);
    }

    public int Slot => _slot.Index;

    public ulong[] Relevant { get; }

    public ReadOnlySpan<ulong> Of(int id, Row row)
    {
        var mask = id < _maskOf.Length ? _maskOf[id] : 0;
        if (mask == 0)
            mask = Compute(id, row);
        return _masks.AsSpan(mask * _words, _words);
    }

    /// <summary>Takes away from each row what its value does not leave alive; for a single word.</summary>
    public void Narrow(ReadOnlySpan<int> ids, Rows rows, ReadOnlySpan<int> which, Span<ulong> alive)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            var mask = ids[i] < _maskOf.Length ? _maskOf[ids[i]] : 0;
            if (mask == 0)
            {
                rows.Set(which[i]);
                mask = Compute(ids[i], rows);
            }

            alive[i] &= _masks[mask];
        }
    }

    int Compute(int id, Row row)
    {
        var present = id != ValueTable.Absent;
        var value = present ? row.Value(_slot.Index) : default;
        Span<ulong> mask = _words <= 64 ? stackalloc ulong[_words] : new ulong[_words];
        mask.Fill(ulong.MaxValue);
        foreach (var (literal, term) in _literals)
        {
            if (_slot.Tests[literal.Test].Matches(value, present) == literal.Negated)
                mask[term / 64] &= ~(1ul << (term % 64));
        }

        if (id >= _maskOf.Length)
            Array.Resize(ref _maskOf, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        return _maskOf[id] = Keep(mask);
    }

    int Keep(ReadOnlySpan<ulong> mask)
    {
        for (var m = 1; m < Math.Min(_count, 8); m++)
        {
            if (mask.SequenceEqual(_masks.AsSpan(m * _words, _words)))
                return m;
        }

        var content = UInt128.Zero;
        foreach (var word in mask)
            content = ((content ^ word) * 0x9E3779B97F4A7C15ul) + (content >> 61);
        if (_byContent.TryGetValue(content, out var known) && mask.SequenceEqual(_masks.AsSpan(known * _words, _words)))
            return known;
        if ((_count + 1) * _words > _masks.Length)
            Array.Resize(ref _masks, _masks.Length * 2);
        mask.CopyTo(_masks.AsSpan(_count * _words));
        _byContent[content] = _count;
        return _count++;
    }

    public void Forget()
    {
        Array.Clear(_maskOf);
        _byContent.Clear();
        _count = 1;
    }
}
