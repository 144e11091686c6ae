using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// Very many terms for one kind of event, found from what the event has: each value of a field knows, once worked out, which terms it may belong to.
/// Only those are tried.
/// </summary>
sealed class AnchoredTerms
{
    const int MostKnown = 1 << 20;
    // Terms that came later are tried on every event; when they are more, all are filed anew.
    const int MostLater = 128;
    readonly AnchorIndex _anyField;
    readonly IntBuffer _loose = new();
    Plan _plan;
    Term?[] _terms;
    AnchoredValues[] _slots;
    int[] _triedIn;
    int _later;
    readonly IntBuffer _found = new();
    readonly List<FieldValue> _unread = [];
    readonly List<int> _holding = [];
    // Whether a test holds for a value: what was asked once is known.
    readonly Dictionary<ulong, bool> _known = [];
    int _event;

    /// <summary>Files terms.</summary>
    /// <param name="plan">Their plan.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="pivot">The slot whose tests hold for every event that comes here; less than zero for none.</param>
    public AnchoredTerms(Plan plan, Term[] terms, int pivot)
    {
        (_plan, _terms, _triedIn) = (plan, terms, new int[terms.Length]);
        var anchors = terms.Select(term => Anchors.Of(plan, term, pivot)).ToList();
        for (var term = 0; term < terms.Length; term++)
        {
            if (anchors[term] is null)
                _loose.Add(term);
        }

        var bySlot = anchors.SelectMany((own, term) => (own ?? []).Select(anchor => (anchor, term))).ToLookup(pair => pair.anchor.Slot, pair => (pair.anchor.Test, pair.term));
        _anyField = new AnchorIndex(bySlot[Anchor.AnyField]);
        _slots = [.. plan.Slots.Select(slot => new AnchoredValues(slot.Index, new AnchorIndex(bySlot[slot.Index]), _anyField))];
    }

    /// <summary>A term that holds.</summary>
    public Term this[int term] => _terms[term]!;

    /// <summary>Goes over to a plan that extends its own; false when there is no room for as many terms more.</summary>
    public bool Follow(Plan next, int more)
    {
        _later += more;
        if (_later > MostLater)
            return false;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            // Where other bounds divide a field's numbers, numbers of values mean something else.
            if (next.Slots[slot].Bounds.AsSpan().SequenceEqual(_plan.Slots[slot].Bounds))
                continue;
            _slots[slot].Forget();
            _known.Clear();
        }

        _slots = [.. _slots, .. next.Slots.Skip(_slots.Length).Select(slot => new AnchoredValues(slot.Index, new AnchorIndex([]), _anyField))];
        _plan = next;
        return true;
    }

    public bool Remove(Term term)
    {
        var at = Array.FindIndex(_terms, one => ReferenceEquals(one, term));
        if (at < 0)
            return false;
        _terms[at] = null;
        return true;
    }

    public void Add(Term term)
    {
        _loose.Add(_terms.Length);
        _terms = [.. _terms, term];
        _triedIn = [.. _triedIn, 0];
    }

    /// <summary>The terms whose literals hold for a row, rising; their rest is not looked at.</summary>
    public IReadOnlyList<int> Holding(Row row)
    {
        _event++;
        _holding.Clear();
        Try(_loose.Written, row);
        _found.Clear();
        row.Present(_found);
        foreach (var slot in _found.Written)
            Try(_slots[slot].Of(row.Id(slot), row), row);
        if (!_anyField.IsEmpty)
            TryUnread(row);
        _holding.Sort();
        return _holding;
    }

    void TryUnread(Row row)
    {
        _unread.Clear();
        _found.Clear();
        row.Unread(_unread);
        foreach (var value in _unread)
            _anyField.Find(value, _found);
        Try(_found.Written, row);
    }

    void Try(ReadOnlySpan<int> terms, Row row)
    {
        foreach (var term in terms)
        {
            if (_triedIn[term] == _event)
                continue;
            _triedIn[term] = _event;
            if (_terms[term] is { } one && Holds(one, row))
                _holding.Add(term);
        }
    }

    bool Holds(Term term, Row row)
    {
        foreach (var literal in term.Literals)
        {
            if (Holds(literal, row) == literal.Negated)
                return false;
        }

        return true;
    }

    bool Holds(Literal literal, Row row)
    {
        var id = row.Id(literal.Slot);
        var question = ((ulong)literal.Slot << 50) ^ ((ulong)literal.Test << 32) ^ (uint)id;
        if (_known.TryGetValue(question, out var holds))
            return holds;
        if (_known.Count >= MostKnown)
            _known.Clear();
        return _known[question] = _plan.Slots[literal.Slot].Tests[literal.Test].Matches(row.Value(literal.Slot), id != ValueTable.Absent);
    }

    public void Forget()
    {
        _known.Clear();
        foreach (var slot in _slots)
            slot.Forget();
    }
}
