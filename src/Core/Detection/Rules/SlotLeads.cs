using System.Numerics;

namespace Knooppunt.Detection;

/// <summary>Where the values of a field lead: which of its known tests hold, and so to the terms that these anchor, and to the keywords in it. Each value is worked out once, by one walk over its text.</summary>
/// <param name="slot">The field.</param>
/// <param name="known">Its known tests; null for none.</param>
/// <param name="termsOf">The terms that each of the first of them anchors.</param>
/// <param name="asked">All terms.</param>
/// <param name="weight">How much a piece of text in the field says.</param>
/// <param name="keywords">The keywords.</param>
sealed class SlotLeads(int slot, KnownTests? known, IReadOnlyList<int[]> termsOf, AskedTerms asked, Func<string, int> weight, Keywords keywords)
{
    readonly IntBuffer _found = new();
    readonly Outcomes _outcomes = new();
    // Made when the first value comes: of hundreds of fields, a node sees a few dozen.
    TextIndex? _index;
    // Tests of the index below this number are keywords.
    int _firstKnown;
    // By number of the value; zero when it was not worked out yet.
    ushort[] _outcomeOf = [];

    /// <summary>What a value comes down to.</summary>
    /// <param name="id">Its number; <see cref="ValueTable.Unnumbered"/> if it has none.</param>
    /// <param name="row">The row that has it.</param>
    public Outcome Of(int id, Row row)
    {
        var outcomeOf = _outcomeOf;
        return (uint)id < (uint)outcomeOf.Length && outcomeOf[id] is > 0 and var number ? _outcomes[number] : WorkOut(id, row);
    }

    /// <summary>Brings near what is known of a value.</summary>
    public void Bring(int id)
    {
        if ((uint)id < (uint)_outcomeOf.Length)
            Near.Bring(in _outcomeOf[id]);
    }

    Outcome WorkOut(int id, Row row)
    {
        _found.Clear();
        if (id != ValueTable.Absent && Index() is { } index)
            index.Find(row, slot, _found);
        _found.Sort();
        var found = _found.Written;
        if (id == ValueTable.Null)
            found = found[KeywordsIn(found)..];
        var number = found.IsEmpty ? Outcomes.Nothing : NumberOf(found);
        if (id < 0)
            return _outcomes[number];
        if (id >= _outcomeOf.Length)
            Array.Resize(ref _outcomeOf, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        _outcomeOf[id] = number;
        return _outcomes[number];
    }

    int KeywordsIn(ReadOnlySpan<int> found)
    {
        var count = 0;
        while (count < found.Length && found[count] < _firstKnown)
            count++;
        return count;
    }

    ushort NumberOf(ReadOnlySpan<int> found)
    {
        if (_outcomes.TryFind(found, out var number))
            return number;
        if (_outcomes.IsFull)
            Forget();
        var first = KeywordsIn(found);
        var held = found[first..].ToArray();
        for (var at = 0; at < held.Length; at++)
            held[at] -= _firstKnown;
        var outcome = new Outcome(held, found[..first].ToArray(), []);
        outcome.Leads = LeadsOf(held, outcome);
        return _outcomes.Add(found, outcome);
    }

    Lead[] LeadsOf(int[] held, Outcome outcome)
    {
        var terms = new HashSet<int>();
        var leads = new List<Lead>();
        foreach (var test in held)
        {
            foreach (var term in test < termsOf.Count ? termsOf[test] : [])
            {
                if (terms.Add(term) && asked.MayHold(term, slot, outcome))
                    leads.Add(new Lead(term, asked.GuardOf(term, slot)));
            }
        }

        return [.. leads];
    }

    /// <summary>The keywords and behind them the known tests, so that one walk finds both; null when there are none.</summary>
    TextIndex? Index()
    {
        var first = keywords.AreReadAnew(slot) ? 0 : keywords.Tests.Count;
        if (_index is null || first != _firstKnown)
            (_index, _firstKnown) = (known is not null ? new TextIndex(known.Tests, weight, first > 0 ? keywords.Index : null) : first > 0 ? keywords.Index : null, first);
        return _index;
    }

    public void Forget()
    {
        Array.Clear(_outcomeOf);
        _outcomes.Clear();
    }
}
