using CsCheck;
using Knooppunt.Reports;

namespace Knooppunt.Tests.Core.Reports;

public sealed class ReceiptCodeTests
{
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static readonly Gen<string> Codes = Gen.Byte.Array[ReceiptCode.Symbols].Select(luck => ReceiptCode.Of(luck));

    [Fact]
    public void Has_at_least_eighty_bits_and_no_symbol_that_looks_like_another()
    {
        Assert.True(ReceiptCode.Bits >= 80);
        Codes.Sample(code => code.Length == 20 && code.All(Alphabet.Contains) && !code.AsSpan().ContainsAny("ILOU"));
        Gen.Select(Codes, Codes).Sample((one, other) => one != other);
    }

    [Fact]
    public void Is_read_back_however_somebody_types_it() => Codes.Sample(code =>
    {
        Assert.Equal(code, ReceiptCode.Read(code));
        Assert.Equal(code, ReceiptCode.Read(" " + ReceiptCode.Grouped(code).ToLowerInvariant() + "\n"));
        Assert.Equal(code, ReceiptCode.Read(code.Replace('0', 'o').Replace('1', 'l').Replace('V', 'u')));
    });

    [Fact]
    public void Every_wrong_symbol_is_found() => Gen.Select(Codes, Gen.Int[0, 19], Gen.Int[1, 31]).Sample((code, place, shift) =>
    {
        var wrong = code.ToCharArray();
        wrong[place] = Alphabet[(Alphabet.IndexOf(wrong[place], StringComparison.Ordinal) + shift) % 32];
        Assert.Null(ReceiptCode.Read(new string(wrong)));
    });

    [Fact]
    public void Every_two_symbols_that_changed_places_are_found() => Gen.Select(Codes, Gen.Int[0, 19], Gen.Int[0, 19]).Where((code, one, other) => code[one] != code[other]).Sample((code, one, other) =>
    {
        var wrong = code.ToCharArray();
        (wrong[one], wrong[other]) = (wrong[other], wrong[one]);
        Assert.Null(ReceiptCode.Read(new string(wrong)));
    });

    [Fact]
    public void What_is_no_code_is_none() => Gen.String.Sample(text => ReceiptCode.Read(text) is null or { Length: 20 });

    [Fact]
    public void Last_group_confirms_and_less_does_not() => Codes.Sample(code =>
    {
        Assert.True(ReceiptCode.EndsWith(code, code[^4..].ToLowerInvariant()));
        Assert.True(ReceiptCode.EndsWith(code, ReceiptCode.Grouped(code)));
        Assert.False(ReceiptCode.EndsWith(code, code[^3..]));
        Assert.False(ReceiptCode.EndsWith(code, ""));
        Assert.False(ReceiptCode.EndsWith(code, null));
    });
}
