using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Anchors of one field, or of any field: which terms a value may belong to.</summary>
sealed class AnchorIndex
{
    readonly int[][] _terms;
    readonly TextIndex _index;
    readonly IntBuffer _holding = new();

    public AnchorIndex(IEnumerable<(FieldTest Test, int Term)> anchors)
    {
        var tests = anchors.GroupBy(anchor => anchor.Test).ToList();
        _terms = [.. tests.Select(test => test.Select(anchor => anchor.Term).ToArray())];
        _index = new TextIndex(tests.Select(test => test.Key));
    }

    public bool IsEmpty => _terms.Length == 0;

    /// <summary>Adds the terms of which an anchor holds for a value, some perhaps twice.</summary>
    public void Find(in FieldValue value, IntBuffer terms)
    {
        if (IsEmpty)
            return;
        _holding.Clear();
        _index.Find(value, _holding);
        foreach (var test in _holding.Written)
        {
            foreach (var term in _terms[test])
                terms.Add(term);
        }
    }
}

/// <summary>What was found for the values of one field, each worked out once.</summary>
sealed class AnchoredValues(int slot, AnchorIndex own, AnchorIndex anyField)
{
    readonly IntBuffer _terms = new();
    // Per value where its terms begin and end, one higher; zero when they were not worked out yet.
    (int Start, int End)[] _ranges = [];

    /// <summary>The terms of which an anchor holds for a value, some perhaps twice.</summary>
    public ReadOnlySpan<int> Of(int id, Row row)
    {
        if (id >= _ranges.Length)
            Array.Resize(ref _ranges, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)id + 1));
        if (_ranges[id].Start == 0)
            _ranges[id] = WorkOut(row.Value(slot));
        var (start, end) = _ranges[id];
        return _terms.Written[(start - 1)..(end - 1)];
    }

    (int Start, int End) WorkOut(in FieldValue value)
    {
        var start = _terms.Count + 1;
        own.Find(value, _terms);
        if (value.Kind != FieldKind.None)
            anyField.Find(value, _terms);
        return (start, _terms.Count + 1);
    }

    public void Forget()
    {
        Array.Clear(_ranges);
        _terms.Clear();
    }
}
