using System.Text.Json;
using CsCheck;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Tests.Core.Observations.Identifiers;

public class IdentifierTests
{
    [Theory]
    [InlineData("CSQU3054383", true)] // the worked example of ISO 6346
    [InlineData("csqu 305438-3", true)]
    [InlineData("CSQU3054384", false)]
    [InlineData("TGHU1643396", true)]
    public void Container_number_knows_its_check_digit(string text, bool valid)
    {
        var number = ContainerNumber.TryParse(text);
        Assert.Equal(valid, number!.Value.IsValid);
        Assert.Equal(11, number.Value.ToString().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("JLG42202A01")]
    [InlineData("CSQU30543833")]
    [InlineData("CSQ13054383")]
    [InlineData("ÄSQU3054383")]
    public void Container_number_of_another_form_is_none(string text) => Assert.Null(ContainerNumber.TryParse(text));

    [Fact]
    public void Dutch_plates_have_the_published_side_codes()
    {
        using var codes = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data", "anpr", "nl-sidecodes.json")));
        Assert.All(codes.RootElement.GetProperty("valid").EnumerateArray(), valid =>
        {
            var plate = LicencePlate.TryParse(valid.GetProperty("formatted").GetString())!.Value;
            Assert.Equal((valid.GetProperty("series").GetInt32(), valid.GetProperty("raw").GetString(), valid.GetProperty("formatted").GetString()), (plate.SideCode, plate.Value, plate.Formatted));
        });
        Assert.All(codes.RootElement.GetProperty("forbidden").EnumerateArray(), forbidden => Assert.Equal(0, LicencePlate.TryParse(forbidden.GetProperty("plate").GetString())!.Value.SideCode));
        Assert.All(codes.RootElement.GetProperty("invalid").EnumerateArray(), invalid => Assert.False(LicencePlate.TryParse(invalid.GetProperty("raw").GetString())!.Value.MayBeDutch));
    }

    [Fact]
    public void Folding_brings_more_camera_readings_to_their_plate()
    {
        var truth = Read("ocr-groundtruth.csv");
        var read = Read("ocr-results.csv");
        var pairs = truth.Where(line => read.ContainsKey(line.Key)).Select(line => (Truth: LicencePlate.TryParse(line.Value), Read: LicencePlate.TryParse(read[line.Key]))).ToList();
        var exact = pairs.Count(pair => pair.Truth == pair.Read);
        var folded = pairs.Count(pair => pair.Truth?.Folded == pair.Read?.Folded);
        Assert.True(pairs.Count > 300 && folded > exact && folded > pairs.Count * 88 / 100, $"{exact} exact, {folded} folded of {pairs.Count}");

        static Dictionary<string, string> Read(string file) => File.ReadLines(SharedData.Path("data", "anpr", file)).Select(line => line.Split(',')).GroupBy(cells => cells[0]).ToDictionary(group => group.Key, group => group.First()[2]);
    }

    [Theory]
    [InlineData("B 0ISZ", "80152")]
    [InlineData("1-abc-234", "148C234")]
    public void Folded_plates_are_equal_where_a_camera_sees_no_difference(string text, string folded) => Assert.Equal(folded, LicencePlate.TryParse(text)!.Value.Folded);

    [Fact]
    public void Any_text_is_parsed_or_none_and_what_is_parsed_parses_to_itself() => Gen.String[0, 16].Sample(text =>
    {
        Assert.True(ContainerNumber.TryParse(text) is not { } container || ContainerNumber.TryParse(container.ToString()) == container);
        Assert.True(LicencePlate.TryParse(text) is not { } plate || (LicencePlate.TryParse(plate.ToString()) == plate && LicencePlate.TryParse(plate.Formatted) == plate && plate.Folded.Length == plate.Value!.Length));
        Assert.True(UnLocode.TryParse(text) is not { } place || UnLocode.TryParse(place.ToString()) == place);
        Assert.True(IsoSizeType.TryParse(text) is not { } size || IsoSizeType.TryParse(size.ToString()) == size);
        Assert.True(SmdgTerminal.TryParse(text) is not { } terminal || SmdgTerminal.TryParse(terminal.ToString()) == terminal);
        Assert.True(Mmsi.TryParse(text) is not { } mmsi || Mmsi.TryParse(mmsi.ToString()) == mmsi);
        Assert.True(ImoNumber.TryParse(text) is not { } imo || ImoNumber.TryParse(imo.ToString()) == imo);
    }, iter: 20_000);

    [Fact]
    public void Any_single_digit_read_wrong_breaks_the_check_digit() => Gen.Select(Gen.Int[0, 999_999], Gen.Int[0, 5], Gen.Int[1, 9]).Sample((serial, at, by) =>
    {
        var ten = $"MSKU{serial:D6}";
        var digit = ContainerNumber.CheckDigit(ten);
        var wrong = ten.ToCharArray();
        wrong[4 + at] = (char)('0' + (wrong[4 + at] - '0' + by) % 10);
        Assert.True(ContainerNumber.TryParse($"{ten}{digit}")!.Value.IsValid);
        // Ten is written as nought, so that a misread digit can hide only between those two.
        Assert.True(digit == 0 || !ContainerNumber.TryParse($"{new string(wrong)}{digit}")!.Value.IsValid);
    }, iter: 5000);

    [Fact]
    public void Foreign_plates_are_kept_and_nonsense_is_none()
    {
        Assert.Equal("WOBVW1", LicencePlate.TryParse("WOB-VW 1")!.Value.Value);
        Assert.Null(LicencePlate.TryParse(" - "));
        Assert.Null(LicencePlate.TryParse("1234567890123"));
        Assert.Null(LicencePlate.TryParse("AB/12"));
    }

    [Theory]
    [InlineData("9321483", true)]
    [InlineData("IMO 9074729", true)]
    [InlineData("9074728", false)]
    public void Imo_number_knows_its_check_digit(string text, bool valid) => Assert.Equal(valid, ImoNumber.TryParse(text)!.Value.IsValid);

    [Fact]
    public void Mmsi_has_nine_digits_and_a_country()
    {
        Assert.Equal("002190067", Mmsi.TryParse("2190067")!.Value.ToString());
        Assert.Equal(219, Mmsi.TryParse("002190067")!.Value.Country);
        Assert.Equal((538, true), (Mmsi.From(538004030)!.Value.Country, Mmsi.From(538004030)!.Value.IsShip));
        Assert.Null(Mmsi.From(0));
        Assert.Null(Mmsi.From(1_000_000_000));
        Assert.Null(Mmsi.TryParse("12a"));
    }

    [Fact]
    public void Every_published_place_is_a_locode()
    {
        var codes = File.ReadLines(SharedData.Path("data", "codelists", "unlocode-nl-be.csv")).Skip(1).Select(line => line.Split(',')[0]).ToList();
        Assert.All(codes.Where(code => !code.Contains('1') && !code.Contains('0')), code => Assert.Equal(code, UnLocode.TryParse(code)?.Value));
        Assert.Equal("NLRTM", UnLocode.TryParse("nl rtm")!.Value.Value);
        Assert.Null(UnLocode.TryParse("XYABC"));
        Assert.Null(UnLocode.TryParse("NLR1M"));
    }

    [Theory]
    [InlineData("22G1", 20, false)]
    [InlineData("45R1", 40, true)]
    [InlineData("L5G1", 45, false)]
    [InlineData("4532", 40, true)]
    public void Size_and_type_say_length_and_cooling(string text, int feet, bool reefer) =>
        Assert.Equal((feet, reefer), (IsoSizeType.TryParse(text)!.Value.LengthFeet, IsoSizeType.TryParse(text)!.Value.IsReefer));

    [Fact]
    public void Terminal_codes_have_a_form()
    {
        Assert.Equal("ECTDE", SmdgTerminal.TryParse("ectde")!.Value.Value);
        Assert.Null(SmdgTerminal.TryParse("ECT-DE"));
        Assert.Null(SmdgTerminal.TryParse("TOOLONG"));
    }
}
