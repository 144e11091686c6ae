using Knooppunt.Patterns;

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
    // Fields of the event whose values come down to anything.
    readonly IntBuffer _telling = new();
    readonly List<int> _holding = [];
    readonly AskedTerms _asked;
    Plan _plan;
    LooseTerms _loose;
    Term?[] _terms;
    SlotLeads[] _slots;
    // Per slot the number of the event's value, what that comes down to, and, one further, the mask of that; the first mask is ones.
    int[] _ids;
    Outcome[] _outcomes;
    ulong[] _masks;
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
        (_ids, _outcomes, _masks) = RoomFor(plan.Slots.Length);
        _loose = new LooseTerms(plan.Slots.Length);
        var anchors = new Anchors(plan, terms, pivot);
        var known = new KnownTests?[plan.Slots.Length];
        // Per field and anchor, and per keyword, the terms that it leads to.
        var (led, ledByKeyword) = (new List<List<int>>?[plan.Slots.Length], new Dictionary<FieldTest, List<int>>());
        for (var term = 0; term < terms.Length; term++)
        {
            var own = anchors.Of(terms[term]);
            if (own is null)
                _loose.Add(term, terms[term], plan);
            foreach (var anchor in own ?? [])
                LedBy(anchor, known, led, ledByKeyword).Add(term);
        }

        _asked = new AskedTerms(plan, terms, known, anchors.Weight);
        _keywords = new Keywords(plan, terms, keyword => ledByKeyword.TryGetValue(keyword, out var ledTo) ? [.. ledTo] : null);
        _slots = [.. plan.Slots.Select(slot => new SlotLeads(slot.Index, known[slot.Index], [.. (led[slot.Index] ?? []).Select(ledTo => ledTo.ToArray())], _asked, piece => anchors.Weight(slot.Index, piece), _keywords))];
    }

    static List<int> LedBy(Anchor anchor, KnownTests?[] known, List<List<int>>?[] led, Dictionary<FieldTest, List<int>> ledByKeyword)
    {
        if (anchor.Slot == Anchor.AnyField)
            return ledByKeyword.TryGetValue(anchor.Test, out var ledTo) ? ledTo : ledByKeyword[anchor.Test] = [];
        var (number, own) = ((known[anchor.Slot] ??= new KnownTests()).Take(anchor.Test), led[anchor.Slot] ??= []);
        if (number == own.Count)
            own.Add([]);
        return own[number];
    }

    static (int[] Ids, Outcome[] Outcomes, ulong[] Masks) RoomFor(int slots)
    {
        var (outcomes, masks) = (new Outcome[slots], new ulong[slots + 1]);
        Array.Fill(outcomes, Outcome.Nothing);
        masks[0] = ulong.MaxValue;
        return (new int[slots], outcomes, masks);
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

        _slots = [.. _slots, .. next.Slots.Skip(_slots.Length).Select(slot => new SlotLeads(slot.Index, null, [], _asked, piece => piece.Length, _keywords))];
        (_ids, _outcomes, _masks) = RoomFor(_slots.Length);
        _loose = new LooseTerms(_loose, _slots.Length);
        _asked.Follow(next);
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
        _asked.Add(term);
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
    }

    /// <summary>The terms that hold for a row, rising.</summary>
    public List<int> Holding(Row row)
    {
        _event++;
        _truths.BeginRow();
        _holding.Clear();
        _present.Clear();
        _presentIds.Clear();
        _telling.Clear();
        row.Present(_present, _presentIds);
        for (var at = 0; at < _present.Count; at++)
        {
            var (slot, id) = (_present[at], _presentIds[at]);
            _ids[slot] = id;
            var outcome = _slots[slot].Of(id, row);
            if (ReferenceEquals(outcome, Outcome.Nothing))
                continue;
            (_outcomes[slot], _masks[slot + 1]) = (outcome, outcome.Mask);
            _telling.Add(slot);
        }

        _keywords.ReadOthers(row, _present.Written);
        _loose.Judge(_present.Written, _holding, _toTry);
        foreach (var term in _toTry.Written)
            Try(term, row);
        foreach (var slot in _telling.Written)
        {
            foreach (var lead in _outcomes[slot].Leads)
            {
                if (lead.MayHold(_masks))
                    Try(lead.Term, row);
            }

            foreach (var keyword in _outcomes[slot].Keywords)
                TryTermsOf(keyword, row);
        }

        foreach (var keyword in _keywords.InOthers)
            TryTermsOf(keyword, row);

        foreach (var slot in _present.Written)
            _ids[slot] = ValueTable.Absent;
        foreach (var slot in _telling.Written)
            (_outcomes[slot], _masks[slot + 1]) = (Outcome.Nothing, 0);
        if (_holding.Count > 1)
            _holding.Sort();
        return _holding;
    }

    void TryTermsOf(int keyword, Row row)
    {
        foreach (var term in _keywords.TermsOf(keyword))
            Try(term, row);
    }

    void Try(int term, Row row)
    {
        if (_triedIn[term] == _event)
            return;
        _triedIn[term] = _event;
        if (Holds(_asked[term], row) && _terms[term] is { } one && (one.Rest is null || Holds(one.Rest, row)))
            _holding.Add(term);
    }

    bool Holds(Asked[] literals, Row row)
    {
        for (var at = 0; at < literals.Length; at++)
        {
            ref readonly var asked = ref literals[at];
            if (asked.Known != KnownTests.Unknown ? _outcomes[asked.Literal.Slot].Has(asked.Known) != asked.Literal.Negated : _truths.Holds(asked.Literal, _ids[asked.Literal.Slot], row))
                continue;
            // What turned one event away will turn away the next; where texts are mostly new, another field is asked first.
            if (asked.Known != KnownTests.Unknown || (literals[0].Known == KnownTests.Unknown && _truths.IsCheaper(asked.Literal.Slot, literals[0].Literal.Slot)))
                (literals[0], literals[at]) = (literals[at], literals[0]);
            return false;
        }

        return true;
    }

    bool Holds(Literal literal, Row row) => _asked.KnownOf(literal) is not KnownTests.Unknown and var known
        ? _outcomes[literal.Slot].Has(known) != literal.Negated
        : _truths.Holds(literal, _ids[literal.Slot], row);

    bool Holds(Residual rest, Row row)
    {
        switch (rest)
        {
            case Residual.One one:
                return Holds(one.Literal, row);
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
        foreach (var slot in _telling.Written)
        {
            if (_outcomes[slot].Keywords.AsSpan().Contains(keyword))
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
