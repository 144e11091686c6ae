using System.Numerics;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>The masks of one field's values in one partition. Many values share a mask: only different ones are stored, and a value says which is its own.</summary>
sealed class SlotMasks
{
    readonly List<(Literal Literal, ulong Bit)> _literals = [];
    PlanSlot _slot;
    readonly Dictionary<ulong, ushort> _numbers = [];
    ushort[] _maskOf = new ushort[16];
    // The first stands for a mask that was not worked out yet.
    ulong[] _masks = new ulong[4];
    int _count = 1;

    public SlotMasks(PlanSlot slot) => _slot = slot;

    public int Slot => _slot.Index;

    /// <summary>The terms that ask something of the field.</summary>
    public ulong Relevant { get; private set; }

    /// <summary>Adds a literal of a term; masks are ones already in the places of terms that ask nothing of the field.</summary>
    public void Add(Literal literal, ulong bit)
    {
        _literals.Add((literal, bit));
        Relevant |= bit;
        Forget();
    }

    public void Remove(ulong bit)
    {
        _literals.RemoveAll(literal => literal.Bit == bit);
        Relevant &= ~bit;
        Forget();
    }

    /// <summary>Takes the slot as a plan has it that extends the one before. Where other bounds divide its numbers, numbers of values mean something else.</summary>
    public void Follow(PlanSlot slot)
    {
        if (!slot.Bounds.AsSpan().SequenceEqual(_slot.Bounds))
            Forget();
        _slot = slot;
    }

    /// <summary>The terms that a value leaves alive.</summary>
    public ulong Of(int id, Row row)
    {
        var mask = id < _maskOf.Length ? _maskOf[id] : 0;
        return mask != 0 ? _masks[mask] : Compute(id, row);
    }

    /// <summary>Takes away from each row what its value does not leave alive.</summary>
    public void Narrow(ReadOnlySpan<int> ids, Rows rows, ReadOnlySpan<int> which, Span<ulong> alive)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            var (id, known) = (ids[i], _maskOf);
            var mask = (uint)id < (uint)known.Length ? known[id] : 0;
            if (mask != 0)
            {
                alive[i] &= _masks[mask];
                continue;
            }

            rows.Set(which[i]);
            alive[i] &= Compute(ids[i], rows);
        }
    }

    ulong Compute(int id, Row row)
    {
        var present = id != ValueTable.Absent;
        var text = present ? row.Text(_slot.Index) : default;
        var mask = !text.IsEmpty && Ascii.IsValid(text) && OfAscii(text) is { } known ? known : OfValue(present ? row.Value(_slot.Index) : default, present);

        if (id >= _maskOf.Length)
            Array.Resize(ref _maskOf, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        _maskOf[id] = NumberOf(mask);
        return mask;
    }

    ulong OfValue(in FieldValue value, bool present)
    {
        var mask = ulong.MaxValue;
        foreach (var (literal, bit) in _literals)
        {
            if (_slot.Tests[literal.Test].Matches(value, present) == literal.Negated)
                mask &= ~bit;
        }

        return mask;
    }

    /// <summary>Null when a test needs more than the bytes.</summary>
    ulong? OfAscii(ReadOnlySpan<byte> text)
    {
        var mask = ulong.MaxValue;
        foreach (var (literal, bit) in _literals)
        {
            if (_slot.Tests[literal.Test].MatchesAscii(text) is not { } matches)
                return null;
            if (matches == literal.Negated)
                mask &= ~bit;
        }

        return mask;
    }

    ushort NumberOf(ulong mask)
    {
        if (_numbers.TryGetValue(mask, out var known))
            return known;
        if (_count > ushort.MaxValue)
            Forget();
        if (_count == _masks.Length)
            Array.Resize(ref _masks, _masks.Length * 2);
        _masks[_count] = mask;
        return _numbers[mask] = (ushort)_count++;
    }

    public void Forget()
    {
        if (_count == 1)
            return;
        Array.Clear(_maskOf);
        _numbers.Clear();
        _count = 1;
    }
}
