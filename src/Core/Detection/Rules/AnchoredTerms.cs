namespace Knooppunt.Detection;

/// <summary>
/// Very many terms for one kind of event, found from what the event has: the tests that hold for its values lead to the terms that may hold, and only
/// those are tried.
/// </summary>
sealed class AnchoredTerms
{
    // Terms that came later are tried on every event; when they are more, all are filed anew.
    const int MostLater = 128;
    readonly Keywords _keywords;
    readonly TruthMemo _truths;
    readonly IntBuffer _toTry = new();
    readonly IntBuffer _present = new();
    readonly IntBuffer _presentIds = new();
    readonly List<int> _holding = [];
    Plan _plan;
    LooseTerms _loose;
    Term?[] _terms;
    // Beside the terms: what most of them end at.
    Literal[][] _literals;
    SlotLeads[] _slots;
    // Per slot the number of the event's value.
    int[] _ids;
    int[] _triedIn;
    int _later;
    int _event;

    /// <summary>Files terms.</summary>
    /// <param name="plan">Their plan.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="pivot">The slot whose tests hold for every event that comes here; less than zero for none.</param>
    public AnchoredTerms(Plan plan, Term[] terms, int pivot)
    {
        (_plan, _terms, _triedIn, _truths) = (plan, terms, new int[terms.Length], new TruthMemo(plan));
        _literals = [.. terms.Select(term => term.Literals.ToArray())];
        (_loose, _ids) = (new LooseTerms(plan.Slots.Length), new int[plan.Slots.Length]);
        var anchors = new Anchors(plan, terms, pivot);
        var led = new Dictionary<Anchor, List<int>>();
        for (var term = 0; term < terms.Length; term++)
        {
            var own = anchors.Of(terms[term]);
            if (own is null)
                _loose.Add(term, terms[term], plan);
            foreach (var anchor in own ?? [])
            {
                if (!led.TryGetValue(anchor, out var ledTo))
                    led[anchor] = ledTo = [];
                ledTo.Add(term);
            }
        }

        _keywords = new Keywords(plan, terms, keyword => led.TryGetValue(new Anchor(Anchor.AnyField, keyword), out var ledTo) ? [.. ledTo] : null);
        var bySlot = led.ToLookup(pair => pair.Key.Slot);
        _slots = [.. plan.Slots.Select(slot => new SlotLeads(slot.Index, [.. bySlot[slot.Index].Select(pair => pair.Key.Test)], [.. bySlot[slot.Index].Select(pair => pair.Value.ToArray())],
            piece => anchors.Weight(slot.Index, piece), _keywords))];
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
            if (!_plan.Slots[slot].Bounds.AsSpan().SequenceEqual(next.Slots[slot].Bounds))
                _slots[slot].Forget();
        }

        _slots = [.. _slots, .. next.Slots.Skip(_slots.Length).Select(slot => new SlotLeads(slot.Index, [], [], piece => piece.Length, _keywords))];
        (_loose, _ids) = (new LooseTerms(_loose, _slots.Length), new int[_slots.Length]);
        _keywords.Follow(next);
        _truths.Follow(next);
        _plan = next;
        return true;
    }

    public bool Remove(Term term)
    {
        var at = Array.FindIndex(_terms, one => ReferenceEquals(one, term));
        if (at < 0)
            return false;
        _terms[at] = null;
        _loose.Remove(at);
        return true;
    }

    public void Add(Term term)
    {
        _loose.Add(_terms.Length, term, _plan);
        _terms = [.. _terms, term];
        _literals = [.. _literals, [.. term.Literals]];
        _triedIn = [.. _triedIn, 0];
    }

    /// <summary>Brings near what is known of the values of rows.</summary>
    public void Bring(Rows rows, ReadOnlySpan<int> which)
    {
        rows.LookUp(which);
        _present.Clear();
        _presentIds.Clear();
        foreach (var row in which)
        {
            rows.Set(row);
            rows.Present(_present, _presentIds);
        }

        for (var at = 0; at < _present.Count; at++)
            _slots[_present[at]].Bring(_presentIds[at]);
        for (var at = 0; at < _present.Count; at++)
            _slots[_present[at]].BringTerms(_presentIds[at]);
    }

    /// <summary>The terms that hold for a row, rising.</summary>
    public List<int> Holding(Row row)
    {
        _event++;
        _holding.Clear();
        _present.Clear();
        _presentIds.Clear();
        row.Present(_present, _presentIds);
        for (var at = 0; at < _present.Count; at++)
            _ids[_present[at]] = _presentIds[at];
        _keywords.ReadOthers(row, _present.Written);
        _loose.Judge(_present.Written, _holding, _toTry);
        Try(_toTry.Written, row);
        for (var at = 0; at < _present.Count; at++)
        {
            var (slot, id) = (_present[at], _presentIds[at]);
            Try(_slots[slot].TermsOf(id, row), row);
            foreach (var keyword in _slots[slot].KeywordsOf(id, row))
                Try(_keywords.TermsOf(keyword), row);
        }

        foreach (var keyword in _keywords.InOthers)
            Try(_keywords.TermsOf(keyword), row);

        foreach (var slot in _present.Written)
            _ids[slot] = ValueTable.Absent;
        if (_holding.Count > 1)
            _holding.Sort();
        return _holding;
    }

    void Try(ReadOnlySpan<int> terms, Row row)
    {
        foreach (var term in terms)
        {
            if (_triedIn[term] == _event)
                continue;
            _triedIn[term] = _event;
            if (Holds(_literals[term], row) && _terms[term] is { } one && (one.Rest is null || Holds(one.Rest, row)))
                _holding.Add(term);
        }
    }

    bool Holds(Literal[] literals, Row row)
    {
        for (var at = 0; at < literals.Length; at++)
        {
            if (_truths.Holds(literals[at], _ids[literals[at].Slot], row))
                continue;
            // What turned one event away will turn away the next; where texts are mostly new, another field is asked first.
            if (_truths.IsCheaper(literals[at].Slot, literals[0].Slot))
                (literals[0], literals[at]) = (literals[at], literals[0]);
            return false;
        }

        return true;
    }

    bool Holds(Residual rest, Row row)
    {
        switch (rest)
        {
            case Residual.One one:
                return _truths.Holds(one.Literal, _ids[one.Literal.Slot], row);
            case Residual.Keyword keyword when _keywords.NumberOf(keyword.What) is { } number:
                return HasKeyword(number, row) != keyword.Negated;
            case Residual.All all:
                foreach (var part in all.Parts)
                {
                    if (!Holds(part, row))
                        return false;
                }

                return true;
            case Residual.Any any:
                foreach (var part in any.Parts)
                {
                    if (Holds(part, row))
                        return true;
                }

                return false;
            default:
                return rest.Holds(_plan, row);
        }
    }

    bool HasKeyword(int keyword, Row row)
    {
        foreach (var slot in _present.Written)
        {
            if (_slots[slot].KeywordsOf(_ids[slot], row).Contains(keyword))
                return true;
        }

        return _keywords.InOthers.Contains(keyword);
    }

    /// <summary>Forgets what is known of values of fields.</summary>
    public void Forget(IReadOnlyList<int> slots)
    {
        foreach (var slot in slots)
            _slots[slot].Forget();
        _truths.Forget();
    }

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
        _truths.Forget();
    }
}
