using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Breaks;
using Knooppunt.Tests.Core.Effect.Structural;

namespace Knooppunt.Tests.Core.Effect.Breaks;

/// <summary>Figures of strucchange 1.5-3, R 4.2.2 (breakpoints, confint, efp with type OLS-CUSUM and sctest).</summary>
public sealed class StructuralBreaksTests
{
    // The dam at Aswan: the flow fell after 1898, the 28th year.
    [Fact]
    public void The_Nile_fell_in_1899()
    {
        var found = StructuralBreaks.Of(new BreakStudy { Figures = LocalLevelTests.Nile }).Value;
        var change = Assert.Single(found.Breaks);
        Assert.Equal((28, new Interval(25, 32)), (change.First, change.Where));
        Assert.Equal([1097.75, 849.972222222222], [change.Before[0], change.After[0]], Close);
        Assert.Equal([2835156.75, 1597457.19444444, 1552923.61577540, 1538096.51274510, 1507888.47591645, 1659993.50042626], found.Fits.Select(fit => fit.SquaredResiduals), Close);
        Assert.Equal([1318.24180688, 1270.08373574, 1276.46670076, 1284.71766745, 1291.94447689, 1310.76515477], found.Fits.Select(fit => fit.Bic), Close);
        Assert.Equal(2.95176610266, found.Statistic, 1e-10);
        Assert.Equal(5.408553e-08, found.P, 1e-13);
        Assert.Equal(Verdict.Shown, found.Verdict);
        Assert.Equal(new Interval(26, 30), StructuralBreaks.Of(new BreakStudy { Figures = LocalLevelTests.Nile, Confidence = .8 }).Value.Breaks[0].Where);
    }

    // log(aces / stdpop) on time, h = .15.
    [Fact]
    public void A_trend_may_change_too()
    {
        double[] figures = [.. EffectData.Column("sicily.csv", "aces").Zip(EffectData.Column("sicily.csv", "stdpop"), (count, people) => Math.Log(count / people))];
        var found = StructuralBreaks.Of(new BreakStudy { Figures = figures, Covariates = [EffectData.Column("sicily.csv", "time")] }).Value;
        Assert.Equal([[], [36], [22, 45], [11, 21, 47], [11, 21, 41, 49], [11, 21, 29, 41, 49]], found.Fits.Select(fit => fit.Firsts));
        Assert.Equal([.285740665365363, .233234652925691, .181900013516505, .149430076345979, .124883834752385, .121563036215458], found.Fits.Select(fit => fit.SquaredResiduals), Close);
        Assert.Equal([-134.814917935308557, -134.561641656386030, -136.995714307027470, -136.364188971960800, -134.718807062841080, -124.076305996962560], found.Fits.Select(fit => fit.Bic), Close);
        Assert.Equal([new Interval(18, 23), new Interval(43, 49)], found.Breaks.Select(change => change.Where));
        Assert.Equal([-6.24055099093, .00397119708450, -5.87664536241, -.00729713638027, -6.00537742808, -.00142792317249], [.. found.Breaks[0].Before, .. found.Breaks[1].Before, .. found.Breaks[1].After], Close);
        Assert.Equal(.84358745495212, found.Statistic, 1e-10);
        Assert.Equal(.475112514, found.P, 1e-9);
        Assert.Equal(Verdict.NotShown, found.Verdict);
    }

    [Fact]
    public void No_other_places_of_the_breaks_leave_less() => Gen.Double[-5, 5].Array[12, 18].Sample(figures =>
    {
        var found = StructuralBreaks.Of(new BreakStudy { Figures = figures, LeastShare = .2, MostBreaks = 2 }).Value;
        var least = Math.Max(figures.Length / 5, 2);
        double Left(int from, int to) => figures[from..to] is var part && part.Average() is var mean ? part.Sum(figure => (figure - mean) * (figure - mean)) : 0;
        var one = from first in Enumerable.Range(least, figures.Length - 2 * least + 1) select Left(0, first) + Left(first, figures.Length);
        var two = from first in Enumerable.Range(least, figures.Length) from second in Enumerable.Range(first + least, figures.Length) where second <= figures.Length - least select Left(0, first) + Left(first, second) + Left(second, figures.Length);
        Assert.Equal(one.Min(), found.Fits[1].SquaredResiduals, 1e-9);
        Assert.Equal(two.Min(), found.Fits[2].SquaredResiduals, 1e-9);
    }, iter: 40);

    [Fact]
    public void Unit_and_level_do_not_matter_and_every_break_lies_in_its_interval() => Gen.Select(Gen.Double[-5, 5].Array[30, 60], Gen.Double[.01, 1000], Gen.Double[-1000, 1000]).Sample((figures, unit, level) =>
    {
        var found = StructuralBreaks.Of(new BreakStudy { Figures = figures }).Value;
        var moved = StructuralBreaks.Of(new BreakStudy { Figures = [.. figures.Select(figure => figure * unit + level)] }).Value;
        Assert.Equal(found.Statistic, moved.Statistic, 1e-6);
        Assert.Equal(found.Fits.Select(fit => fit.Firsts), moved.Fits.Select(fit => fit.Firsts));
        Assert.All(found.Breaks, change => Assert.True(change.Where.Holds(change.First) && !double.IsNaN(change.Where.Low + change.Where.High)));
    }, iter: 30);

    [Fact]
    public void What_cannot_be_tested_gets_a_sentence()
    {
        static Obstacle Why(BreakStudy study) => StructuralBreaks.Of(study).Untested!.Obstacle;
        double[] wave = [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i))], steady = [.. Enumerable.Repeat(3.0, 40)];
        Assert.Equal(Obstacle.TooFew, Why(new BreakStudy { Figures = [1, 2, 3] }));
        Assert.Equal(Obstacle.ConditionNotMet, Why(new BreakStudy { Figures = steady }));
        Assert.Equal(Obstacle.NotIdentified, Why(new BreakStudy { Figures = wave, Covariates = [steady] }));
        Assert.Equal(Obstacle.TooLarge, Why(new BreakStudy { Figures = new double[3000] }));
        Assert.Throws<ArgumentException>(() => StructuralBreaks.Of(new BreakStudy { Figures = [1, double.NaN] }));
        // A step without any noise is found, and where it lies is certain.
        var step = StructuralBreaks.Of(new BreakStudy { Figures = [.. Enumerable.Range(0, 40).Select(i => i < 17 ? 2.0 : 9)] }).Value;
        Assert.Equal((17, new Interval(17, 17)), (Assert.Single(step.Breaks).First, step.Breaks[0].Where));
    }

    static readonly EqualityComparer<double> Close = EqualityComparer<double>.Create((one, other) => Math.Abs(one - other) <= 1e-8 * Math.Max(1, Math.Abs(one)));
}
