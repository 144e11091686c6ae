using System.Text.RegularExpressions;
using CsCheck;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class RegexPieceTests
{
    static Gen<string> Pick(string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    static readonly string[] Parts =
        ["a", "b", "ab", "bk", "s", " ", "\\.", "\\d", "\\s", "\\b", "\\W?", ".", "(a|b)", "(?:ab|b)", "(s|a)+", "(?:ab)?", "[ab]", "[^]a]+", "a?", "b*", "b+", "a{0,1}", "b{2}", "(?=b)", "(?!a)", "^", "$", "(?i)", "(?x)", "#", "{", "}", "ſ", "K"];

    static readonly string[] Letters = ["a", "b", "A", "B", "ab", "bb", "k", "\u212A", " ", ".", "1", "#", "{", "}", "ſ", "s"];

    [Fact]
    public void What_an_expression_matches_contains_one_of_its_pieces() =>
        Gen.Select(Pick(Parts).Array[1, 6], Pick(Letters).Array[0, 8], Gen.Bool).Sample((parts, letters, ignoreCase) =>
        {
            var (expression, text) = (string.Concat(parts), string.Concat(letters));
            if (Read(expression, ignoreCase) is { } regex && regex.IsMatch(text))
                Assert.Contains(RegexPiece.Of(expression), piece => text.Contains(piece, StringComparison.OrdinalIgnoreCase));
        }, iter: 20_000);

    [Theory]
    [InlineData(@"powershell\.exe\s+-enc", "powershell.exe")]
    [InlineData(@"^C:/users/(?:public|all)/temp\.", "C:/users/public", "C:/users/all")]
    [InlineData("abc|def", "")]
    [InlineData(@"\w+`(?:\w+|-|.)``[\w+|\s]", "``")]
    [InlineData(@"\s*-sT\b", "-sT")]
    [InlineData(@"ab\x41", "ab")]
    [InlineData("abcd?e", "abc")]
    [InlineData("(?x)ab cd", "")]
    [InlineData(@"-(W|R)\s?", "-W", "-R")]
    [InlineData("a(?:bc|d)+", "abc", "ad")]
    [InlineData("a(b|c)?", "a")]
    [InlineData("a(b|k)", "a")]
    [InlineData("a(b|)", "a")]
    public void The_piece_is_the_longest_that_is_certain(string expression, params string[] pieces) => Assert.Equal(pieces, RegexPiece.Of(expression));

    static Regex? Read(string expression, bool ignoreCase)
    {
        try
        {
            return new Regex(expression, ignoreCase ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
