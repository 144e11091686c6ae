using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Barriers;

/// <summary>Several places that got the same barrier, with errors clustered by place.</summary>
public sealed class PooledMethodTests
{
    const int Weeks = 80, Start = 50;

    static readonly DateOnly Began = new(2025, 6, 2);

    [Fact]
    public void Weeks_between_the_first_start_and_the_last_count_for_neither_time()
    {
        var panel = Panel(5, 12);
        // The last of the five began eight weeks after the others.
        var found = PooledMethod.Of(panel, Alike(panel, 4, last: 8));
        Assert.Equal((5, 12, Start, Start + 8), (found.Treated.Count, found.Controls.Count, found.First, found.Last));
        PlaceCounts Sums(PlaceWeeks row) => new(row.Counts.Take(Start).Sum(), row.Counts.Skip(Start + 8).Sum());
        var judge = DifferenceInDifferences.Of([.. found.Treated.Select(Sums)], [.. found.Controls.Select(Sums)]).Value;
        var finding = found.Answer.Findings[0];
        Assert.Equal((FindingKind.Ratio, judge.Ratio.Value, judge.Ratio.Interval, Verdict.Shown), (finding.Kind, finding.Value, finding.Interval, finding.Verdict));
        Assert.True(finding.P < .05);
        // Nothing began between the two halves of the time before.
        Assert.Equal((FindingKind.RatioBefore, Verdict.NotShown), (found.Answer.Findings[1].Kind, found.Answer.Findings[1].Verdict));
        Assert.Equal([EffectWarning.FewClusters], found.Answer.Warnings);
        Assert.Equal(panel.Own.Counts.Take(2).Sum(), panel.Own.Counts[0] + panel.Own.Counts[1]);
        Assert.All(found.Answer.Chart!.Counted, counted => Assert.True(counted > panel.Own.Counts.Max()));
    }

    [Fact]
    public void A_place_that_began_long_before_or_after_stands_on_neither_side()
    {
        var panel = Panel(6, 12);
        var alike = Alike(panel, 5, last: PooledMethod.MostApart + 1);
        var found = PooledMethod.Of(panel, alike);
        Assert.Equal((5, 12, Start, Start), (found.Treated.Count, found.Controls.Count, found.First, found.Last));
        Assert.DoesNotContain(alike.Keys.Max(StringComparer.Ordinal), found.Treated.Concat(found.Controls).Select(row => row.Place));
    }

    [Fact]
    public void Fewer_than_five_places_on_a_side_are_too_few()
    {
        foreach (var (with, without) in new[] { (4, 12), (6, 4), (1, 40) })
        {
            var panel = Panel(with, without);
            var found = PooledMethod.Of(panel, Alike(panel, with - 1, last: 0));
            Assert.Empty(found.Answer.Findings);
            Assert.Equal(Obstacle.TooFew, found.Answer.Untested[0].Obstacle);
            Assert.Contains("five of each are needed", found.Answer.Untested[0].Sentence, StringComparison.Ordinal);
        }
    }

    // Barriers that work halve what is counted.
    static WeeklyPanel Panel(int with, int without)
    {
        var luck = new Knooppunt.Chance.Luck(9);
        return WeeklyPanel.Of(Enumerable.Range(0, with + without).SelectMany(place => Enumerable.Range(0, Weeks).Select(week =>
            new WeeklyCount(Name(place), Began.AddDays(7 * (week - Start)), "x", luck.Below(place < with && week >= Start ? 12 : 24) + 3, "s"))).ToList(), Name(0), _ => true, Began, null).Value;
    }

    static Dictionary<string, DateOnly> Alike(WeeklyPanel panel, int count, int last) =>
        Enumerable.Range(1, count).ToDictionary(Name, place => panel.Monday(Start).AddDays(7 * (place == count ? last : 0)));

    static string Name(int place) => $"p{place:00}";
}
