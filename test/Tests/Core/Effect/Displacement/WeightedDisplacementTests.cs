using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Displacement;

namespace Knooppunt.Tests.Core.Effect.Displacement;

public sealed class WeightedDisplacementTests
{
    static readonly Gen<AreaCounts> Area = Gen.Select(Gen.Int[1, 500], Gen.Int[0, 500], Gen.Double[.1, 10], (before, after, size) => new AreaCounts(before, after, size));
    static readonly Gen<DisplacementStudy> Study = Gen.Select(Area, Area, Area, Area, Gen.Double[.1, 10], Gen.Double[.1, 10], Gen.Double[.1, 100], (treated, control, around, aroundControl, before, after, harm) =>
        new DisplacementStudy { Treated = treated, Control = control, Around = new Surroundings(around, aroundControl), TimeBefore = before, TimeAfter = after, Harm = harm });

    // Wheeler and Ratcliffe (2018), Crime Science 7:11, the worked example.
    static readonly DisplacementStudy Paper = new()
    {
        Treated = new AreaCounts(207, 110),
        Control = new AreaCounts(308, 318),
        Around = new Surroundings(new AreaCounts(178, 157), new AreaCounts(150, 140)),
    };

    [Fact]
    public void Worked_example_of_the_paper()
    {
        var found = WeightedDisplacement.Of(Paper).Value;
        Assert.Equal((-118, 1568), (found.Total.Estimate.Value, found.Total.Variance));
        Assert.Equal((-2.98, -196, -40), (Math.Round(found.Total.Z, 2), Math.Round(found.Total.Estimate.Interval.Low), Math.Round(found.Total.Estimate.Interval.High)));
        Assert.Equal((-107, -11), (found.Local.Estimate.Value, found.Displaced!.Value.Estimate.Value));
        Assert.Equal(Verdict.Shown, found.Verdict);
    }

    // By hand: (10/1 - 20/2) - (20/1 - 20/2) per unit of time, variance 10 + 20/4 + 20 + 20/4; the documentation of ptools 2.0 (R) has the same example.
    [Fact]
    public void Periods_of_different_length_are_compared_per_unit_of_time()
    {
        var found = WeightedDisplacement.Of(new DisplacementStudy { Treated = new AreaCounts(20, 10), Control = new AreaCounts(20, 20), TimeBefore = 2 }).Value;
        Assert.Equal((-10, 40), (found.Total.Estimate.Value, found.Total.Variance));
        Assert.Null(found.Displaced);
        Assert.Equal(Verdict.NotShown, found.Verdict);
    }

    [Fact]
    public void What_is_not_counted_is_not_tested()
    {
        var none = new AreaCounts(0, 0);
        Assert.Equal(Obstacle.NothingCounted, WeightedDisplacement.Of(new DisplacementStudy { Treated = none, Control = none }).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, WeightedDisplacement.Of(Paper with { Around = new Surroundings(none, none) }).Untested!.Obstacle);
        Assert.Equal(Obstacle.EmptyGroup, WeightedDisplacement.Of([]).Untested!.Obstacle);
        Assert.Equal(Obstacle.EmptyGroup, WeightedDisplacement.Of([Paper, Paper with { Around = null }]).Untested!.Obstacle);
        Assert.Equal(Verdict.CannotBeTested, WeightedDisplacement.Of(Paper with { Treated = new AreaCounts(4, 90) }).Value.Verdict);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AreaCounts(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedDisplacement.Of(Paper with { Harm = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedDisplacement.Of(Paper, 1));
    }

    [Fact]
    public void Harm_scales_and_kinds_add_up_in_any_order() => Gen.Select(Study, Study, Gen.Double[.1, 10]).Sample((one, other, scale) =>
    {
        var (first, second) = (Total(one), Total(other));
        var both = Total(one, other);
        Near(first.Estimate.Value + second.Estimate.Value, both.Estimate.Value);
        Near(first.Variance + second.Variance, both.Variance);
        Near(both.Estimate.Interval.Low, Total(other, one).Estimate.Interval.Low);

        var harmful = Total(one with { Harm = one.Harm * scale });
        Near(first.Z, harmful.Z);
        Near(first.Estimate.Interval.High * scale, harmful.Estimate.Interval.High);
    });

    [Fact]
    public void Treated_and_control_are_mirror_images() => Study.Sample(study =>
    {
        var mirrored = Total(study with { Treated = study.Control, Control = study.Treated, Around = new Surroundings(study.Around!.Control, study.Around.Treated) });
        Near(-Total(study).Estimate.Value, mirrored.Estimate.Value);
        Near(-Total(study).Estimate.Interval.Low, mirrored.Estimate.Interval.High);
    });

    // 207/308 -> 110/318 and 178/308 -> 157/318, worked out in exact fractions (Python 3).
    [Fact]
    public void Quotient_and_net_effect_of_the_example()
    {
        var found = DisplacementQuotient.Of(Paper).Value;
        Assert.Equal(-.3261659723923875, found.Success, 1e-10);
        Assert.Equal(-.08421138609817855, found.Moved, 1e-10);
        Assert.Equal(.2581856883490891, found.Quotient, 1e-10);
        Assert.Equal(130.5, found.TotalNetEffect, 1e-9);
    }

    [Fact]
    public void Quotient_says_nothing_without_a_fall_or_without_counts()
    {
        Assert.Equal(Obstacle.ConditionNotMet, DisplacementQuotient.Of(Paper with { Treated = new AreaCounts(207, 300) }).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, DisplacementQuotient.Of(Paper with { Control = new AreaCounts(0, 3) }).Untested!.Obstacle);
        Assert.Equal(Obstacle.EmptyGroup, DisplacementQuotient.Of(Paper with { Around = null }).Untested!.Obstacle);
    }

    static CountDifference Total(params DisplacementStudy[] studies) => WeightedDisplacement.Of(studies).Value.Total;

    static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-8 * (1 + Math.Abs(expected)));
}
