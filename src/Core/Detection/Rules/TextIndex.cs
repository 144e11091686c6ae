using System.Collections;
using System.Globalization;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Says which of thousands of tests hold for a value, each by the number under which it was given. A test is filed under what every text that satisfies it must contain: its whole text, or three
/// letters of its longest plain part, the three that the fewest others share (shorter parts under what they are). One walk over the text then leaves
/// a handful to be tried.
/// </summary>
sealed class TextIndex
{
    const int GramLength = 3;
    readonly FieldTest[] _tests;
    readonly int[] _foundIn;
    readonly Dictionary<string, List<Key>> _whole = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<int, List<Key>> _grams = [];
    // At most places of a text no gram begins: one bit tells.
    readonly BitArray _mayBegin = new(1 << 16);
    // Values of tests that ask for no text.
    readonly List<Key> _always = [];
    int _question;

    /// <summary>What a text must contain for a test to hold.</summary>
    /// <param name="Number">The test.</param>
    /// <param name="Value">The value of it that asks for this; null when the test needs more than one.</param>
    /// <param name="Piece">The whole text, or a part of it.</param>
    /// <param name="GramAt">Where in the part the three letters stand under which it is filed.</param>
    sealed record Key(int Number, ValueTest? Value, string Piece, int GramAt = 0)
    {
        /// <summary>Whether the piece is all that is asked; where it was left out, the value must still be tried.</summary>
        public bool IsAll => Piece.Length > 0 && Value is TextTest { Pattern: { IsPlainInside: true, Cased: false } };
    }

    /// <summary>Files tests.</summary>
    /// <param name="tests">Tests, numbered as they stand; those that cannot be filed are left out.</param>
    public TextIndex(IEnumerable<FieldTest> tests)
    {
        _tests = [.. tests];
        _foundIn = new int[_tests.Length];
        var pieces = new List<Key>();
        for (var number = 0; number < _tests.Length; number++)
        {
            if (!CanFile(_tests[number]))
                continue;
            foreach (var (key, isWhole) in KeysOf(number, _tests[number]))
            {
                if (isWhole)
                    File(_whole, key.Piece, key);
                else
                    (key.Piece.Length == 0 ? _always : pieces).Add(key);
            }
        }

        FilePieces(pieces);
    }

    /// <summary>Whether a test can be filed; one that absence satisfies cannot.</summary>
    public static bool CanFile(FieldTest test) =>
        test is { Exists: null, Negated: false, OrAbsent: false, Values.Count: > 0 } && !test.Matches(default, present: true);

    /// <summary>Adds the numbers of the tests that hold for a value, each once.</summary>
    public void Find(in FieldValue value, IntBuffer numbers)
    {
        _question++;
        if (value.Kind != FieldKind.List)
        {
            Find(value.ToString(), value, value, numbers);
            return;
        }

        foreach (var item in value.List)
            Find(item.ToString(), item, value, numbers);
    }

    void Find(string text, in FieldValue item, in FieldValue value, IntBuffer numbers)
    {
        foreach (var key in _always)
            Try(key, item, value, numbers);
        if (_whole.TryGetValue(text, out var whole))
        {
            foreach (var key in whole)
                Try(key, item, value, numbers);
        }

        if (_grams.Count == 0)
            return;
        int first = 0, second = 0;
        for (var at = 0; at < text.Length; at++)
        {
            int third = char.ToUpperInvariant(text[at]);
            for (var length = 1; length <= GramLength && length <= at + 1; length++)
            {
                var gram = Gram(length, first, second, third);
                if (_mayBegin[Bit(gram)] && _grams.TryGetValue(gram, out var found))
                    TryAt(text, at - length + 1, found, item, value, numbers);
            }

            (first, second) = (second, third);
        }
    }

    void TryAt(string text, int at, List<Key> found, in FieldValue item, in FieldValue value, IntBuffer numbers)
    {
        foreach (var key in found)
        {
            var start = at - key.GramAt;
            if (start >= 0 && start + key.Piece.Length <= text.Length && text.AsSpan(start, key.Piece.Length).Equals(key.Piece, StringComparison.OrdinalIgnoreCase))
                Try(key, item, value, numbers);
        }
    }

    void Try(Key key, in FieldValue item, in FieldValue value, IntBuffer numbers)
    {
        if (_foundIn[key.Number] != _question)
            Add(key.Number, (key.IsAll && item.Kind != FieldKind.None) || (key.Value is { } asked ? asked.Matches(item) : _tests[key.Number].Matches(value, present: true)), numbers);
    }

    void Add(int number, bool holds, IntBuffer numbers)
    {
        if (!holds)
            return;
        _foundIn[number] = _question;
        numbers.Add(number);
    }

    static int Gram(int length, int first, int second, int third) => unchecked(
        length == 1 ? third * 0x2C1B : length == 2 ? (((second * 0x2C1B) + third) * 0x1F31) + 2 : (((((first * 0x1F31) + second) * 0x2C1B) + third) * 0x9E3D) + 3);

    static int Bit(int gram) => (int)(((uint)gram * 0x9E3779B1u) >> 16);

    /// <summary>What a text must contain: one of these; nothing stands for a value that asks for no text.</summary>
    static List<(Key Key, bool IsWhole)> KeysOf(int number, FieldTest test)
    {
        var keys = test.Values.Select(value => KeysOf(number, value)).ToList();
        if (!test.All || test.Values.Count == 1)
            return [.. keys.SelectMany(key => key)];
        var longest = keys.MaxBy(key => key.Min(one => one.Key.Piece.Length))!;
        return longest.ConvertAll(one => (one.Key with { Value = null }, one.IsWhole));
    }

    static List<(Key Key, bool IsWhole)> KeysOf(int number, ValueTest value) => value switch
    {
        PlainNumberTest plain => [KeyOf(number, value, plain.Pattern), (new Key(number, value, plain.Number.ToString("R", CultureInfo.InvariantCulture)), true)],
        TextTest text => [KeyOf(number, value, text.Pattern)],
        RegexTest regex => [(new Key(number, value, Plain(RegexPiece.Of(regex.Pattern.ToString()))), false)],
        _ => [(new Key(number, value, ""), false)],
    };

    static (Key Key, bool IsWhole) KeyOf(int number, ValueTest value, TextPattern pattern) => pattern.Exact is { } exact
        ? (new Key(number, value, exact), true)
        : (new Key(number, value, Plain(pattern.LongestPlainPart)), false);

    // Letters that are two code units change case together, which a gram does not see.
    static string Plain(string piece) => piece.Any(char.IsSurrogate) ? "" : piece;

    void FilePieces(List<Key> pieces)
    {
        var shared = new Dictionary<int, int>();
        foreach (var gram in pieces.SelectMany(key => GramsOf(key.Piece).Distinct()))
            shared[gram] = shared.GetValueOrDefault(gram) + 1;
        foreach (var key in pieces)
        {
            var (at, rarest) = GramsOf(key.Piece).Index().MinBy(gram => shared[gram.Item]);
            File(_grams, rarest, key with { GramAt = at });
            _mayBegin[Bit(rarest)] = true;
        }
    }

    static IEnumerable<int> GramsOf(string piece)
    {
        var length = Math.Min(piece.Length, GramLength);
        for (var at = length - 1; at < piece.Length; at++)
            yield return Gram(length, at < 2 ? 0 : Upper(at - 2), at < 1 ? 0 : Upper(at - 1), Upper(at));

        int Upper(int at) => char.ToUpperInvariant(piece[at]);
    }

    static void File<TKey>(Dictionary<TKey, List<Key>> under, TKey place, Key key)
        where TKey : notnull
    {
        if (!under.TryGetValue(place, out var keys))
            under[place] = keys = [];
        keys.Add(key);
    }
}
