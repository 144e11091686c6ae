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

    // What they need stays in the nearest caches.
    const int RowsBrought = 32;
    const int Free = -1;
    readonly int _pivot;
    readonly Term[] _terms = [];
    // Beside the terms, so that one is found by a scan of numbers.
    readonly int[] _numbers = [];
    readonly AnchoredTerms? _anchored;
    Plan _plan;
    SlotMasks[] _slots = [];
    // By bit the rule of the term; and the bits of terms of which masks do not say all.
    readonly int[] _rules = [];
    ulong _asking;
    // The bits of terms that are known by masks alone and whose rules only feed correlations.
    ulong _feeding;
    ulong _all;
    int[] _ids = [];
    ulong[] _aliveOf = [];

    public Partition(Plan plan, IReadOnlyList<Term> terms, int pivot)
    {
        (_plan, _pivot, Key) = (plan, pivot, KeyOf(terms));
        if (terms.Count > MostBits)
        {
            _anchored = new AnchoredTerms(plan, [.. terms], pivot);
            return;
        }

        (_terms, _numbers, _rules) = (new Term[MostBits], new int[MostBits], new int[MostBits]);
        Array.Fill(_numbers, Free);
        foreach (var term in terms)
            Take(term);
        Settle();
    }

    /// <summary>Names a set of terms: partitions with equal keys have the same ones.</summary>
    public UInt128 Key { get; private set; }

    public static UInt128 KeyOf(IEnumerable<Term> terms) => terms.Aggregate(UInt128.Zero, (sum, term) => sum + Mixed(term));

    static UInt128 Mixed(Term term) => new(Mix((ulong)term.Number), Mix(~(ulong)term.Number));

    // SplitMix64, so that sums of numbers in a row do not meet.
    static ulong Mix(ulong number)
    {
        number = (number + 0x9E3779B97F4A7C15ul) * 0xBF58476D1CE4E5B9ul;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EBul;
        return number ^ (number >> 31);
    }

    /// <summary>
    /// Goes over to a plan that extends its own, in place: what is known of the values of fields that the changed terms do not read stays. False
    /// when there is no room; it is then of no use any more.
    /// </summary>
    public bool Change(Plan next, IReadOnlyList<Term> gone, IReadOnlyList<Term> added)
    {
        _plan = next;
        foreach (var slot in _slots)
            slot.Follow(next.Slots[slot.Slot]);
        if (_anchored?.Follow(next, added.Count) == false)
            return false;
        foreach (var term in gone)
        {
            if (_anchored?.Remove(term) ?? Remove(term))
                Key -= Mixed(term);
        }

        foreach (var term in added)
        {
            Key += Mixed(term);
            if (_anchored is not null)
                _anchored.Add(term);
            else if (!Take(term))
                return false;
        }

        Settle();
        return true;
    }

    /// <summary>Sorts the terms by what is to be done when they hold.</summary>
    void Settle()
    {
        (_asking, _feeding) = (0, 0);
        for (var left = _all; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            if (_terms[bit].Rest is not null)
                _asking |= 1ul << bit;
            else if (_plan.Feeds[_rules[bit]].Length > 0 && !_plan.Emits[_rules[bit]])
                _feeding |= 1ul << bit;
        }

        // A rule stays in one piece.
        for (var left = _asking; left != 0; left &= left - 1)
        {
            for (var bit = 0; bit < MostBits; bit++)
                _feeding &= _rules[bit] == _rules[BitOperations.TrailingZeroCount(left)] ? ~(1ul << bit) : ulong.MaxValue;
        }
    }

    bool Take(Term term)
    {
        var bit = Array.IndexOf(_numbers, Free);
        if (bit < 0)
            return false;
        (_terms[bit], _numbers[bit], _rules[bit]) = (term, term.Number, term.Rule);
        _all |= 1ul << bit;
        foreach (var literal in term.Literals.Where(literal => literal.Slot != _pivot))
            MasksOf(literal.Slot).Add(literal, 1ul << bit);
        return true;
    }

    bool Remove(Term term)
    {
        var bit = Array.IndexOf(_numbers, term.Number);
        if (bit < 0)
            return false;
        _numbers[bit] = Free;
        _all &= ~(1ul << bit);
        foreach (var slot in _slots.Where(slot => term.Literals.Any(literal => literal.Slot == slot.Slot)))
            slot.Remove(1ul << bit);
        return true;
    }

    SlotMasks MasksOf(int slot)
    {
        if (Array.Find(_slots, masks => masks.Slot == slot) is { } known)
            return known;
        var made = new SlotMasks(_plan.Slots[slot]);
        // Slots whose values are few are asked first: they spare look-ups in the large ones.
        _slots = [.. _slots.Append(made).OrderBy(masks => _plan.Slots[masks.Slot].Kept).ThenBy(masks => masks.Slot)];
        return made;
    }

    /// <summary>Rows that wait to be judged here.</summary>
    public IntBuffer Waiting { get; } = new();

    /// <summary>Finds the rules that hold for a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">By what values are numbered.</param>
    /// <param name="hits">Gets them.</param>
    public void Hits(Row row, SlotValues values, Hits hits)
    {
        if (_anchored is not null)
        {
            foreach (var term in _anchored.Holding(row))
                Add(_anchored[term].Rule, hits);
            return;
        }

        var alive = _all;
        foreach (var slot in _slots)
        {
            if ((alive & slot.Relevant) != 0)
                alive &= slot.Of(values.KindOrId(slot.Slot, row.Id(slot.Slot)), values.Kinds(slot.Slot), row);
        }

        Take(alive, row, hits);
    }

    /// <summary>Finds the rules that hold for rows, field by field.</summary>
    /// <param name="rows">Where they stand.</param>
    /// <param name="values">By what values are numbered.</param>
    /// <param name="which">The rows.</param>
    /// <param name="hits">Gets them.</param>
    public void Hits(Rows rows, SlotValues values, ReadOnlySpan<int> which, Hits hits)
    {
        if (_anchored is not null)
        {
            HitsByAnchors(_anchored, rows, values, which, hits);
            return;
        }

        var alive = Narrow(rows, values, which);
        var fed = hits.Feeding is { } feeding ? Feed(alive, which, hits.First, feeding) : 0;
        for (var i = 0; i < alive.Length; i++)
        {
            var left = alive[i] & ~fed;
            if (left == 0)
                continue;
            hits.BeginRow(which[i]);
            if ((left & _asking) != 0)
                rows.Set(which[i]);
            Take(left, rows, hits);
        }
    }

    /// <summary>Hands on the rows for which rules hold that only feed correlations; gives the bits that are done with.</summary>
    ulong Feed(ReadOnlySpan<ulong> alive, ReadOnlySpan<int> which, int first, FeedingRows feeding)
    {
        for (var left = _feeding; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            feeding.Add(_rules[bit], bit, alive, which, first);
        }

        return _feeding;
    }

    void HitsByAnchors(AnchoredTerms anchored, Rows rows, SlotValues values, ReadOnlySpan<int> which, Hits hits)
    {
        for (var i = 0; i < which.Length; i++)
        {
            if (i % RowsBrought == 0)
                anchored.Bring(rows, which[i..Math.Min(i + RowsBrought, which.Length)]);
            rows.Set(which[i]);
            hits.BeginRow(which[i]);
            Hits(rows, values, hits);
        }
    }

    /// <summary>The terms that the values of each row leave alive.</summary>
    ReadOnlySpan<ulong> Narrow(Rows rows, SlotValues values, ReadOnlySpan<int> which)
    {
        if (_ids.Length < which.Length)
            (_ids, _aliveOf) = (new int[which.Length], new ulong[which.Length]);
        var alive = _aliveOf.AsSpan(0, which.Length);
        var ids = _ids.AsSpan(0, which.Length);
        alive.Fill(_all);
        foreach (var slot in _slots)
        {
            rows.Kinds(slot.Slot, which, ids);
            slot.Narrow(ids, values.Kinds(slot.Slot), rows, which, alive);
        }

        return alive;
    }

    void Take(ulong alive, Row row, Hits hits)
    {
        for (; alive != 0; alive &= alive - 1)
        {
            var bit = BitOperations.TrailingZeroCount(alive);
            if ((_asking >> bit & 1) == 0 || _terms[bit].Rest!.Holds(_plan, row))
                Add(_rules[bit], hits);
        }
    }

    static void Add(int rule, Hits hits)
    {
        if (!hits.Has(rule))
            hits.Add(rule);
    }

    /// <summary>Forgets what is known of values of fields.</summary>
    public void Forget(IReadOnlyList<int> slots)
    {
        foreach (var slot in _slots)
        {
            if (slots.Contains(slot.Slot))
                slot.Forget();
        }

        _anchored?.Forget(slots);
    }

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
        _anchored?.Forget();
    }
}
