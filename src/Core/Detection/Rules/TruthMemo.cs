using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>Whether tests hold for values, as far as it was asked: a table in which a newer answer takes the place of an older one.</summary>
sealed class TruthMemo(Plan plan)
{
    const int Places = 1 << 17;
    const int MostSlots = 1 << 11;
    const int MostTests = 1 << 20;
    // Question and answer in one word.
    readonly ulong[] _answers = new ulong[Places];
    // Per slot and test whether it holds where the field is absent; zero when that was not asked yet, one for no, two for yes.
    byte[][] _absent = [.. plan.Slots.Select(slot => new byte[slot.Tests.Count])];
    // How often an answer was worked out, by slot.
    int[] _workedOut = new int[plan.Slots.Length];
    Plan _plan = plan;
    int _slot = -1;
    int _id;
    FieldValue _value;

    /// <summary>Another row comes: what has no number is another value.</summary>
    public void BeginRow()
    {
        if (_id < 0)
            _slot = -1;
    }

    /// <summary>Whether a literal holds for the value that a row has.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="id">Number of the value; <see cref="ValueTable.Unnumbered"/> if it has none.</param>
    /// <param name="row">The row.</param>
    public bool Holds(in Literal literal, int id, Row row)
    {
        if (id == ValueTable.Absent)
            return HoldsAbsent(literal) != literal.Negated;
        if (id < 0 || literal.Slot >= MostSlots - 1 || literal.Test >= MostTests)
            return Matches(literal, id, row) != literal.Negated;
        var question = ((((ulong)literal.Slot + 1) << 20 | (uint)literal.Test) << 32) | ((ulong)(uint)id << 1);
        ref var answer = ref _answers[(question * 0x9E3779B97F4A7C15) >> 47];
        if ((answer & ~1ul) != question)
            answer = question | (Matches(literal, id, row) ? 1ul : 0);
        return (answer & 1) != 0 != literal.Negated;
    }

    bool Matches(in Literal literal, int id, Row row)
    {
        _workedOut[literal.Slot]++;
        var test = _plan.Slots[literal.Slot].Tests[literal.Test];
        var text = row.Text(literal.Slot);
        if (!text.IsEmpty && Ascii.IsValid(text) && test.MatchesAscii(text) is { } holds)
            return holds;
        // Several terms ask one after the other about the same new text.
        if (_slot != literal.Slot || _id != id)
            (_slot, _id, _value) = (literal.Slot, id, row.Value(literal.Slot));
        return test.Matches(_value, present: true);
    }

    /// <summary>Whether the values of one field are answered for less often anew than those of another.</summary>
    public bool IsCheaper(int slot, int other) => _workedOut[slot] <= _workedOut[other];

    bool HoldsAbsent(in Literal literal)
    {
        ref var known = ref _absent[literal.Slot][literal.Test];
        if (known == 0)
            known = _plan.Slots[literal.Slot].Tests[literal.Test].Matches(default, present: false) ? (byte)2 : (byte)1;
        return known == 2;
    }

    /// <summary>Goes over to a plan that extends the own one.</summary>
    public void Follow(Plan next)
    {
        // Where other bounds divide a field's numbers, numbers of values mean something else.
        if (_plan.Slots.Any(slot => !slot.Bounds.AsSpan().SequenceEqual(next.Slots[slot.Index].Bounds)))
            Forget();
        _absent = [.. next.Slots.Select(slot => slot.Index < _absent.Length && _absent[slot.Index].Length == slot.Tests.Count ? _absent[slot.Index] : new byte[slot.Tests.Count])];
        Array.Resize(ref _workedOut, next.Slots.Length);
        _plan = next;
    }

    public void Forget()
    {
        Array.Clear(_answers);
        (_slot, _value) = (-1, default);
    }
}
