using System.Numerics;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Where the values of a field lead: to the terms that one of them anchors, and to the keywords in it. Each value is worked out once, by one walk over its text.</summary>
/// <param name="slot">The field.</param>
/// <param name="anchors">Tests of it that are anchors of terms.</param>
/// <param name="termsOf">The terms of each.</param>
/// <param name="weight">How much a piece of text in the field says.</param>
/// <param name="keywords">The keywords.</param>
sealed class SlotLeads(int slot, IReadOnlyList<FieldTest> anchors, IReadOnlyList<int[]> termsOf, Func<string, int> weight, Keywords keywords)
{
    readonly IntBuffer _held = new();
    readonly IntBuffer _found = new();
    // Made when the first value comes: of hundreds of fields, a node sees a few dozen.
    TextIndex? _index;
    // Tests of the index below this number are keywords.
    int _firstAnchor;
    Lead[] _leads = [];

    /// <summary>Where in the buffer the terms of a value begin and its keywords begin and end, one higher; zero when it was not worked out yet.</summary>
    struct Lead
    {
        public int Terms;
        public int Keywords;
        public int End;
    }

    /// <summary>The terms that a value leads to.</summary>
    public ReadOnlySpan<int> TermsOf(int id, Row row)
    {
        ref readonly var lead = ref Of(id, row);
        return _held.Written[(lead.Terms - 1)..(lead.Keywords - 1)];
    }

    /// <summary>The keywords that hold for a value.</summary>
    public ReadOnlySpan<int> KeywordsOf(int id, Row row)
    {
        ref readonly var lead = ref Of(id, row);
        return _held.Written[(lead.Keywords - 1)..(lead.End - 1)];
    }

    /// <summary>Brings near what is known of a value.</summary>
    public void Bring(int id)
    {
        if (id < _leads.Length)
            Near.Bring(in _leads[id]);
    }

    /// <summary>Brings near where a value leads, of which what is known was brought.</summary>
    public void BringTerms(int id)
    {
        if (id < _leads.Length && _leads[id] is { End: var end, Terms: > 0 and var terms } && end > terms)
            Near.Bring(in _held.Written[terms - 1]);
    }

    ref readonly Lead Of(int id, Row row)
    {
        if (id >= _leads.Length)
            Array.Resize(ref _leads, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        ref var lead = ref _leads[id];
        if (lead.Terms == 0)
            WorkOut(id, row, ref lead);
        return ref lead;
    }

    void WorkOut(int id, Row row, ref Lead lead)
    {
        lead.Terms = _held.Count + 1;
        _found.Clear();
        if (id != ValueTable.Absent && Index() is { } index)
            index.Find(row, slot, _found);
        foreach (var test in _found.Written)
        {
            foreach (var term in test >= _firstAnchor ? termsOf[test - _firstAnchor] : [])
                _held.Add(term);
        }

        lead.Keywords = _held.Count + 1;
        foreach (var test in id == ValueTable.Null ? [] : _found.Written)
        {
            if (test < _firstAnchor)
                _held.Add(test);
        }

        lead.End = _held.Count + 1;
    }

    /// <summary>The keywords and behind them the anchors, so that one walk finds both; null when there are none.</summary>
    TextIndex? Index()
    {
        var first = keywords.AreReadAnew(slot) ? 0 : keywords.Tests.Count;
        if (_index is null || first != _firstAnchor)
            (_index, _firstAnchor) = (anchors.Count > 0 ? new TextIndex(anchors, weight, first > 0 ? keywords.Index : null) : first > 0 ? keywords.Index : null, first);
        return _index;
    }

    public void Forget()
    {
        Array.Clear(_leads);
        _held.Clear();
    }
}
