using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Says which of thousands of tests hold for a value. A test is filed under what every text that satisfies it must contain: its whole text, or four letters
/// of its longest plain part, the four that the fewest others share (shorter parts under what they are). One walk over the text then leaves a handful to be tried.
/// </summary>
sealed class TextIndex
{
    const int LongestWhole = 256;
    readonly IReadOnlyList<FieldTest> _tests;
    readonly int[] _foundIn;
    readonly int[] _unfiled;
    readonly Dictionary<string, List<TextKey>> _whole = new(StringComparer.OrdinalIgnoreCase);
    // Whether any whole text has this length: most texts need not be looked up.
    readonly bool[] _hasWhole = new bool[LongestWhole + 1];
    readonly List<(GramTable Table, Filed[][] Keys)> _grams = [];
    char[] _folded = new char[LongestWhole];
    int _question;

    /// <summary>A key, and where in its piece the letters stand under which it is filed.</summary>
    readonly record struct Filed(TextKey Key, int GramAt);

    /// <summary>Files tests.</summary>
    /// <param name="tests">Tests, numbered as they stand; those that cannot be filed are tried on every value.</param>
    /// <param name="weight">How much a piece says.</param>
    public TextIndex(IReadOnlyList<FieldTest> tests, Func<string, int> weight)
    {
        _tests = tests;
        _foundIn = new int[tests.Count];
        var keys = tests.Select((test, number) => TextKeys.Of(number, test, weight)).ToList();
        _unfiled = [.. Enumerable.Range(0, tests.Count).Where(test => keys[test] is null)];
        var pieces = new List<TextKey>();
        foreach (var key in keys.SelectMany(own => own ?? []))
        {
            if (key.IsWhole)
                FileWhole(key);
            else
                pieces.Add(key);
        }

        foreach (var group in pieces.GroupBy(key => Math.Min(key.Piece.Length, GramTable.Longest)).OrderBy(group => group.Key))
            FilePieces(group.Key, [.. group]);
    }

    void FileWhole(TextKey key)
    {
        _hasWhole[Math.Min(key.Piece.Length, LongestWhole)] = true;
        if (!_whole.TryGetValue(key.Piece, out var keys))
            _whole[key.Piece] = keys = [];
        keys.Add(key);
    }

    void FilePieces(int length, List<TextKey> pieces)
    {
        var gramsOf = pieces.ConvertAll(key => GramTable.In(key.Piece.ToUpperInvariant(), length));
        var shared = gramsOf.SelectMany(grams => grams.Distinct()).CountBy(gram => gram).ToDictionary();
        var filed = pieces.Zip(gramsOf, (key, grams) => grams.Index().MinBy(gram => shared[gram.Item]) is var rarest ? (rarest.Item, new Filed(key, rarest.Index)) : default)
            .GroupBy(pair => pair.Item1, pair => pair.Item2).ToList();
        _grams.Add((new GramTable(length, [.. filed.Select(group => group.Key)]), [.. filed.Select(group => group.ToArray())]));
    }

    /// <summary>Adds the numbers of the tests that hold for a value, each once.</summary>
    public void Find(in FieldValue value, IntBuffer numbers)
    {
        _question++;
        if (value.Kind != FieldKind.List)
        {
            Find(value.ToString(), value, value, numbers);
        }
        else
        {
            foreach (var item in value.List)
                Find(item.ToString(), item, value, numbers);
        }

        foreach (var test in _unfiled)
        {
            if (_tests[test].Matches(value, present: true))
                numbers.Add(test);
        }
    }

    void Find(string text, in FieldValue item, in FieldValue value, IntBuffer numbers)
    {
        if (_hasWhole[Math.Min(text.Length, LongestWhole)] && _whole.TryGetValue(text, out var whole))
        {
            foreach (var key in whole)
                Try(key, text, 0, item, value, numbers);
        }

        if (_grams.Count == 0)
            return;
        if (text.Length + GramTable.Longest > _folded.Length)
            _folded = new char[text.Length * 2];
        text.AsSpan().ToUpperInvariant(_folded);
        foreach (var (table, keys) in _grams)
        {
            for (var at = 0; table.Next(_folded, text.Length, ref at) is >= 0 and var place; at++)
            {
                foreach (var (key, gramAt) in keys[place])
                {
                    if (IsAt(key, text, at - gramAt))
                        Try(key, text, at - gramAt, item, value, numbers);
                }
            }
        }
    }

    bool IsAt(TextKey key, string text, int at)
    {
        if (at < 0 || at + key.Piece.Length > text.Length)
            return false;
        return key.Folded is { } folded ? _folded.AsSpan(at, folded.Length).SequenceEqual(folded) : text.AsSpan(at, key.Piece.Length).Equals(key.Piece, StringComparison.OrdinalIgnoreCase);
    }

    void Try(TextKey key, string text, int at, in FieldValue item, in FieldValue value, IntBuffer numbers)
    {
        if (_foundIn[key.Number] == _question || item.Kind == FieldKind.None)
            return;
        var around = key.Value is TextTest { Pattern: var pattern } ? pattern.MatchesAround(text, at) : null;
        if (around ?? (key.Value is { } asked ? asked.Matches(item) : _tests[key.Number].Matches(value, present: true)))
        {
            _foundIn[key.Number] = _question;
            numbers.Add(key.Number);
        }
    }
}
