using System.Text;
using CsCheck;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class TextPatternTests
{
    static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static readonly Gen<string> Written = Pick("a", "b", "B", "ab", "*", "?", "-a", " -b", "/", "–", "é", "😀").Array[0, 6].Select(string.Concat);

    static readonly Gen<string> Texts = Pick("a", "b", "A", "ab", "-", "/", "—", " ", "é", "É", "😀", "x").Array[0, 9].Select(string.Concat);

    /// <summary>The meaning, one character at a time: what is left of the pattern against what is left of the text.</summary>
    static bool Plain(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool cased, Func<int, bool> isDash, int at = 0)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '*')
            return Plain(pattern[1..], text, cased, isDash, at + 1) || (!text.IsEmpty && Plain(pattern, text[1..], cased, isDash, at));
        if (text.IsEmpty)
            return false;
        // A character of two code units is one.
        if (pattern[0] == '?')
            return Plain(pattern[1..], text[(text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1)..], cased, isDash, at + 1);
        var same = isDash(at) ? "-/–—―".Contains(text[0], StringComparison.Ordinal)
            : text[..1].Equals(pattern[..1], cased ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        return same && Plain(pattern[1..], text[1..], cased, isDash, at + 1);
    }

    [Fact]
    public void A_pattern_matches_what_its_characters_say() =>
        Gen.Select(Written, Texts, Gen.Int[0, 3], Gen.Bool, Gen.Bool).Sample((written, text, place, cased, windash) =>
        {
            var pattern = TextPattern.Of(written, (TextPlace)place, cased, windash);
            var whole = (TextPlace)place switch { TextPlace.Start => written + "*", TextPlace.End => "*" + written, TextPlace.Anywhere => $"*{written}*", _ => written };
            var shift = (TextPlace)place is TextPlace.End or TextPlace.Anywhere ? 1 : 0;
            var expected = Plain(whole, text, cased, at => windash && StartsWord(written, at - shift));
            Assert.Equal(expected, pattern.Matches(text));
            // So do its bytes, where they are its characters.
            if (Ascii.IsValid(text))
                Assert.Equal(expected, pattern.MatchesAscii(Encoding.ASCII.GetBytes(text)) ?? expected);
            // Where the longest plain part stands tells the same, in any of the places.
            if (pattern.LongestPlainPart is { Length: > 0 } part)
            {
                var around = Enumerable.Range(0, text.Length).Where(at => text.AsSpan(at).StartsWith(part, StringComparison.OrdinalIgnoreCase)).Select(at => pattern.MatchesAround(text, at)).ToList();
                Assert.Equal(expected, around.Contains(null) ? expected : around.Contains(true));
            }
        }, iter: 50_000);

    [Fact]
    public void Plain_patterns_are_told_by_bytes_alone()
    {
        Assert.True(TextPattern.Of("a?b", TextPlace.Whole, cased: false).MatchesAscii("axb"u8) is null);
        Assert.True(TextPattern.Of("é", TextPlace.Anywhere, cased: false).MatchesAscii("e"u8) is null);
        Assert.True(TextPattern.Of("aB", TextPlace.Anywhere, cased: false).MatchesAscii("aabAb"u8));
        Assert.False(TextPattern.Of("aB", TextPlace.Anywhere, cased: true).MatchesAscii("aabAb"u8));
    }

    static bool StartsWord(string written, int at) =>
        at >= 0 && at + 1 < written.Length && "-/–—―".Contains(written[at], StringComparison.Ordinal) && char.IsLetterOrDigit(written[at + 1]) && (at == 0 || !char.IsLetterOrDigit(written[at - 1]));

    [Fact]
    public void Letters_that_differ_in_case_alone_are_written_the_same_in_capitals()
    {
        // The index folds a text once by the one and compares by the other.
        var groups = Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(c => !char.IsSurrogate(c)).GroupBy(c => c.ToString(), StringComparer.OrdinalIgnoreCase);
        Assert.All(groups, group => Assert.Single(group.Select(char.ToUpperInvariant).Distinct()));
    }
}
