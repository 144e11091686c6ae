using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Where a piece must stand for its keys to hold.</summary>
enum PiecePlace : byte
{
    Whole,
    Start,
    End,
    Anywhere,

    /// <summary>Somewhere, with what stands around it as they want that.</summary>
    Around,

    /// <summary>Somewhere, and more that only the whole text tells.</summary>
    Somewhere,
}

/// <summary>A piece of text that keys look for.</summary>
/// <param name="Start">Where its bytes begin among those of all pieces.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Place">Where it must stand.</param>
/// <param name="IsAscii">Whether it is of ASCII, so that its bytes stand in every text of ASCII that has it.</param>
/// <param name="FirstKey">Its first key.</param>
/// <param name="EndKey">One past its last.</param>
readonly record struct SoughtPiece(int Start, int Length, PiecePlace Place, bool IsAscii, int FirstKey, int EndKey);

/// <summary>
/// The pieces that keys look for, in capitals: each lies here once, however many look for it in one way, and all that a walk over a text touches lies in a
/// few arrays. A piece is filed under one of its runs of four bytes, the one that the fewest others share, or under all of it when it has three or two.
/// </summary>
sealed class SoughtPieces
{
    const int Short = 2;
    readonly byte[] _bytes;
    readonly SoughtPiece[] _pieces;

    /// <summary>A piece, and where in that the run stands under which it is filed.</summary>
    public readonly record struct Filed(int Piece, int RunAt);

    /// <summary>Runs of one length; the pieces filed under one lie together.</summary>
    public sealed record Runs(GramTable Table, Filed[] Filed, int[] Starts)
    {
        public ReadOnlySpan<Filed> At(int place) => Filed.AsSpan(Starts[place]..Starts[place + 1]);
    }

    /// <summary>Files what keys look for.</summary>
    public SoughtPieces(IEnumerable<TextKey> keys)
    {
        var groups = keys.GroupBy(key => (Piece: Convert.ToHexString(FoldedText.Of(key.Piece)), IsAscii: Ascii.IsValid(key.Piece), Place: PlaceOf(key.Value))).ToList();
        Keys = [.. groups.SelectMany(group => group)];
        Numbers = Array.ConvertAll(Keys, key => key.Number);
        _pieces = new SoughtPiece[groups.Count];
        var bytes = new List<byte>();
        var key = 0;
        foreach (var (number, group) in groups.Index())
        {
            var own = Convert.FromHexString(group.Key.Piece);
            _pieces[number] = new SoughtPiece(bytes.Count, own.Length, group.Key.Place, group.Key.IsAscii, key, key += group.Count());
            bytes.AddRange(own);
        }

        _bytes = [.. bytes];
        Letters = [.. Enumerable.Range(0, _pieces.Length).Where(piece => _pieces[piece].Length == 1)];
        var filed = Enumerable.Range(0, _pieces.Length).ToLookup(piece => Math.Min(_pieces[piece].Length, GramTable.Longest));
        All = [.. Enumerable.Range(Short, GramTable.Longest - Short + 1).Where(filed.Contains).Select(length => File(length, [.. filed[length]]))];
    }

    /// <summary>The keys, those of a piece beside each other.</summary>
    public TextKey[] Keys { get; }

    /// <summary>Beside the keys the numbers of their tests.</summary>
    public int[] Numbers { get; }

    /// <summary>The pieces of a single byte.</summary>
    public int[] Letters { get; }

    /// <summary>Where the others are filed.</summary>
    public Runs[] All { get; }

    /// <summary>How many pieces there are.</summary>
    public int Count => _pieces.Length;

    public ref readonly SoughtPiece this[int piece] => ref _pieces[piece];

    public ReadOnlySpan<byte> BytesOf(in SoughtPiece piece) => _bytes.AsSpan(piece.Start, piece.Length);

    static PiecePlace PlaceOf(ValueTest? value) => value switch
    {
        TextTest { Pattern.PlaceOfPlain: { } place } => place switch { TextPlace.Whole => PiecePlace.Whole, TextPlace.Start => PiecePlace.Start, TextPlace.End => PiecePlace.End, _ => PiecePlace.Anywhere },
        TextTest { Pattern: { Cased: false, IsOneStretch: true } } => PiecePlace.Around,
        _ => PiecePlace.Somewhere,
    };

    Runs File(int length, int[] pieces)
    {
        var runs = Array.ConvertAll(pieces, piece => GramTable.In(BytesOf(_pieces[piece]), length));
        var shared = new Dictionary<uint, int>();
        foreach (var run in runs.SelectMany(own => own.Distinct()))
            CollectionsMarshal.GetValueRefOrAddDefault(shared, run, out _)++;
        var places = pieces.Zip(runs, (piece, own) => (Filed: new Filed(piece, RarestOf(piece, own, length, shared)), Runs: own)).GroupBy(pair => pair.Runs[pair.Filed.RunAt], pair => pair.Filed).ToList();
        var starts = new int[places.Count + 1];
        foreach (var (place, own) in places.Index())
            starts[place + 1] = starts[place] + own.Count();
        return new Runs(new GramTable(length, [.. places.Select(place => place.Key)]), [.. places.SelectMany(place => place)], starts);
    }

    int RarestOf(int piece, uint[] runs, int length, Dictionary<uint, int> shared)
    {
        var (rarest, least) = (0, int.MaxValue);
        for (var at = 0; at < runs.Length; at++)
        {
            // Of runs that as many share, one without the most common letters stands in the fewest texts.
            if ((shared[runs[at]] * (length + 1)) + CommonIn(_bytes.AsSpan(_pieces[piece].Start + at, length)) is var often && often < least)
                (rarest, least) = (at, often);
        }

        return rarest;
    }

    static int CommonIn(ReadOnlySpan<byte> run)
    {
        var common = 0;
        foreach (var letter in run)
            common += @"EATIONSRLDC \"u8.Contains(letter) ? 1 : 0;
        return common;
    }
}
