using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.RareCounts;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme;

/// <summary>Nodes side by side: every change is tested, and all tests count together.</summary>
public sealed class NodeShiftTests
{
    [Fact]
    public void Each_change_is_the_E_test_against_the_period_counted_before_and_all_are_adjusted_together()
    {
        var shift = NodeShift.Of([Series("rotterdam", 6, null, 2), Series("zeeland", 5, 5, 40)], 0, 2);
        // Krishnamoorthy and Thomson (2004): 6 against 2 gives .1749; over the gap of the second period.
        var first = shift.Changes[0];
        Assert.Equal((0, 2, 0), (first.Series, first.Period, first.Before));
        Assert.Equal(.1749, first.Test.P, 4);
        double[] chances = [.. shift.Changes.Select(change => change.Test.P), .. shift.Parts.Select(part => part.Test.P)];
        Assert.Equal(5, chances.Length);
        Assert.Equal(MultipleTests.Holm(chances), [.. shift.Changes.Select(change => change.Test.Holm), .. shift.Parts.Select(part => part.Test.Holm)]);
        Assert.Equal(MultipleTests.BenjaminiHochberg(chances), [.. shift.Changes.Select(change => change.Test.Discovery), .. shift.Parts.Select(part => part.Test.Discovery)]);
        Assert.Equal(FisherTest.P(2, 42, 6, 11), shift.Parts[0].Test.P, 12);
        Assert.Equal(Verdict.Shown, shift.Changes.Single(change => change is { Series: 1, Period: 2 }).Test.Verdict);
    }

    [Fact]
    public void A_thing_at_one_node_alone_has_no_parts_and_two_zeros_are_no_test()
    {
        var shift = NodeShift.Of([Series("rotterdam", 0, 0, 3)], 0, 2);
        Assert.Empty(shift.Parts);
        Assert.Equal(2, Assert.Single(shift.Changes).Period);
        Assert.Empty(NodeShift.Of([], 0, 1).Changes);
    }

    // poisson.test(c(0, 5)), R 4.2.2: up to 1.0912; the E-test gives .0198.
    [Fact]
    public void What_the_interval_does_not_exclude_is_not_shown()
    {
        var none = Assert.Single(NodeShift.Of([Series("a", 5, 0)], -1, -1).Changes);
        Assert.Equal((Verdict.Shown, Verdict.NotShown, true), (none.Test.Verdict, none.Verdict, none.Look));
        Assert.Equal(1.091279, none.Ratio!.Value.Interval.High, 1e-6);
        Assert.Equal(Verdict.Shown, Assert.Single(NodeShift.Of([Series("a", 9, 0)], -1, -1).Changes).Verdict);
    }

    // Of 3 and 3 the most extreme table has a chance of 2 / C(6,3) = .1; of 4 and 4 it is .0286, and .1143 among the four tests of two nodes over two periods; of 7 and 7 it is .0006.
    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(7, false)]
    public void Where_even_a_whole_move_would_not_be_shown_there_is_too_little(int count, bool few)
    {
        var shift = NodeShift.Of([Series("a", count, 0), Series("b", 0, count)], 0, 1);
        Assert.Equal(few, shift.TooFew);
        Assert.Equal(!few, shift.Parts.All(part => part.Test.Verdict == Verdict.Shown));
        Assert.False(NodeShift.Of([Series("a", count, 0)], 0, 1).TooFew);
    }

    [Fact]
    public void Longer_counting_is_no_rise()
    {
        var twice = NodeShift.Of([new("a", "x", [new(50, 1), new(100, 2)])], -1, -1);
        Assert.Equal(Verdict.NotShown, Assert.Single(twice.Changes).Test.Verdict);
        Assert.Equal(1, twice.Changes[0].Ratio!.Value.Value, 12);
    }

    [Fact]
    public void Looking_twice_as_much_at_one_node_is_no_water_bed()
    {
        NodeSeries[] looked = [new("a", "x", [new(50, 100), new(100, 200)]), new("b", "x", [new(80, 100), new(80, 100)])];
        NodeSeries[] plain = [Series("a", 50, 100), Series("b", 80, 80)];
        Assert.True(NodeShift.Of(plain, 0, 1).Parts[0].Test.P < .01);
        Assert.All(NodeShift.Of(looked, 0, 1).Parts, part => Assert.True(part.Test.P > .9));
        // Half again as much found by four times the effort is a fall, though the part is larger.
        Assert.False(NodeShift.Of([new("a", "x", [new(50, 100), new(75, 400)]), looked[1]], 0, 1).Parts[0].Rose);
        Assert.True(NodeShift.Of(plain, 0, 1).Parts[0].Rose);
        Assert.Equal(FisherTest.P(100, 180, 50, 130, 2), NodeShift.Of(looked, 0, 1).Parts[0].Test.P, 12);
    }

    [Fact]
    public void Places_are_compared_by_shares_only_where_all_were_counted_alike()
    {
        var found = Assert.Single(PlacePattern.Of([Series("a", 40, 5), Series("b", 40, 75), Series("c", null, 3)], 0, 1));
        Assert.Equal([0, 1], found.Series);
        Assert.Equal([-1, 1], found.Result.Value.Areas.Select(area => area.Change));
        Assert.Equal(Obstacle.ConditionNotMet, Assert.Single(PlacePattern.Of([new("a", "x", [new(5, 1), new(5, 1)]), new("b", "x", [new(5, 1), new(5, 2)])], 0, 1)).Result.Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, Assert.Single(PlacePattern.Of([Series("a", 0, 5), Series("b", 0, 75)], 0, 1)).Result.Untested!.Obstacle);
        Assert.Equal(Obstacle.TooLarge, Assert.Single(PlacePattern.Of([new("a", "x", [new(5_000_000_000, 1), new(5, 1)]), new("b", "x", [new(5, 1), new(5, 1)])], 0, 1)).Result.Untested!.Obstacle);
        var most = Assert.Single(PlacePattern.Of([Series("a", 40, 5), new("b", "batches", [new(5, 1), new(5, 2)]), Series("c", 40, 75)], 0, 1));
        Assert.Equal([0, 2], most.Series);
        Assert.Equal((1, true), (most.LeftOut, most.Result.Ok));
        Assert.Empty(PlacePattern.Of([Series("a", 1, 2)], 0, 1));
        Assert.Empty(PlacePattern.Of([Series("a", 1, 2), Series("b", 1, 2)], 1, 0));
    }

    [Fact]
    public void The_period_in_which_the_present_rate_began_is_marked()
    {
        Assert.Equal(5, Assert.Single(NodeShift.Of([Series("a", 20, 22, 19, 21, 20, 60, 62, 58, 61)], -1, -1).Turns).Period);
        Assert.Empty(NodeShift.Of([Series("a", 20, 22, 19, 21, 20, 21, 19)], -1, -1).Turns);
    }

    [Fact]
    public void Adjusted_chances_are_chances_and_never_below_the_plain_ones() => Gen.Int[0, 50].Array[3, 6].Array[1, 6].Where(rows => rows.All(row => row.Length == rows[0].Length)).Sample(rows =>
    {
        var shift = NodeShift.Of([.. rows.Select((row, i) => Series($"n{i}", [.. row.Select(count => (int?)count)]))], 0, rows[0].Length - 1);
        return shift.Changes.Select(change => change.Test).Concat(shift.Parts.Select(part => part.Test)).All(test => test.P <= test.Discovery + 1e-12 && test.Discovery <= test.Holm + 1e-12 && test.Holm <= 1 + 1e-12);
    }, iter: 100);

    static NodeSeries Series(string node, params int?[] counts) => new(node, "batches", [.. counts.Select(count => count is { } known ? new NodeCount(known, 1) : default(NodeCount?))]);
}
