using System.Numerics;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// The masks of one field's values in one partition. Where the field has kinds a value stands here for its kind, else for itself. Many share a mask: only
/// different ones are stored, and each says which is its own.
/// </summary>
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

    /// <summary>Takes the slot as a plan has it that extends the one before. Where other bounds divide its numbers, or its values are sorted into kinds anew, their numbers mean something else.</summary>
    public void Follow(PlanSlot slot)
    {
        if (!slot.Bounds.AsSpan().SequenceEqual(_slot.Bounds) || ((slot.HasKinds || _slot.HasKinds) && !ReferenceEquals(slot, _slot)))
            Forget();
        _slot = slot;
    }

    /// <summary>The terms that a value leaves alive.</summary>
    /// <param name="number">Its number, or that of its kind.</param>
    /// <param name="kinds">The kinds of the field; null when it has none.</param>
    /// <param name="row">A row that has the value.</param>
    public ulong Of(int number, ValueKinds? kinds, Row row)
    {
        var mask = number < _maskOf.Length ? _maskOf[number] : 0;
        return mask != 0 ? _masks[mask] : Compute(number, kinds, row);
    }

    /// <summary>Takes away from each row what its value does not leave alive.</summary>
    /// <param name="numbers">Per row the number of the value, or that of its kind.</param>
    /// <param name="kinds">The kinds of the field; null when it has none.</param>
    /// <param name="rows">Where the rows stand.</param>
    /// <param name="which">The rows.</param>
    /// <param name="alive">Per row the terms that are left.</param>
    public void Narrow(ReadOnlySpan<int> numbers, ValueKinds? kinds, Rows rows, ReadOnlySpan<int> which, Span<ulong> alive)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var (number, known) = (numbers[i], _maskOf);
            var mask = (uint)number < (uint)known.Length ? known[number] : 0;
            if (mask != 0)
            {
                alive[i] &= _masks[mask];
                continue;
            }

            rows.Set(which[i]);
            alive[i] &= Compute(number, kinds, rows);
        }
    }

    ulong Compute(int number, ValueKinds? kinds, Row row)
    {
        if (kinds is not null && number == ValueKinds.None)
            return OfHeld(kinds.Held(row.Id(_slot.Index)));
        var mask = kinds is null ? OfValue(row, present: number != ValueTable.Absent) : OfHeld(kinds.HeldBy(number));
        if (number >= _maskOf.Length)
            Array.Resize(ref _maskOf, (int)BitOperations.RoundUpToPowerOf2((uint)number + 1));
        _maskOf[number] = NumberOf(mask);
        return mask;
    }

    ulong OfHeld(ulong held)
    {
        var mask = ulong.MaxValue;
        foreach (var (literal, bit) in _literals)
        {
            if ((held >> literal.Test & 1) != 0 == literal.Negated)
                mask &= ~bit;
        }

        return mask;
    }

    ulong OfValue(Row row, bool present)
    {
        var text = present ? row.Text(_slot.Index) : default;
        var isAscii = !text.IsEmpty && Ascii.IsValid(text);
        FieldValue? made = null;
        var mask = ulong.MaxValue;
        foreach (var (literal, bit) in _literals)
        {
            var test = _slot.Tests[literal.Test];
            if ((isAscii && test.MatchesAscii(text) is { } known ? known : test.Matches(made ??= present ? row.Value(_slot.Index) : default, present)) == literal.Negated)
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
