using System.Numerics;

namespace Knooppunt.Detection;

/// <summary>
/// The terms that can still hold for one kind of event. Up to sixty-four of them are bits: each value of a field has a mask of the terms that it leaves
/// alive, worked out once, and an event is the AND of the masks of its values. More are found by their anchors.
/// </summary>
sealed class Partition
{
    /// <summary>Terms that a word has bits for.</summary>
    public const int MostBits = 64;

    readonly Plan _plan;
    readonly Term[] _terms;
    readonly SlotMasks[] _slots = [];
    readonly AnchoredTerms? _anchored;
    readonly ulong _all;
    int[] _ids = [];
    ulong[] _aliveOf = [];

    public Partition(Plan plan, IReadOnlyList<Term> terms, int pivot)
    {
        _plan = plan;
        _terms = [.. terms];
        if (_terms.Length > MostBits)
        {
            _anchored = new AnchoredTerms(plan, _terms, pivot);
            return;
        }

        _all = _terms.Length == MostBits ? ulong.MaxValue : (1ul << _terms.Length) - 1;
        // Slots whose values are few are asked first: they spare look-ups in the large ones.
        _slots = [.. _terms.SelectMany(term => term.Literals).Select(literal => literal.Slot).Where(slot => slot != pivot).Distinct()
            .OrderBy(slot => plan.Slots[slot].Kept).ThenBy(slot => slot).Select(slot => new SlotMasks(plan.Slots[slot], _terms))];
    }

    /// <summary>Rows that wait to be judged here.</summary>
    public IntBuffer Waiting { get; } = new();

    /// <summary>Finds the rules that hold for a row.</summary>
    public void Hits(Row row, Hits hits)
    {
        if (_anchored is not null)
        {
            foreach (var term in _anchored.Holding(row))
                Add(_terms[term].Rule, hits);
            return;
        }

        var alive = _all;
        foreach (var slot in _slots)
        {
            if ((alive & slot.Relevant) != 0)
                alive &= slot.Of(row.Id(slot.Slot), row);
        }

        Take(alive, row, hits);
    }

    /// <summary>Finds the rules that hold for rows, field by field.</summary>
    public void Hits(Rows rows, ReadOnlySpan<int> which, Hits hits)
    {
        if (_anchored is null)
            Narrow(rows, which);
        for (var i = 0; i < which.Length; i++)
        {
            rows.Set(which[i]);
            hits.BeginRow(which[i]);
            if (_anchored is null)
                Take(_aliveOf[i], rows, hits);
            else
                Hits(rows, hits);
        }
    }

    void Narrow(Rows rows, ReadOnlySpan<int> which)
    {
        if (_ids.Length < which.Length)
            (_ids, _aliveOf) = (new int[which.Length], new ulong[which.Length]);
        var alive = _aliveOf.AsSpan(0, which.Length);
        var ids = _ids.AsSpan(0, which.Length);
        alive.Fill(_all);
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

    void Take(Term term, Row row, Hits hits)
    {
        if (term.Rest is null || term.Rest.Holds(_plan, row))
            Add(term.Rule, hits);
    }

    static void Add(int rule, Hits hits)
    {
        if (!hits.Has(rule))
            hits.Add(rule);
    }

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
        _anchored?.Forget();
    }
}
