namespace Knooppunt.Detection;

/// <summary>
/// Very many terms for one kind of event, found from what the event has: the tests that hold for its values lead to the terms that may hold, and only
/// those are tried.
/// </summary>
sealed class AnchoredTerms
{
    readonly Plan _plan;
    readonly Term[] _terms;
    readonly SlotTruths[] _slots;
    // Per slot and test the terms that it leads to.
    readonly int[]?[][] _termsOf;
    readonly Keywords _keywords;
    readonly int[] _loose;
    readonly int[] _triedIn;
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
        _loose = [.. Enumerable.Range(0, terms.Length).Where(term => anchors[term] is null)];
        var byAnchor = anchors.SelectMany((own, term) => (own ?? []).Select(anchor => (anchor, term))).ToLookup(pair => pair.anchor, pair => pair.term);
        var asked = byAnchor.Select(group => group.Key.Test).ToHashSet();
        _termsOf = [.. plan.Slots.Select(slot => slot.Tests.Select(test => TermsOf(new Anchor(slot.Index, test))).ToArray())];
        _slots = [.. plan.Slots.Select(slot => new SlotTruths(slot.Index, slot.Tests, asked))];
        _keywords = new Keywords(plan, terms, keyword => TermsOf(new Anchor(Anchor.AnyField, keyword)));

        int[]? TermsOf(Anchor anchor) => byAnchor.Contains(anchor) ? [.. byAnchor[anchor]] : null;
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

        Try(_loose, row);
        foreach (var slot in _present.Written)
        {
            var termsOf = _termsOf[slot];
            foreach (var test in _slots[slot].Of(row.Id(slot), row))
                Try(termsOf[test], row);
        }

        _holding.Sort();
        return _holding;
    }

    void Try(int[]? terms, Row row)
    {
        foreach (var term in terms ?? [])
        {
            if (_triedIn[term] == _event)
                continue;
            _triedIn[term] = _event;
            if (Holds(_terms[term], row))
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
        Residual.Keyword keyword => _keywords.Holds(keyword.What) != keyword.Negated,
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
