using Knooppunt.Barriers;
using Knooppunt.Chance;
using Knooppunt.Effect;
using Knooppunt.Node.Commands.Sample;

namespace Knooppunt.Tests.Core.Barriers;

/// <summary>When a level changed by itself: found where it was put in, not found where nothing was, and as strucchange finds it.</summary>
public sealed class BreaksMethodTests
{
    static readonly DateOnly Monday = new(2022, 1, 3);

    [Theory]
    [InlineData(80, true)]
    [InlineData(40, false)]
    public void A_fall_is_found_where_it_was_put_in_and_its_interval_holds_the_start_of_the_barrier_only_when_it_began_then(int fell, bool holds)
    {
        var found = BreaksMethod.Of(Panel(week => week < fell ? 30 : 15, 80)).Value;
        Assert.Equal(Verdict.Shown, found.Verdict);
        var change = Assert.Single(found.Breaks);
        Assert.True(change.Earliest <= Monday.AddDays(7 * fell) && Monday.AddDays(7 * fell) <= change.Latest);
        Assert.InRange(change.Factor, .4, .6);
        Assert.Equal(holds, change.HoldsStart);
        Assert.True(found.Relative);
        Assert.Equal(found.Chart.Counted.Count, found.Chart.Expected.Count);
        Assert.All(found.Chart.Low.Zip(found.Chart.High), band => Assert.True(band.First <= band.Second));
    }

    [Fact]
    public void What_happens_everywhere_is_no_change_and_without_other_places_it_is()
    {
        Assert.Equal(Verdict.NotShown, BreaksMethod.Of(Panel(week => 30, 80, everywhere: week => week < 80 ? 1 : .5)).Value.Verdict);
        var alone = BreaksMethod.Of(Panel(week => 30, 80, everywhere: week => week < 80 ? 1 : .5, others: 0)).Value;
        Assert.Equal((Verdict.Shown, false), (alone.Verdict, alone.Relative));
    }

    [Fact]
    public void Few_counts_and_few_weeks_get_a_sentence()
    {
        Assert.Contains("counted here", BreaksMethod.Of(Panel(_ => 1, 80)).Untested!.Sentence, StringComparison.Ordinal);
        // Beside one other place with less than a count a week the logarithm of what was counted there is mostly luck.
        var quiet = BreaksMethod.Of(Panel(week => 900, 80, everywhere: _ => 1 / 30.0, others: 1)).Untested!;
        Assert.Equal(Obstacle.ConditionNotMet, quiet.Obstacle);
        Assert.Contains("at the other places together", quiet.Sentence, StringComparison.Ordinal);
        Assert.Equal(Obstacle.TooFew, BreaksMethod.Of(Panel(_ => 30, 8, weeks: 20)).Untested!.Obstacle);
    }

    [Fact]
    public void Sample_has_the_breaks_that_strucchange_finds()
    {
        var began = new DateOnly(2025, 6, 2);
        var found = BreaksMethod.Of(WeeklyPanel.Of(SampleBarrier.Counts(began), "ect-delta", _ => true, began, null).Value).Value;
        // docs/effect.md: sctest(efp(f ~ 1, type = "OLS-CUSUM")), breakpoints(f ~ 1), confint; R 4.2.2, strucchange 1.5-3.
        Assert.Equal(9.926598e-8, found.P, 1e-13);
        var change = Assert.Single(found.Breaks);
        Assert.Equal((began.AddDays(-7 * 8), began.AddDays(-7 * 16), began.AddDays(7 * 4 - 1), true), (change.From, change.Earliest, change.Latest, change.HoldsStart));
        Assert.Equal(Math.Exp(-4.264221710 + 3.783013683), change.Factor, 1e-8);
    }

    // Near enough to Poisson for counts of this size.
    static long Drawn(Luck luck, double mean) => (long)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * luck.Normal()));

    static WeeklyPanel Panel(Func<int, double> rate, int start, Func<int, double>? everywhere = null, int others = 8, int weeks = 160)
    {
        var luck = new Luck(7);
        IEnumerable<WeeklyCount> Place(string place, Func<int, double> of) =>
            Enumerable.Range(0, weeks).Select(week => new WeeklyCount(place, Monday.AddDays(7 * week), "passages", Drawn(luck, of(week) * (everywhere?.Invoke(week) ?? 1)), "logboek"));
        return WeeklyPanel.Of([.. Place("hek", rate), .. Enumerable.Range(0, others).SelectMany(other => Place($"kade-{other}", _ => 25))], "hek", _ => true, Monday.AddDays(7 * start), null).Value;
    }
}
