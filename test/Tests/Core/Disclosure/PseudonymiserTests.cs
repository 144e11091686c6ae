using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Disclosure;

public sealed class PseudonymiserTests
{
    static readonly Pseudonymiser One = new(new byte[32]);

    [Fact]
    public void Token_is_equal_for_equal_values_and_other_under_another_key_or_kind()
    {
        Assert.Equal(One.Token(Pseudonym.Plate, "12-ABC-3"), One.Token(Pseudonym.Plate, "12abc3"));
        Assert.NotEqual(One.Token(Pseudonym.Pass, "77"), One.Token(Pseudonym.Person, "77")[2..]);
        Assert.NotEqual(One.Token(Pseudonym.Pass, "77"), new Pseudonymiser([.. new byte[31], 1]).Token(Pseudonym.Pass, "77"));
        Assert.Matches("^p~[a-z2-7]{16}$", One.Token(Pseudonym.Plate, "12-ABC-3"));
    }

    [Fact]
    public void Folded_token_is_equal_for_confused_characters()
    {
        Assert.Equal(One.FoldedToken("B0-12-ZS"), One.FoldedToken("8O-I2-25"));
        Assert.NotEqual(One.Token(Pseudonym.Plate, "B0-12-ZS"), One.FoldedToken("B0-12-ZS"));
    }

    [Fact]
    public void Apply_hides_what_already_looks_like_a_token()
    {
        var observation = new Observation { Id = "1", Source = "s", Type = new ObservationType(Family.Presence, "plate_read"), Time = DateTimeOffset.UnixEpoch, Data = Fields.Of(("plate", "p~aaaaaaaaaaaaaaaa"), ("plate_folded", "clear")) };
        List<ClearText> clear = [];
        var seen = One.Replacer().Apply(observation, clear);
        Assert.NotEqual("p~aaaaaaaaaaaaaaaa", seen.Data["plate"].Text);
        Assert.StartsWith("p~", seen.Data["plate_folded"].Text, StringComparison.Ordinal);
        Assert.Equal("p~aaaaaaaaaaaaaaaa", clear.Single().Clear);
    }

    [Fact]
    public void Apply_without_persons_gives_the_same_observation_back()
    {
        var observation = new Observation { Id = "1", Source = "s", Type = new ObservationType(Family.Goods, "seal_check"), Time = DateTimeOffset.UnixEpoch, Data = Fields.Of(("seal", "X1")) };
        List<ClearText> clear = [];
        Assert.Same(observation, One.Replacer().Apply(observation, clear));
        Assert.Empty(clear);
    }

    [Fact]
    public void Plate_reading_of_the_caller_gives_country_and_side_code()
    {
        var reader = new Pseudonymiser(new byte[32], plate => PlateReading.Of(plate) with { Country = "NL", SideCode = 9 });
        var seen = reader.Replacer().Apply(new Observation { Id = "1", Source = "s", Type = new ObservationType(Family.Presence, "plate_read"), Time = DateTimeOffset.UnixEpoch, Data = Fields.Of(("plate", "12-ABC-3")) }, []);
        Assert.Equal(("NL", 9), (seen.Data["plate_country"].Text, seen.Data["plate_sidecode"].Number));
    }
}
