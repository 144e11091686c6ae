using System.Numerics;
using Knooppunt.Observations;
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
            WorkOut(id, row.Value(slot), ref lead);
        return ref lead;
    }

    void WorkOut(int id, in FieldValue value, ref Lead lead)
    {
        lead.Terms = _held.Count + 1;
        if (anchors.Count > 0 && id != ValueTable.Absent)
        {
            _index ??= new TextIndex(anchors, weight);
            _found.Clear();
            _index.Find(value, _found);
            foreach (var test in _found.Written)
            {
                foreach (var term in termsOf[test])
                    _held.Add(term);
            }
        }

        lead.Keywords = _held.Count + 1;
        if (id > ValueTable.Null && !keywords.IsEmpty && !keywords.AreReadAnew(slot))
            keywords.Find(value, _held);
        lead.End = _held.Count + 1;
    }

    public void Forget()
    {
        Array.Clear(_leads);
        _held.Clear();
    }
}
