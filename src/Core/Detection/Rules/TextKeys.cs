using System.Globalization;
using System.Text;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>What a text must contain for a test to hold, but for case.</summary>
/// <param name="Number">The test.</param>
/// <param name="Value">The value of it that asks for this; null when the test needs more than one.</param>
/// <param name="Piece">The whole text, or a part of it.</param>
sealed record TextKey(int Number, ValueTest? Value, string Piece);

/// <summary>The keys under which tests are found.</summary>
static class TextKeys
{
    /// <summary>The keys of a test, of which every text that satisfies it has one; null when it cannot be found by what a text has.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="test">The test.</param>
    /// <param name="weight">How much a piece says: of values that must all be there, the one that says most is looked for.</param>
    public static IReadOnlyList<TextKey>? Of(int number, FieldTest test, Func<string, int> weight)
    {
        if (test is not { Exists: null, Negated: false, OrAbsent: false, Values.Count: > 0 } || test.Matches(default, present: true))
            return null;
        var keys = test.Values.Select(value => Of(number, value)).ToList();
        if (test.All && test.Values.Count > 1)
            keys = [[.. keys.MaxBy(key => key.Min(one => one.Piece.Length == 0 ? int.MinValue : weight(one.Piece)))!.Select(one => one with { Value = null })]];
        List<TextKey> all = [.. keys.SelectMany(key => key)];
        return all.Exists(key => key.Piece.Length == 0) ? null : all;
    }

    /// <summary>The pieces of a value, of which every text that satisfies it has one; an empty one when there is none.</summary>
    public static IEnumerable<string> Of(ValueTest value) => Of(0, value).Select(key => key.Piece);

    static List<TextKey> Of(int number, ValueTest value) => value switch
    {
        PlainNumberTest plain => [Of(number, value, plain.Pattern), new TextKey(number, value, plain.Number.ToString("R", CultureInfo.InvariantCulture))],
        TextTest text => [Of(number, value, text.Pattern)],
        AnyTest { Tests.Count: > 0 } any => [.. any.Tests.SelectMany(test => Of(number, test))],
        RegexTest regex => [.. RegexPiece.Of(regex.Pattern.ToString()).Select(piece => new TextKey(number, value, Plain(piece)))],
        _ => [new TextKey(number, value, "")],
    };

    static TextKey Of(int number, ValueTest value, TextPattern pattern) => new(number, value, Plain(pattern.Exact ?? pattern.LongestPlainPart));

    // Half of a letter that is two code units does not show its case.
    static string Plain(string piece) =>
        piece.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || (!rune.IsBmp && Rune.ToUpperInvariant(rune) != Rune.ToLowerInvariant(rune))) ? "" : piece;
}
