using System.Numerics;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Which tests hold for the values of a field, each value worked out once by one walk over its text.</summary>
/// <param name="slot">The field.</param>
/// <param name="tests">The tests; those that come later are worked out when they are asked.</param>
/// <param name="asked">Tests among them that must be known for every value, also when they cannot be filed.</param>
sealed class SlotTruths(int slot, IReadOnlyList<FieldTest> tests, IReadOnlySet<FieldTest> asked)
{
    const int MostAnswers = 1 << 18;
    readonly TextIndex _index = new(tests);
    readonly bool[] _isFiled = [.. tests.Select(TextIndex.CanFile)];
    readonly int[] _others = [.. Enumerable.Range(0, tests.Count).Where(test => asked.Contains(tests[test]) && !TextIndex.CanFile(tests[test]))];
    readonly IntBuffer _held = new();
    IReadOnlyList<FieldTest> _tests = tests;
    // What else was asked of a value, by value and test.
    readonly Dictionary<long, bool> _answers = [];
    // Per value where its tests begin and end, one higher; zero when they were not worked out yet.
    (int Start, int End)[] _ranges = [];

    /// <summary>The tests that hold for a value and can be looked for or were asked.</summary>
    public ReadOnlySpan<int> Of(int id, Row row)
    {
        if (id >= _ranges.Length)
            Array.Resize(ref _ranges, (int)BitOperations.RoundUpToPowerOf2((uint)id + 1));
        if (_ranges[id].Start == 0)
            _ranges[id] = WorkOut(id, row.Value(slot));
        var (start, end) = _ranges[id];
        return _held.Written[(start - 1)..(end - 1)];
    }

    /// <summary>The same for a value that is not remembered.</summary>
    public ReadOnlySpan<int> Once(in FieldValue value)
    {
        _held.Clear();
        var (start, end) = WorkOut(ValueTable.Null, value);
        return _held.Written[(start - 1)..(end - 1)];
    }

    (int Start, int End) WorkOut(int id, in FieldValue value)
    {
        var start = _held.Count + 1;
        if (id == ValueTable.Absent)
            return (start, start);
        _index.Find(value, _held);
        foreach (var test in _others)
        {
            if (_tests[test].Matches(value, present: true))
                _held.Add(test);
        }

        return (start, _held.Count + 1);
    }

    /// <summary>Whether a test holds for a value.</summary>
    public bool Holds(int test, int id, Row row)
    {
        if (test < _isFiled.Length && _isFiled[test])
            return Of(id, row).Contains(test);
        var question = ((long)test << 32) | (uint)id;
        if (_answers.TryGetValue(question, out var answer))
            return answer;
        if (_answers.Count >= MostAnswers)
            _answers.Clear();
        return _answers[question] = _tests[test].Matches(row.Value(slot), id != ValueTable.Absent);
    }

    /// <summary>Goes over to more tests of the same field.</summary>
    public void Follow(PlanSlot before, PlanSlot next)
    {
        _tests = next.Tests;
        // Where other bounds divide a field's numbers, numbers of values mean something else.
        if (!next.Bounds.AsSpan().SequenceEqual(before.Bounds))
            Forget();
    }

    public void Forget()
    {
        Array.Clear(_ranges);
        _held.Clear();
        _answers.Clear();
    }
}
