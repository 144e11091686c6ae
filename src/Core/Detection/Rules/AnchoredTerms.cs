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
    readonly IntBuffer _loose = new();
    Plan _plan;
    Term?[] _terms;
    SlotTruths[] _slots;
    // Per slot and test the terms that it leads to.
    int[]?[][] _termsOf;
    int[] _triedIn;
    int _later;
    readonly IntBuffer _present = new();
    readonly List<int> _holding = [];
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

        var byAnchor = anchors.SelectMany((own, term) => (own ?? []).Select(anchor => (anchor, term))).ToLookup(pair => pair.anchor, pair => pair.term);
        var asked = byAnchor.Select(group => group.Key.Test).ToHashSet();
        _termsOf = [.. plan.Slots.Select(slot => slot.Tests.Select(test => TermsOf(new Anchor(slot.Index, test))).ToArray())];
        _slots = [.. plan.Slots.Select(slot => new SlotTruths(slot.Index, slot.Tests, asked))];
        _keywords = new Keywords(plan, terms, keyword => TermsOf(new Anchor(Anchor.AnyField, keyword)));

        int[]? TermsOf(Anchor anchor) => byAnchor.Contains(anchor) ? [.. byAnchor[anchor]] : null;
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
            _slots[slot].Follow(_plan.Slots[slot], next.Slots[slot]);
        var added = next.Slots.Skip(_slots.Length).ToList();
        _slots = [.. _slots, .. added.Select(slot => new SlotTruths(slot.Index, slot.Tests, new HashSet<FieldTest>()))];
        _termsOf = [.. _termsOf, .. added.Select(slot => new int[slot.Tests.Count][])];
        _keywords.Follow(next);
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

    /// <summary>The terms that hold for a row, rising.</summary>
    public IReadOnlyList<int> Holding(Row row)
    {
        _event++;
        _holding.Clear();
        _present.Clear();
        row.Present(_present);
        if (!_keywords.IsEmpty)
        {
            foreach (var terms in _keywords.Read(row, _present.Written))
                Try(terms, row);
        }

        Try(_loose.Written, row);
        foreach (var slot in _present.Written)
        {
            var termsOf = _termsOf[slot];
            foreach (var test in _slots[slot].Of(row.Id(slot), row))
                Try(termsOf[test] ?? [], row);
        }

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
            if (_terms[term] is { } one && Holds(one, row))
                _holding.Add(term);
        }
    }

    bool Holds(Term term, Row row)
    {
        foreach (var literal in term.Literals)
        {
            if (!Holds(literal, row))
                return false;
        }

        return term.Rest is null || Holds(term.Rest, row);
    }

    bool Holds(Literal literal, Row row) => _slots[literal.Slot].Holds(literal.Test, row.Id(literal.Slot), row) != literal.Negated;

    bool Holds(Residual rest, Row row) => rest switch
    {
        Residual.One one => Holds(one.Literal, row),
        Residual.Keyword keyword when _keywords.Has(keyword.What) => _keywords.Holds(keyword.What) != keyword.Negated,
        Residual.All all => all.Parts.All(part => Holds(part, row)),
        Residual.Any any => any.Parts.Any(part => Holds(part, row)),
        _ => rest.Holds(_plan, row),
    };

    public void Forget()
    {
        foreach (var slot in _slots)
            slot.Forget();
        _keywords.Forget();
    }
}
