using CsCheck;
using Knooppunt.Disclosure;

namespace Knooppunt.Tests.Core.Disclosure;

public sealed class FreeTextTests
{
    [Theory]
    [InlineData("Zwarte bus, VX-123-L, stond er weer", "plate", "VX-123-L")]
    [InlineData("(12AB34)", "plate", "12AB34")]
    [InlineData("kenteken GB 123 X gezien", "plate", "GB 123 X")]
    [InlineData("mail piet@haven.example maar", "address", "piet@haven.example")]
    [InlineData("bsn 111222333.", "citizen", "111222333.")]
    public void Names_what_may_not_stand_in_clear_and_where(string text, string kind, string there)
    {
        var found = FreeText.Find(text)!.Value;
        Assert.Equal((kind, there), (found.Kind, text.Substring(found.Start, found.Length)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bekijk de beelden van 03:00 tot 03:30 bij hek 4, van 12-11-2026")]
    [InlineData("Container TCLU4265787 staat op B12 03 2; script MO-01; convenant 2026-14; 40 ft, 12 ton")]
    [InlineData("Bel 010 123 45 67 of de kamer; 123456789 is geen burgerservicenummer")]
    [InlineData("om 9 uur @ de kade")]
    public void Leaves_ordinary_words_alone(string text) => Assert.Null(FreeText.Find(text));

    [Fact]
    public void Finds_a_plate_wherever_it_stands_and_never_fails() =>
        Gen.Select(Gen.String, Gen.Int[0, 2].Select(index => new[] { "VX-123-L", "12-AB-34", "G-123-BB" }[index]), Gen.String).Sample((before, plate, after) =>
            Assert.NotNull(FreeText.Find($"{before} {plate} {after}")));
}
