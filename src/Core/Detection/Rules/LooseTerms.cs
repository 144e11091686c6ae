namespace Knooppunt.Detection;

/// <summary>
/// Terms that may hold for an event that has nothing. Where an event has none of the fields that one reads, it is known beforehand whether it holds; only the others are tried.
/// </summary>
sealed class LooseTerms
{
    const int None = -1;
    readonly List<int> _terms = [];
    // Whether a term holds where its fields are absent; null when it reads every field.
    readonly List<bool?> _withoutFields = [];
    // Per slot the terms that read it, by their place here.
    readonly List<int>?[] _readBy;
    readonly List<int> _readIn = [];
    int _event;

    /// <summary>No terms yet.</summary>
    /// <param name="slots">How many fields there are.</param>
    public LooseTerms(int slots) => _readBy = new List<int>?[slots];

    /// <summary>Those of another, with room for more fields.</summary>
    public LooseTerms(LooseTerms before, int slots)
        : this(slots)
    {
        before._readBy.CopyTo(_readBy, 0);
        (_terms, _withoutFields, _readIn) = (before._terms, before._withoutFields, [.. before._readIn.Select(_ => 0)]);
    }

    /// <summary>Takes in a term.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="term">The term.</param>
    /// <param name="plan">Its plan.</param>
    public void Add(int number, Term term, Plan plan)
    {
        var slots = new HashSet<int>(term.Literals.Select(literal => literal.Slot));
        var readsAll = term.Rest is { } rest && !Gather(rest, slots);
        foreach (var slot in slots)
            (_readBy[slot] ??= []).Add(_terms.Count);
        _terms.Add(number);
        _readIn.Add(0);
        _withoutFields.Add(readsAll ? null : term.Literals.All(literal => plan.Slots[literal.Slot].Tests[literal.Test].Matches(default, present: false) != literal.Negated)
            && term.Rest?.Holds(plan, EmptyRow.Only) != false);
    }

    /// <summary>Takes out a term.</summary>
    public void Remove(int number)
    {
        var place = _terms.IndexOf(number);
        if (place < 0)
            return;
        _terms[place] = None;
        _withoutFields[place] = false;
        foreach (var readers in _readBy)
            readers?.Remove(place);
    }

    /// <summary>Adds the fields that a residual reads; false when it reads every field.</summary>
    static bool Gather(Residual rest, HashSet<int> slots)
    {
        switch (rest)
        {
            case Residual.One one:
                slots.Add(one.Literal.Slot);
                return true;
            case Residual.Compared compared:
                slots.Add(compared.Slot);
                slots.Add(compared.Other);
                return true;
            case Residual.All all:
                return all.Parts.All(part => Gather(part, slots));
            case Residual.Any any:
                return any.Parts.All(part => Gather(part, slots));
            default:
                return false;
        }
    }

    /// <summary>Says of each term whether it holds for an event or must be tried.</summary>
    /// <param name="present">The fields that the event has.</param>
    /// <param name="holding">Gets those that hold without being tried.</param>
    /// <param name="toTry">Gets those that must be tried.</param>
    public void Judge(ReadOnlySpan<int> present, List<int> holding, IntBuffer toTry)
    {
        _event++;
        toTry.Clear();
        foreach (var slot in present)
        {
            foreach (var place in _readBy[slot] ?? [])
            {
                if (_readIn[place] != _event)
                    toTry.Add(_terms[place]);
                _readIn[place] = _event;
            }
        }

        for (var place = 0; place < _terms.Count; place++)
        {
            if (_readIn[place] == _event)
                continue;
            if (_withoutFields[place] is not { } holds)
                toTry.Add(_terms[place]);
            else if (holds)
                holding.Add(_terms[place]);
        }
    }
}
