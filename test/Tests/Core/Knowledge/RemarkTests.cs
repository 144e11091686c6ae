using CsCheck;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;
using Knooppunt.Tests.Core.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge;

/// <summary>Notes and opinions for discussion.</summary>
public sealed class RemarkTests
{
    static readonly StixObject Maker = ScriptExtension.Maker("node/x/ect", "Terminal", "organization", DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_remark_comes_back_the_same_and_holds_the_published_schema() =>
        Gen.Select(Gen.Guid, AnyStix.Text, Gen.OneOf((string?[])[null, .. Remark.Opinions]), Gen.Enum<Tlp>(), Gen.Enum<Pap>(), Gen.Long[0, 2_000_000_000_000], Gen.Bool).Sample((drawn, text, opinion, tlp, pap, moment, withdrawn) =>
        {
            var created = DateTimeOffset.FromUnixTimeMilliseconds(moment);
            var remark = new Remark(StixId.Named(opinion is null ? "note" : "opinion", drawn.ToString()), [StixId.Named("attack-pattern", "a"), StixId.Named("course-of-action", "b")], text, opinion, "nl", tlp, pap, created, created.AddDays(1), withdrawn);
            var one = remark.ToObject(Maker);
            Assert.Null(StixSchemas.Wrong(one.Json));
            var read = Remark.Of(one)!;
            Assert.Equal(remark with { About = read.About }, read);
            Assert.Equal(remark.Withdrawn ? [Maker.Id] : remark.About, read.About);
            Assert.False(one.Json.TryGetProperty("authors", out _));
        }, iter: 40);

    [Fact]
    public void Nothing_but_a_note_or_an_opinion_is_a_remark() => Assert.Null(Remark.Of(Maker));
}
