using CsCheck;
using Knooppunt.Barriers;
using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;
using Knooppunt.Node.Commands.Sample;

namespace Knooppunt.Tests.Core.Barriers;

/// <summary>Each method over the weeks of a barrier: it finds what was put in, and says why when it may not be used.</summary>
public sealed class MethodTests
{
    static readonly DateOnly Began = new(2025, 6, 2);
    static readonly WeeklyPanel Sample = Panel(SampleBarrier.Counts(Began));

    [Fact]
    public void Every_method_finds_the_fall_that_was_put_into_the_sample()
    {
        // The factor put in is .55; a place that wanders gives each method its own figure around it.
        foreach (var (answer, low, high) in new[] { (SeriesMethod.Of(Sample), .35, .8), (PlacesMethod.Of(Sample), .45, .65) })
        {
            Assert.Equal(Verdict.Shown, answer.Findings[0].Verdict);
            Assert.InRange(answer.Findings[0].Value, low, high);
        }

        foreach (var answer in new[] { SyntheticMethod.Of(Sample), LevelMethod.Of(Sample) })
        {
            Assert.Equal(Verdict.Shown, answer.Findings[0].Verdict);
            Assert.InRange(answer.Findings[0].Value, -9 * .65, -9 * .25);
        }

        Assert.Equal(3, SyntheticMethod.Of(Sample).Findings.Count);
    }

    [Fact]
    public void Figures_are_those_of_R()
    {
        // docs/effect.md: glm with sandwich::NeweyWest, placebos by hand, quadprog; R 4.2.2 on the same counts.
        var series = SeriesMethod.Of(Sample).Findings[0];
        Near(.6404335, .5611911, .7308653, series);
        var hc3 = SeriesMethod.Of(Sample, errors: SeriesErrors.Robust).Findings[0];
        Near(.6404335, .5517577, .7433608, hc3);
        Near(.6134371, .4249636, .7553096, PlacesMethod.Of(Sample).Findings[0]);
        var synthetic = SyntheticMethod.Of(Sample).Findings;
        Near(-3.967761, -5.920759, -2.014762, synthetic[2]);
        Assert.Equal(-4.70147, synthetic[1].Value, 1e-5);
        Assert.Equal(1 / 43.0, synthetic[2].P!.Value, 12);
        // With a change of slope: the first week, the last week, and each four weeks.
        var slope = SeriesMethod.Of(Sample, slope: true).Findings;
        Near(.6380351670, .5494669162, .7408796823, slope[0]);
        Near(.6432387628, .5251811762, .7878349887, slope[1]);
        Near(1.0004220412, .9883824669, 1.0126082706, slope[2]);
        // Five places together, errors clustered by place: sandwich::vcovCL.
        string[] together = ["rwg", "apmt-mv2", "ect-euromax", "waalhaven"];
        Near(.9833621336, .7864701483, 1.2295458231, PooledMethod.Of(Sample, together.ToDictionary(place => place, _ => Began)).Answer.Findings[0]);

        static void Near(double value, double low, double high, EffectFinding finding)
        {
            Assert.Equal(value, finding.Value, 1e-6);
            Assert.Equal(low, finding.Interval.Low, 1e-6);
            Assert.Equal(high, finding.Interval.High, 1e-6);
        }
    }

    // The same model written otherwise: with the new slope counted back from the last week, its step is what is left in that week.
    [Fact]
    public void What_is_left_in_the_last_week_is_the_step_of_the_model_that_counts_back_from_it()
    {
        var answer = SeriesMethod.Of(Sample, slope: true);
        Assert.Equal([FindingKind.Step, FindingKind.AtEnd, FindingKind.Slope], answer.Findings.Select(finding => finding.Kind));
        double[] weeks = [.. Enumerable.Range(0, Sample.Weeks).Select(week => (double)week)];
        Regressor Of(string name, Func<double, double> figure) => new(name, [.. weeks.Select(figure)]);
        const double Turn = 2 * Math.PI / (365.2425 / 7);
        var back = CountRegression.Fit(new CountModel
        {
            Counts = [.. Sample.Own.Counts.Select(count => (double)count)],
            Regressors = [Of("step", week => week >= Sample.Start ? 1 : 0), Of("trend", week => week), Of("slope", week => week >= Sample.Start ? (week - (Sample.Weeks - 1)) / 4 : 0), .. new[] { 1, 2 }.SelectMany(pair => new[] { Of($"sine{pair}", week => Math.Sin(Turn * pair * (week + 1))), Of($"cosine{pair}", week => Math.Cos(Turn * pair * (week + 1))) })],
            Family = CountFamily.QuasiPoisson,
            Errors = StandardErrors.NeweyWest(4),
        }).Value;
        foreach (var (finding, judge) in new[] { (answer.Findings[1], back.Of("step")), (answer.Findings[2], back.Of("slope")) })
        {
            Assert.Equal(judge.Ratio.Value, finding.Value, 1e-6);
            Assert.Equal(judge.Ratio.Interval.Low, finding.Interval.Low, 1e-6);
            Assert.Equal(judge.Ratio.Interval.High, finding.Interval.High, 1e-6);
            Assert.Equal(judge.P, finding.P!.Value, 1e-6);
        }

        // The band is that of what was to be expected had neither changed.
        Assert.All(Enumerable.Range(0, Sample.Weeks), week => Assert.InRange(answer.Chart!.Expected[week]!.Value, answer.Chart.Low[week]!.Value, answer.Chart.High[week]!.Value));
        Assert.NotEqual(SeriesMethod.Of(Sample).Findings[0].Value, answer.Findings[0].Value, 3);
    }

    // glm with log1p(effort), NeweyWest(lag = 4, prewhite = FALSE, adjust = TRUE), R 4.2.2, by the lines of docs/effect.md on the same counts.
    [Fact]
    public void Effort_of_the_series_is_that_of_R()
    {
        var luck = new Knooppunt.Chance.Luck(3);
        long[] scans = [.. Enumerable.Range(0, 200).Select(_ => (long)luck.Between(60, 140))];
        var panel = Panel(scans.Select((looked, week) => new WeeklyCount("ect-delta", Began.AddDays(7 * (week - 120)), "x", Math.Max(0, (long)Math.Round(looked / 6.0 * (week < 120 ? 1 : .7) + 2 * luck.Normal())), "s")));
        var found = SeriesMethod.Of(panel, effort: scans).Findings;
        Assert.Equal((.7280182259378, .6818436856794, .7773197118771), (found[0].Value, found[0].Interval.Low, found[0].Interval.High), Close);
        Assert.Equal((1.878495897371, 1.755831348814, 2.009729942927), (found[1].Value, found[1].Interval.Low, found[1].Interval.High), Close);

        static bool Close((double, double, double) one, (double, double, double) other) => Math.Abs(one.Item1 - other.Item1) < 1e-6 && Math.Abs(one.Item2 - other.Item2) < 1e-6 && Math.Abs(one.Item3 - other.Item3) < 1e-6;
    }

    [Fact]
    public void Effort_that_fell_with_the_counts_takes_the_fall_away_and_effort_that_did_not_leaves_it()
    {
        // Counts that are a fifth of the scans: from the start on half as many scans.
        var luck = new Knooppunt.Chance.Luck(3);
        long[] scans = [.. Enumerable.Range(0, 160).Select(week => (long)luck.Between(60, 140) / (week < 80 ? 1 : 2))];
        var panel = Panel(scans.Select((looked, week) => new WeeklyCount("ect-delta", Began.AddDays(7 * (week - 80)), "x", (long)Math.Round(looked / 5.0 + luck.Normal()), "s")));
        Assert.Equal(Verdict.Shown, SeriesMethod.Of(panel).Findings[0].Verdict);
        var with = SeriesMethod.Of(panel, effort: scans);
        Assert.Equal((FindingKind.Step, Verdict.NotShown), (with.Findings[0].Kind, with.Findings[0].Verdict));
        Assert.Equal((FindingKind.Effort, Verdict.Shown), (with.Findings[1].Kind, with.Findings[1].Verdict));
        Assert.InRange(with.Findings[1].Value, 1.8, 2.2);
        Assert.All(with.Chart!.Low.Zip(with.Chart.High), band => Assert.True(band.First < band.Second));

        // The same every week explains nothing, and nobody can tell it from the level.
        Assert.Equal(Obstacle.NotIdentified, SeriesMethod.Of(panel, effort: [.. Enumerable.Repeat(5L, 160)]).Untested[0].Obstacle);
        Assert.Throws<ArgumentException>(() => SeriesMethod.Of(panel, effort: [1, 2]));
    }

    [Fact]
    public void Watching_sees_the_rise_next_door_and_none_at_the_place_itself()
    {
        var watch = WatchAnswer.Of(Sample);
        Assert.Equal("ect-delta", watch.Places[0].Place);
        Assert.Empty(watch.Places[0].By[(int)WatchKind.Evidence].Value.Alarms);
        Assert.Equal(["rwg"], watch.Places.Where(place => place.By[(int)WatchKind.Evidence].Value.Alarms.Count > 0).Select(place => place.Place));
        // The neighbour rose by a third for good: who goes on looking is told more than once, and at places where nothing rose seldom.
        Assert.True(watch.Places.Single(place => place.Place == "rwg").By[(int)WatchKind.Detector].Value.Alarms.Count > 1);
        Assert.InRange(watch.Places.Where(place => place.Place != "rwg").Sum(place => place.By[(int)WatchKind.Detector].Value.Alarms.Count), 0, 42 * 78 / 208);
        Assert.All(watch.Places, place => Assert.Equal(Enum.GetValues<WatchKind>().Length, place.By.Count));
        Assert.NotNull(watch.Chart);
    }

    // Two places that go on as they were, sixty times over: no more alarms than were promised, where taking the one for a known measure of the other gave three times as many.
    [Fact]
    public void Watching_beside_one_other_place_keeps_its_promise()
    {
        var (weeks, alarms) = (0, 0);
        for (ulong seed = 0; seed < 60; seed++)
        {
            var draws = new[] { "ect-delta", "rwg" }.Select((place, at) => (place, counts: Effect.Monitoring.SequentialTests.Draws(5, 150, 2 * seed + (ulong)at)));
            foreach (var place in WatchAnswer.Of(Panel(draws.SelectMany(one => one.counts.Select((count, week) => new WeeklyCount(one.place, Began.AddDays(7 * (week - 100)), "x", count, "s"))))).Places)
                (weeks, alarms) = (weeks + 50, alarms + place.By[(int)WatchKind.Detector].Value.Alarms.Count);
        }

        Assert.InRange(alarms, 0, weeks / 208);
    }

    [Fact]
    public void Near_repeat_compares_the_time_before_with_the_time_after()
    {
        var near = NearRepeatAnswer.Of(Sample, place => place switch { "ect-delta" => (0, 0), "rwg" => (1500, 0), "botlek" => (9000, 0), _ => null });
        Assert.Equal((500, 500), (near.EventsBefore, near.EventsAfter));
        Assert.Equal(6, near.Before.Value.Count);
        Assert.Equal(Obstacle.EmptyGroup, NearRepeatAnswer.Of(Sample, place => place == "rwg" ? (0, 0) : null).Before.Untested!.Obstacle);
    }

    [Fact]
    public void Regression_is_that_of_the_series_with_seasons_and_the_chosen_errors()
    {
        // Each thing counted three times: more than chance.
        var bursts = Panel(SampleBarrier.Counts(Began).Where(count => count.Place == "ect-delta").Select(count => count with { Count = 3 * count.Count }));
        var family = SeriesMethod.Of(bursts, CountFamily.Poisson, SeriesErrors.Model);
        Assert.Contains(EffectWarning.Overdispersed, family.Warnings);
        Assert.Equal(family.Findings[0].Value, SeriesMethod.Of(bursts, CountFamily.QuasiPoisson, SeriesErrors.Robust).Findings[0].Value, 9);
        // The band of the mean holds the mean, everywhere.
        var chart = family.Chart!;
        Assert.All(Enumerable.Range(0, chart.Begin.Count), week => Assert.InRange(chart.Expected[week]!.Value, chart.Low[week]!.Value, chart.High[week]!.Value));
    }

    [Fact]
    public void Without_enough_places_weeks_or_counts_there_is_a_sentence()
    {
        var few = Panel(SampleBarrier.Counts(Began).Where(count => count.Place is "ect-delta" or "rwg" or "botlek"));
        Assert.Contains("2 other places are too few", PlacesMethod.Of(few).Untested[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("too few to show anything", SyntheticMethod.Of(few).Untested[0].Sentence, StringComparison.Ordinal);
        var alone = Panel(SampleBarrier.Counts(Began).Where(count => count.Place == "ect-delta"));
        Assert.Contains(EffectWarning.NoOthers, LevelMethod.Of(alone).Warnings);
        var rare = Panel(SampleBarrier.Counts(Began).Select(count => count with { Count = count.Count / 20 }));
        Assert.Equal(Obstacle.ConditionNotMet, LevelMethod.Of(rare).Untested[0].Obstacle);
        var ended = Panel(SampleBarrier.Counts(Began).Select(count => count.Week >= Began && count.Place == "ect-delta" ? count with { Count = 0 } : count));
        Assert.Equal(Obstacle.Separated, SeriesMethod.Of(ended).Untested[0].Obstacle);
    }

    [Fact]
    public void No_counts_make_a_method_fall_or_give_a_figure_that_is_none() => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 3], Gen.Int[0, 2], Gen.UInt).Sample((before, after, places, most, seed) =>
    {
        var luck = new Knooppunt.Chance.Luck(seed);
        var panel = Panel(from place in Enumerable.Range(0, places + 1) from week in Enumerable.Range(-before, before + after) select new WeeklyCount(place == 0 ? "ect-delta" : $"p{place}", Began.AddDays(7 * week), "x", luck.Below(new[] { 1, 2, 31 }[most]), "s"));
        foreach (var answer in new[] { SeriesMethod.Of(panel), SeriesMethod.Of(panel, slope: true), PooledMethod.Of(panel, new Dictionary<string, DateOnly> { ["p1"] = Began }).Answer, SeriesMethod.Of(panel, CountFamily.NegativeBinomial, SeriesErrors.Model), PlacesMethod.Of(panel), SyntheticMethod.Of(panel), LevelMethod.Of(panel) })
        {
            Assert.True(answer.Findings.Count + answer.Untested.Count > 0);
            Assert.All(answer.Findings, finding => Assert.False(double.IsNaN(finding.Value + finding.Interval.Low) || double.IsNaN(finding.Interval.High) || double.IsNaN(finding.P ?? 0)));
            Assert.All(answer.Chart is { } chart ? chart.Expected.Concat(chart.Low).Concat(chart.High) : [], figure => Assert.False(figure is { } known && !double.IsFinite(known)));
        }

        WatchAnswer.Of(panel);
        NearRepeatAnswer.Of(panel, place => (place.Length, 0));
    }, iter: 25);

    static WeeklyPanel Panel(IEnumerable<WeeklyCount> counts) => WeeklyPanel.Of(counts, "ect-delta", _ => true, Began, null).Value;
}
