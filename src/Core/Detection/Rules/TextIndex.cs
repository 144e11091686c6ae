using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Says which of thousands of tests hold for a value. A test is filed under what every text that satisfies it must contain: four bytes of its longest
/// plain part, the four that the fewest others share, or three or two of a shorter one. A walk over the text's bytes for each length then leaves a handful to be tried,
/// and text that lies there as bytes becomes characters only when one of those must see it.
/// </summary>
sealed class TextIndex
{
    const int Short = 2;
    readonly IReadOnlyList<FieldTest> _tests;
    readonly int[] _foundIn;
    readonly int[] _unfiled;
    // Keys of one run lie together.
    readonly List<(GramTable Table, Filed[] Keys, int[] Starts)> _grams = [];
    readonly List<Filed> _filed;
    readonly FoldedText _text = new();
    int _question;
    // What is asked about: the value, and the item of it if that is a list; not made yet while there is a row, or bytes.
    Row? _row;
    int _slot;
    byte[] _bytes = [];
    int _length;
    FieldValue _value;
    FieldValue _item;

    /// <summary>A key, its piece in capitals, and where in that the bytes stand under which it is filed.</summary>
    readonly record struct Filed(TextKey Key, byte[] Piece, int GramAt)
    {
        public bool IsAscii { get; } = Ascii.IsValid(Key.Piece);
    }

    /// <summary>Files tests.</summary>
    /// <param name="tests">Tests, numbered as they stand; those that cannot be filed are tried on every value.</param>
    /// <param name="weight">How much a piece says.</param>
    /// <param name="first">An index of other tests, which come before these in number and are found by the same walk; null for none.</param>
    public TextIndex(IReadOnlyList<FieldTest> tests, Func<string, int> weight, TextIndex? first = null)
    {
        var firstNumber = first?._tests.Count ?? 0;
        _tests = [.. first?._tests ?? [], .. tests];
        _foundIn = new int[_tests.Count];
        var keys = tests.Select((test, number) => TextKeys.Of(firstNumber + number, test, weight)).ToList();
        _unfiled = [.. first?._unfiled ?? [], .. Enumerable.Range(0, tests.Count).Where(test => keys[test] is null).Select(test => firstNumber + test)];
        _filed = [.. first?._filed ?? [], .. keys.SelectMany(own => own ?? []).Select(key => new Filed(key, FoldedText.Of(key.Piece), 0))];
        var pieces = _filed.ToLookup(filed => Math.Clamp(filed.Piece.Length, Short, GramTable.Longest));
        for (var length = GramTable.Longest; length >= Short; length--)
            File(length, [.. pieces[length]]);
    }

    void File(int length, Filed[] pieces)
    {
        if (pieces.Length == 0)
            return;
        var runs = Array.ConvertAll(pieces, filed => filed.Piece.Length >= length ? GramTable.In(filed.Piece, length) : []);
        var (shared, seen) = (new Dictionary<uint, int>(), new HashSet<uint>());
        foreach (var own in runs)
        {
            seen.Clear();
            foreach (var gram in own)
            {
                if (seen.Add(gram))
                    CollectionsMarshal.GetValueRefOrAddDefault(shared, gram, out _)++;
            }
        }

        var places = pieces.Zip(runs).SelectMany(pair => Places(pair.First, pair.Second, length, shared)).GroupBy(pair => pair.Gram, pair => pair.Filed).Select(place => (Gram: place.Key, Keys: place.ToArray())).ToList();
        var starts = new int[places.Count + 1];
        foreach (var (place, own) in places.Index())
            starts[place + 1] = starts[place] + own.Keys.Length;
        _grams.Add((new GramTable(length, [.. places.Select(place => place.Gram)]), [.. places.SelectMany(place => place.Keys)], starts));
    }

    /// <summary>The rarest run of a piece; for a single letter every pair that begins with it.</summary>
    static IEnumerable<(uint Gram, Filed Filed)> Places(Filed filed, uint[] runs, int length, Dictionary<uint, int> shared)
    {
        if (runs.Length == 0)
            return Enumerable.Range(0, 256).Select(next => (filed.Piece[0] | ((uint)next << 8), filed));
        var (rarest, least) = (0, int.MaxValue);
        for (var at = 0; at < runs.Length; at++)
        {
            // Of runs that as many share, one without the most common letters stands in the fewest texts.
            if ((shared[runs[at]] * (length + 1)) + CommonIn(filed.Piece.AsSpan(at, length)) is var often && often < least)
                (rarest, least) = (at, often);
        }

        return [(runs[rarest], filed with { GramAt = rarest })];
    }

    static int CommonIn(ReadOnlySpan<byte> run)
    {
        var common = 0;
        foreach (var letter in run)
            common += @"EATIONSRLDC \"u8.Contains(letter) ? 1 : 0;
        return common;
    }

    /// <summary>Adds the numbers of the tests that hold for the value of a field, each once.</summary>
    public void Find(Row row, int slot, IntBuffer numbers)
    {
        if (row.Text(slot) is not { IsEmpty: false } text || !_text.TryTake(text))
        {
            Find(row.Value(slot), numbers);
            return;
        }

        _question++;
        (_row, _slot) = (row, slot);
        Walk(numbers);
        TryUnfiled(numbers);
        _row = null;
    }

    /// <summary>Adds the numbers of the tests that hold for a text in UTF-8, each once.</summary>
    public void Find(ReadOnlySpan<byte> text, IntBuffer numbers)
    {
        if (text.IsEmpty || !_text.TryTake(text))
        {
            Find(Encoding.UTF8.GetString(text), numbers);
            return;
        }

        _question++;
        if (_bytes.Length < text.Length)
            _bytes = new byte[text.Length * 2];
        text.CopyTo(_bytes);
        _length = text.Length;
        Walk(numbers);
        TryUnfiled(numbers);
        _length = 0;
    }

    /// <summary>Adds the numbers of the tests that hold for a value, each once.</summary>
    public void Find(in FieldValue value, IntBuffer numbers)
    {
        _question++;
        _value = value;
        if (value.Kind != FieldKind.List)
        {
            Walk(value, numbers);
        }
        else
        {
            foreach (var item in value.List)
                Walk(item, numbers);
        }

        TryUnfiled(numbers);
    }

    void Walk(in FieldValue item, IntBuffer numbers)
    {
        if (item.Kind == FieldKind.None)
            return;
        _item = item;
        _text.Take(item.ToString());
        Walk(numbers);
    }

    void Walk(IntBuffer numbers)
    {
        foreach (var (table, keys, starts) in _grams)
        {
            for (var at = 0; table.Next(_text.Roomy, _text.Length, ref at) is >= 0 and var place; at++)
            {
                foreach (ref readonly var filed in keys.AsSpan(starts[place]..starts[place + 1]))
                {
                    if (_foundIn[filed.Key.Number] != _question && Holds(filed, at - filed.GramAt))
                        Add(filed.Key.Number, numbers);
                }
            }
        }
    }

    /// <summary>Whether a key's test holds; where text and piece are of ASCII the piece must stand at a place, and often that says all.</summary>
    bool Holds(in Filed filed, int at)
    {
        var key = filed.Key;
        var isAtPlace = _text.IsAscii && filed.IsAscii;
        if (isAtPlace && !_text.Has(filed.Piece, at))
            return false;
        if (isAtPlace && key.Value is TextTest { Pattern: var pattern } && (pattern.MatchesAt(_text.Length, at) ?? pattern.MatchesAround(Made().ToString(), at)) is { } holds)
            return holds;
        var item = Made();
        return key.Value is { } asked ? asked.Matches(item) : _tests[key.Number].Matches(_value, present: true);
    }

    void TryUnfiled(IntBuffer numbers)
    {
        foreach (var test in _unfiled)
        {
            Made();
            if (_tests[test].Matches(_value, present: true))
                Add(test, numbers);
        }
    }

    void Add(int test, IntBuffer numbers)
    {
        _foundIn[test] = _question;
        numbers.Add(test);
    }

    /// <summary>The item that is asked about.</summary>
    FieldValue Made()
    {
        if (_row is { } row)
            (_row, _item) = (null, _value = row.Value(_slot));
        if (_length > 0)
            (_length, _item) = (0, _value = Encoding.UTF8.GetString(_bytes, 0, _length));
        return _item;
    }
}
