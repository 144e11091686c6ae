using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Says which of thousands of tests hold for a value. A test is filed under what every text that satisfies it must contain. A few walks over the text's
/// bytes then leave a handful to be tried, and text that lies there as bytes becomes characters only when one of those must see it.
/// </summary>
sealed class TextIndex
{
    readonly IReadOnlyList<FieldTest> _tests;
    readonly IReadOnlyList<TextKey> _keys;
    readonly SoughtPieces _pieces;
    // By test the question in which it was found, and by piece the walk in which its keys were done with.
    readonly int[] _foundIn;
    readonly int[] _doneIn;
    readonly int[] _unfiled;
    readonly FoldedText _text = new();
    int _question;
    int _walk;
    // What is asked about: the value, and the item of it if that is a list; while that is not made, the row that has it, or its bytes.
    bool _isMade;
    Row? _row;
    int _slot;
    byte[] _bytes = [];
    int _length;
    FieldValue _value;
    FieldValue _item;

    /// <summary>Files tests.</summary>
    /// <param name="tests">Tests, numbered as they stand; those that cannot be filed are tried on every value.</param>
    /// <param name="weight">How much a piece says.</param>
    /// <param name="first">An index of other tests, which come before these in number and are found by the same walk; null for none.</param>
    public TextIndex(IReadOnlyList<FieldTest> tests, Func<string, int> weight, TextIndex? first = null)
    {
        var firstNumber = first?._tests.Count ?? 0;
        _tests = [.. first?._tests ?? [], .. tests];
        var keys = tests.Select((test, number) => TextKeys.Of(firstNumber + number, test, weight)).ToList();
        _unfiled = [.. first?._unfiled ?? [], .. Enumerable.Range(0, tests.Count).Where(test => keys[test] is null).Select(test => firstNumber + test)];
        _keys = [.. first?._keys ?? [], .. keys.SelectMany(own => own ?? [])];
        _pieces = new SoughtPieces(_keys);
        (_foundIn, _doneIn) = (new int[_tests.Count], new int[_pieces.Count]);
    }

    /// <summary>Adds the numbers of the tests that hold for the value of a field, each once.</summary>
    public void Find(Row row, int slot, IntBuffer numbers)
    {
        if (row.Text(slot) is not { IsEmpty: false } text || !_text.TryTake(text))
        {
            Find(row.Value(slot), numbers);
            return;
        }

        (_row, _slot, _isMade) = (row, slot, false);
        _question++;
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

        if (_bytes.Length < text.Length)
            _bytes = new byte[text.Length * 2];
        text.CopyTo(_bytes);
        (_length, _isMade) = (text.Length, false);
        _question++;
        Walk(numbers);
        TryUnfiled(numbers);
    }

    /// <summary>Adds the numbers of the tests that hold for a value, each once.</summary>
    public void Find(in FieldValue value, IntBuffer numbers)
    {
        (_value, _isMade) = (value, true);
        _question++;
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
        _walk++;
        foreach (var letter in _pieces.Letters)
        {
            for (var at = _text.Next(_pieces.BytesOf(_pieces[letter])[0], 0); at >= 0 && !IsDone(letter, at, numbers); at = _text.Next(_pieces.BytesOf(_pieces[letter])[0], at + 1))
            {
            }
        }

        foreach (var runs in _pieces.All)
        {
            for (var at = 0; runs.Table.Next(_text.Roomy, _text.Length, ref at) is >= 0 and var place; at++)
            {
                foreach (var filed in runs.At(place))
                    IsDone(filed.Piece, at - filed.RunAt, numbers);
            }
        }
    }

    /// <summary>Judges the keys of a piece of which a run stands in the text; false when it may stand elsewhere to other effect.</summary>
    /// <param name="number">The piece.</param>
    /// <param name="at">Where it stands, if it does.</param>
    /// <param name="numbers">Gets the numbers of the tests that hold.</param>
    bool IsDone(int number, int at, IntBuffer numbers)
    {
        ref readonly var piece = ref _pieces[number];
        if (_doneIn[number] == _walk)
            return true;
        // Places among the bytes are places in the text.
        if (_text.IsAscii && piece.IsAscii)
        {
            if (!_text.Has(_pieces.BytesOf(piece), at) || !IsWhereItMust(piece, at))
                return false;
            if (piece.Place == PiecePlace.Around)
            {
                TryAround(piece, at, numbers);
                return false;
            }
        }

        _doneIn[number] = _walk;
        if (_text.IsAscii && piece is { IsAscii: true, Place: not PiecePlace.Somewhere })
        {
            foreach (var test in _pieces.Numbers.AsSpan(piece.FirstKey..piece.EndKey))
                Add(test, numbers);
        }
        else
        {
            TryWhole(piece, numbers);
        }

        return true;
    }

    bool IsWhereItMust(in SoughtPiece piece, int at) => piece.Place switch
    {
        PiecePlace.Whole => piece.Length == _text.Length,
        PiecePlace.Start => at == 0,
        PiecePlace.End => at + piece.Length == _text.Length,
        _ => true,
    };

    void TryAround(in SoughtPiece piece, int at, IntBuffer numbers)
    {
        for (var key = piece.FirstKey; key < piece.EndKey; key++)
        {
            var pattern = ((TextTest)_pieces.Keys[key].Value!).Pattern;
            if (_foundIn[_pieces.Numbers[key]] != _question && (pattern.MatchesAt(_text.Length, at) ?? pattern.MatchesAround(Made().ToString(), at)) == true)
                Add(_pieces.Numbers[key], numbers);
        }
    }

    void TryWhole(in SoughtPiece piece, IntBuffer numbers)
    {
        for (var key = piece.FirstKey; key < piece.EndKey; key++)
        {
            if (_foundIn[_pieces.Numbers[key]] != _question && Holds(_pieces.Keys[key]))
                Add(_pieces.Numbers[key], numbers);
        }
    }

    bool Holds(TextKey key)
    {
        if (!_isMade && (key.Value is { } value ? value.MatchesAscii(Text) : _tests[key.Number].MatchesAscii(Text)) is { } holds)
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
        if (_foundIn[test] == _question)
            return;
        _foundIn[test] = _question;
        numbers.Add(test);
    }

    /// <summary>The text that is asked about while its value is not made; of ASCII.</summary>
    ReadOnlySpan<byte> Text => _row is { } row ? row.Text(_slot) : _bytes.AsSpan(0, _length);

    /// <summary>The item that is asked about.</summary>
    FieldValue Made()
    {
        if (!_isMade)
            (_isMade, _item) = (true, _value = _row is { } row ? row.Value(_slot) : Encoding.UTF8.GetString(_bytes, 0, _length));
        return _item;
    }
}
