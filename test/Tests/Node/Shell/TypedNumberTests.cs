using CsCheck;
using Knooppunt.Node.Shell.Layout;
using Microsoft.AspNetCore.Http;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>Numbers as people type them.</summary>
public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("1,5", 1.5)]
    [InlineData("1.5", 1.5)]
    [InlineData("0.125", .125)]
    [InlineData("0,125", .125)]
    [InlineData("1.0000", 1)]
    [InlineData("1234.567", 1234.567)]
    public void A_comma_and_a_point_stand_before_decimals(string text, double number)
    {
        Assert.Equal(number, TypedNumber.Read(text));
        Assert.Null(TypedNumber.Unclear(text));
    }

    [Theory]
    [InlineData("1.000", "Schrijf 1000 voor duizendtallen of 1,0000 voor decimalen")]
    [InlineData("12,500", "Schrijf 12500 voor duizendtallen of 12,5000 voor decimalen")]
    [InlineData("1.000.000", "niets tussen de duizendtallen")]
    [InlineData("1.000,50", "niets tussen de duizendtallen")]
    [InlineData("1 000", "niets tussen de duizendtallen")]
    [InlineData("1'000", "niets tussen de duizendtallen")]
    public void What_may_be_read_in_two_ways_is_not_read_and_says_how_to_write_it(string text, string said)
    {
        Assert.True(double.IsNaN(TypedNumber.Read(text)!.Value));
        Assert.Contains(said, TypedNumber.Unclear(text)!.Value.Dutch, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("veel")]
    [InlineData("NaN")]
    [InlineData("∞")]
    public void What_is_no_number_is_left_to_the_sentence_of_its_field(string text)
    {
        Assert.True(double.IsNaN(TypedNumber.Read(text)!.Value));
        Assert.Null(TypedNumber.Unclear(text));
    }

    [Fact]
    public void Nothing_is_nothing() => Assert.Null(TypedNumber.Read(""));

    // What a form shows it takes back.
    [Fact]
    public void What_is_written_reads_the_same()
    {
        var language = new Language(new HttpContextAccessor());
        Gen.OneOf(Gen.Double[0, 1e6], Gen.Int[0, 9_999_999].Select(number => number / 1000.0)).Sample(number =>
        {
            var rounded = Math.Round(number, 6);
            Assert.Equal(rounded, TypedNumber.Read(TypedNumber.Write(rounded, language))!.Value, 1e-9);
        });
    }
}
