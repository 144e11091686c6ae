using System.Collections;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Says which of thousands of tests may hold for a text. A test is filed under what every text that satisfies it must contain: its whole text, or three
/// letters of its longest plain part, the three that the fewest others share. One walk over the text then leaves a handful to be tried.
/// </summary>
sealed class TextIndex
{
    const int GramLength = 3;
    readonly Dictionary<string, List<int>> _whole = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<int, List<int>> _grams = [];
    // Most places of a text begin no gram: one bit tells.
    readonly BitArray _mayBegin = new(1 << 16);
    readonly List<int> _always = [];

    /// <summary>Files tests.</summary>
    /// <param name="tests">Tests by number; those that absence satisfies do not belong here.</param>
    public TextIndex(IEnumerable<(int Number, FieldTest Test)> tests)
    {
        var pieces = new List<(int Number, string Piece)>();
        foreach (var (number, test) in tests)
        {
            if (KeysOf(test) is not { } keys)
            {
                _always.Add(number);
                continue;
            }

            foreach (var (key, isWhole) in keys)
            {
                if (isWhole)
                    File(_whole, key, number);
                else
                    pieces.Add((number, key));
            }
        }

        FilePieces(pieces);
    }

    /// <summary>Adds the numbers of the tests that may hold for a value, some perhaps twice.</summary>
    public void Candidates(in FieldValue value, IntBuffer numbers)
    {
        foreach (var number in _always)
            numbers.Add(number);
        if (value.Kind != FieldKind.List)
        {
            Candidates(value.ToString(), numbers);
            return;
        }

        foreach (var item in value.List)
            Candidates(item.ToString(), numbers);
    }

    void Candidates(string text, IntBuffer numbers)
    {
        if (_whole.TryGetValue(text, out var whole))
            Add(whole, numbers);
        if (_grams.Count == 0 || text.Length < GramLength)
            return;
        int first = char.ToUpperInvariant(text[0]), second = char.ToUpperInvariant(text[1]);
        for (var at = GramLength - 1; at < text.Length; at++)
        {
            int third = char.ToUpperInvariant(text[at]);
            var gram = Gram(first, second, third);
            if (_mayBegin[Bit(gram)] && _grams.TryGetValue(gram, out var found))
                Add(found, numbers);
            (first, second) = (second, third);
        }
    }

    static void Add(List<int> found, IntBuffer numbers)
    {
        foreach (var number in found)
            numbers.Add(number);
    }

    static int Gram(int first, int second, int third) => unchecked((((first * 0x1F31) + second) * 0x2C1B) + third);

    static int Bit(int gram) => (int)(((uint)gram * 0x9E3779B1u) >> 16);

    /// <summary>What a text must contain: one of these; null when that cannot be said.</summary>
    static List<(string Key, bool IsWhole)>? KeysOf(FieldTest test)
    {
        if (test.Exists is not null || test.Negated || test.OrAbsent || test.Values.Count == 0)
            return null;
        var keys = test.Values.Select(KeysOf).ToList();
        if (test.All)
            return keys.Where(key => key is not null).OrderByDescending(key => key!.Min(one => one.Key.Length)).FirstOrDefault();
        return keys.Contains(null) ? null : [.. keys.SelectMany(key => key!)];
    }

    static List<(string Key, bool IsWhole)>? KeysOf(ValueTest value) => value switch
    {
        PlainNumberTest number when KeyOf(number.Pattern) is { } key => [key, (number.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture), true)],
        TextTest text when KeyOf(text.Pattern) is { } key => [key],
        _ => null,
    };

    static (string Key, bool IsWhole)? KeyOf(TextPattern pattern)
    {
        if (pattern.Exact is { } exact)
            return (exact, true);
        // Letters that are two code units change case together, which a gram does not see.
        var piece = pattern.LongestPlainPart;
        return piece.Length >= GramLength && !piece.Any(char.IsSurrogate) ? (piece, false) : null;
    }

    void FilePieces(List<(int Number, string Piece)> pieces)
    {
        var shared = new Dictionary<int, int>();
        foreach (var gram in pieces.SelectMany(piece => GramsOf(piece.Piece).Distinct()))
            shared[gram] = shared.GetValueOrDefault(gram) + 1;
        foreach (var (number, piece) in pieces)
        {
            var rarest = GramsOf(piece).MinBy(gram => shared[gram]);
            File(_grams, rarest, number);
            _mayBegin[Bit(rarest)] = true;
        }
    }

    static IEnumerable<int> GramsOf(string piece)
    {
        var upper = piece.ToUpperInvariant();
        for (var at = 0; at + GramLength <= upper.Length; at++)
            yield return Gram(upper[at], upper[at + 1], upper[at + 2]);
    }

    static void File<TKey>(Dictionary<TKey, List<int>> under, TKey key, int number)
        where TKey : notnull
    {
        if (!under.TryGetValue(key, out var numbers))
            under[key] = numbers = [];
        if (numbers.Count == 0 || numbers[^1] != number)
            numbers.Add(number);
    }
}
