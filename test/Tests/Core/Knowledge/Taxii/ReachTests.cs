using CsCheck;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Taxii;

public sealed class ReachTests
{
    static readonly Gen<Reach> Any = Gen.Int[0, 5].Select(number => number switch { 0 => Reach.AllNodes, 1 => Reach.Partners, 2 => Reach.Nobody, _ => Reach.OwnerOf(number) });

    // Somebody is in a meeting when they are in both: so its order and grouping cannot matter.
    [Fact]
    public void Meeting_holds_who_is_in_both()
    {
        Gen.Select(Any, Any, Any).Sample((a, b, c) => a.Meet(b) == b.Meet(a) && a.Meet(b).Meet(c) == a.Meet(b.Meet(c)) && a.Meet(a) == a && a.Meet(b).IsWithin(a) && Reach.Nobody.IsWithin(a) && a.IsWithin(Reach.AllNodes));
        Assert.Equal(Reach.Nobody, Reach.OwnerOf(1).Meet(Reach.OwnerOf(2)));
        Assert.Equal(Reach.OwnerOf(1), Reach.Partners.Meet(Reach.OwnerOf(1)));
        Assert.Equal(Reach.AllNodes, default);
    }

    [Fact]
    public void Versions_sort_as_their_times_do_and_two_writings_of_one_are_one()
    {
        Gen.Select(Gen.Long[0, 4_000_000_000_000_000], Gen.Long[0, 4_000_000_000_000_000]).Sample((one, other) =>
        {
            var (a, b) = (StixVersion.Read(StixVersion.Moment(one))!, StixVersion.Read(StixVersion.Moment(other))!);
            return Math.Sign(string.CompareOrdinal(a, b)) == one.CompareTo(other) && StixVersion.Microseconds(StixVersion.Moment(one)) == one && StixVersion.Read(StixVersion.Show(a)) == a;
        });
        Assert.Equal(StixVersion.Read("2026-03-01T08:00:00Z"), StixVersion.Read("2026-03-01T08:00:00.000000z"));
        foreach (var none in new[] { null, "", "2026-03-01", "2026-03-01T08:00:00", "2026-03-01T08:00:00+01:00", "2026-02-30T08:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T08:00:00.Z", "2026-03-01T08:00:00.1234567890123Z", "2026-03-01T08:00:00.٣Z" })
            Assert.Null(StixVersion.Read(none));
    }

    [Fact]
    public void Known_marks_are_five_of_the_second_version_and_four_of_the_first()
    {
        foreach (var tlp in Enum.GetValues<Tlp>())
        {
            var item = Envelope.Read(new([.. "{\"objects\":["u8, .. TlpMark.Definition(TlpMark.IdOf(tlp))!.Value.Span, .. "]}"u8]), ObjectLimits.Default).Value.Items.Single();
            Assert.Equal((tlp, MarkMeaning.Tlp), (TlpMark.Of(item.Head!.Id), item.Head.Meaning));
        }

        Assert.Equal(Tlp.Clear, TlpMark.Of("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"));
        Assert.Null(TlpMark.Definition("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dca"));
    }
}
