using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.RareCounts;
using Knooppunt.Effect.Space;

namespace Knooppunt.Tests.Core.Effect.Space;

public sealed class SpaceTests
{
    static readonly PlacedEvent[] Followed = Events();

    // knox(eps.t = 7, eps.s = 100) of surveillance 1.20.3, R 4.2.2: 20 pairs, 5.660759493671 expected; 99,999 permutations in R give 2 and 10 as the ends of 95 %.
    [Fact]
    public void Close_pairs_are_those_of_surveillance()
    {
        var found = NearRepeat.Of(Followed, [100, 200], [7, 14]).Value;
        Assert.Equal((20L, .001, Verdict.Shown), (found[0].Pairs, found[0].P, found[0].Verdict));
        Assert.Equal(5.660759493671, found[0].Expected, 1e-8);
        Assert.Equal((2.0, 10.0), (Math.Round(found[0].ByChance.Low * found[0].Expected, 9), Math.Round(found[0].ByChance.High * found[0].Expected, 9)));
        Assert.Equal(11, found[3].Pairs);
        Assert.Equal(29.73544303797, found[3].Expected, 1e-8);
        Assert.Equal((new Interval(100, 200), new Interval(7, 14)), (found[3].Metres, found[3].Days));
    }

    [Fact]
    public void Where_the_grid_starts_and_in_which_order_does_not_matter() => Gen.Select(Gen.Double[-1e5, 1e5], Gen.Double[-1000, 1000], Gen.Int[0, 79]).Sample((shift, days, turn) =>
    {
        PlacedEvent[] moved = [.. Followed[turn..].Concat(Followed[..turn]).Select(placed => new PlacedEvent(placed.Y + shift, placed.X - shift, Math.Round(days) - placed.Day))];
        var found = NearRepeat.Of(moved, [100.0001, 200.0001], [7, 14], 99).Value;
        Assert.Equal([20L, 11L], [found[0].Pairs, found[3].Pairs]);
    }, iter: 10);

    [Fact]
    public void Events_all_in_one_place_show_nothing_and_too_few_are_untested()
    {
        var here = NearRepeat.Of([.. Enumerable.Range(0, 20).Select(i => new PlacedEvent(0, 0, i * i))], [50], [10]).Value[0];
        Assert.Equal((1.0, Verdict.NotShown), (here.P, here.Verdict));
        Assert.Equal(1, here.Ratio, 1e-12);
        Assert.Equal(Obstacle.TooFew, NearRepeat.Of(Followed[..3], [50], [10]).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooLarge, NearRepeat.Of(new PlacedEvent[5001], [50], [10]).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => NearRepeat.Of(Followed, [50, 50], [10]));
    }

    // fisher.test, R 4.2.2.
    [Theory]
    [InlineData(3, 20, 12, 20, .007911693673651)]
    [InlineData(25, 1000, 60, 2000, .4848325656764)]
    [InlineData(0, 5, 7, 10, .02564102564103)]
    [InlineData(0, 0, 3, 9, 1)]
    public void Exact_test_of_two_shares_is_that_of_R(long part, long whole, long otherPart, long otherWhole, double p) =>
        Assert.Equal(p, FisherTest.P(part, whole, otherPart, otherWhole), 1e-8);

    // fisher.test(or = ...), R 4.2.2.
    [Theory]
    [InlineData(3, 20, 12, 20, 2, .0001328463488)]
    [InlineData(25, 1000, 60, 2000, .5, .0404386681466)]
    [InlineData(40, 90, 30, 120, 1.7, .301262568519)]
    [InlineData(0, 5, 7, 10, .25, .2698194412611)]
    public void Exact_test_of_a_ratio_of_odds_is_that_of_R(long part, long whole, long otherPart, long otherWhole, double odds, double p) =>
        Assert.Equal(p, FisherTest.P(part, whole, otherPart, otherWhole, odds), 1e-8);

    // Of a billion the normal approximation is right to five digits: 30,000 apart where the standard deviation is the root of a billion over 2, with the correction of a half.
    [Fact]
    public void Fisher_of_a_billion_is_the_normal_one_and_no_wait()
    {
        Assert.Equal(Confidence.TwoSided((30_000 - 1) / Math.Sqrt(5e8)), FisherTest.P(500_000_000, 1_000_000_000, 499_970_000, 1_000_000_000), 1e-5);
        Assert.Equal(0, FisherTest.P(1_000_000_000, 1_000_000_000, 0, 1_000_000_000));
    }

    [Fact]
    public void Pattern_that_stays_is_similar_and_one_that_moves_is_not()
    {
        AreaPair[] same = [.. Enumerable.Range(0, 20).Select(i => new AreaPair(30 + i, 30 + i))];
        Assert.Equal(1, PointPattern.Of(same).Value.Similarity);
        var moved = PointPattern.Of([.. same[..10].Select(area => area with { Test = 5 }), .. same[10..].Select(area => area with { Test = 90 }), new AreaPair(0, 0)]).Value;
        Assert.True(moved.SimilarityOfUsed < .1);
        Assert.Equal((1 + 20 * moved.SimilarityOfUsed) / 21, moved.Similarity, 1e-12);
        Assert.Equal((-1, Verdict.Shown), (moved.Areas[0].Change, moved.Areas[0].Verdict));
        Assert.Equal((1, Verdict.Shown), (moved.Areas[15].Change, moved.Areas[15].Verdict));
        Assert.Equal((0, Verdict.NotShown), (moved.Areas[20].Change, moved.Areas[20].Verdict));
    }

    [Fact]
    public void Shares_stay_between_none_and_all_and_add_up() => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], (one, other) => new AreaPair(one, other)).Array[1, 12].Sample(areas =>
    {
        var found = PointPattern.Of(areas, 50);
        if (areas.Sum(area => area.Base) == 0 || areas.Sum(area => area.Test) == 0)
        {
            Assert.Equal(Obstacle.NothingCounted, found.Untested!.Obstacle);
            return;
        }

        Assert.Equal(1, found.Value.Areas.Sum(area => area.BaseShare), 1e-9);
        Assert.All(found.Value.Areas, area => Assert.True(area.Interval.Low >= 0 && area.Interval.High <= 1 + 1e-9 && area.P is >= 0 and <= 1));
    });

    [Fact]
    public void No_area_is_untested() => Assert.Equal(Obstacle.EmptyGroup, PointPattern.Of([]).Untested!.Obstacle);

    // Every eighth event follows the one before it, 36 metres away and three days later. The same figures were given to R.
    static PlacedEvent[] Events()
    {
        var events = new PlacedEvent[80];
        for (var i = 0; i < events.Length; i++)
            events[i] = i % 8 == 7 ? new PlacedEvent(events[i - 1].X + 20, events[i - 1].Y - 30, events[i - 1].Day + 3) : new PlacedEvent(i * 7919 % 1009, i * 104729 % 997, i * 31 % 120);
        return events;
    }
}
