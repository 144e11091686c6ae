using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Structural;

namespace Knooppunt.Tests.Core.Effect.Structural;

public sealed class LocalLevelTests
{
    // Flow of the Nile at Aswan, 1871-1970, in 1e8 cubic metres.
    internal static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701,
        916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812,
        742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    // Durbin and Koopman (2012), section 2.10: 15,099 and 1,469. Expectation and its error from UnobservedComponents(use_exact_diffuse) of statsmodels 0.13.5, whose likelihood counts one period more: -633.4645636.
    [Fact]
    public void Nile_is_that_of_the_textbook()
    {
        var found = LocalLevel.Of(new LevelStudy { Figures = [.. Nile, 800, 900, 700], Start = 100 }).Value;
        Assert.Equal((15099, 1469), (Math.Round(found.NoiseVariance), Math.Round(found.LevelVariance)));
        Assert.Equal(-633.4645636362458 + Math.Log(2 * Math.PI) / 2, found.LogLikelihood, 1e-6);
        Assert.All(found.Expected, expected => Assert.Equal(798.3672967536628, expected.Value, 1e-3));
        // Half-widths over the t quantile of 99 degrees of freedom, 1.984216951587.
        Assert.All(found.Expected.Zip([143.5265361916015, 148.55653065566634, 153.42170319005317]), pair => Assert.Equal(pair.Second, pair.First.Interval.Width / 2 / 1.984216951587, 2e-3));
        Assert.Equal(2400 - 3 * 798.3672967536628, found.Total.Value, 1e-2);
        Assert.Equal(Verdict.NotShown, found.Verdict);
    }

    // UnobservedComponents(exog, mle_regression = False, use_exact_diffuse = True) of statsmodels 0.13.5 on the same figures; iterated there to about six digits.
    [Fact]
    public void Regression_with_a_wandering_level_is_that_of_statsmodels()
    {
        var (figures, covariate) = Series();
        var found = LocalLevel.Of(new LevelStudy { Figures = figures, Covariates = [covariate], Start = 50 }).Value;
        double[] means = [68.72077666816669, 78.16880544565822, 86.02389178559048, 90.49592992936954, 90.62310230475055, 86.50736601208352, 79.28949017026974, 70.8697558507406, 63.44270099655207, 58.95982099673798];
        double[] errors = [2.3704146738142677, 2.6979572721552154, 3.005097668346456, 3.264927657679278, 3.46370820044247, 3.6119301855975485, 3.738026707920167, 3.8698375062143753, 4.018024180408555, 4.175468022608284];
        Assert.Equal(2.779280835376472, found.NoiseVariance, 1e-4);
        Assert.Equal(1.3283331585744795, found.LevelVariance, 1e-4);
        Assert.Equal(1.8120149001405204, found.Coefficients[0].Value, 1e-5);
        // The t quantile of 48 degrees of freedom.
        Assert.Equal(.0596861159250565, found.Coefficients[0].Interval.Width / 2 / 2.010634757624, 1e-5);
        Assert.All(found.Expected.Zip(means), pair => Assert.Equal(pair.Second, pair.First.Value, 1e-4));
        Assert.All(found.Expected.Zip(errors), pair => Assert.Equal(pair.Second, pair.First.Interval.Width / 2 / 2.010634757624, 1e-4));
        Assert.True(found.Total.Interval.Holds(found.Total.Value));
    }

    [Fact]
    public void Shift_and_scale_go_through_and_an_effect_adds_up() => Gen.Select(Gen.Double[.1, 50], Gen.Double[-1e3, 1e3], Gen.Double[-30, 30]).Sample((scale, shift, effect) =>
    {
        var (figures, covariate) = Series();
        LevelResult Result(Func<int, double, double> change) => LocalLevel.Of(new LevelStudy { Figures = [.. figures.Select((figure, t) => change(t, figure))], Covariates = [covariate], Start = 50 }).Value;
        var plain = Result((_, figure) => figure);
        var scaled = Result((_, figure) => scale * figure + shift);
        var moved = Result((t, figure) => figure + (t >= 50 ? effect : 0));
        Assert.Equal(scale * plain.Total.Value, scaled.Total.Value, 1e-4 * (1 + Math.Abs(scale * plain.Total.Value)));
        Assert.Equal(scale * plain.Total.Interval.Width, scaled.Total.Interval.Width, 1e-4 * scaled.Total.Interval.Width);
        Assert.Equal(plain.Total.Value + 10 * effect, moved.Total.Value, 1e-8 * (1 + Math.Abs(moved.Total.Value)));
        Assert.Equal(plain.Total.Interval.Width, moved.Total.Interval.Width, 1e-9);
    }, iter: 10);

    // A level that stands still: the prediction is the mean, and its error that of the mean and of one figure (the normal linear model).
    [Fact]
    public void Level_that_stands_still_is_the_mean()
    {
        double[] figures = [3, 7, 3, 7, 3, 7, 3, 7, 3, 7, 6];
        var found = LocalLevel.Of(new LevelStudy { Figures = figures, Start = 10 }).Value;
        Assert.Equal(0, found.LevelVariance);
        Assert.Equal(5, found.Expected[0].Value, 1e-12);
        Assert.Equal(40.0 / 9, found.NoiseVariance, 1e-10);
        Assert.Equal(Math.Sqrt(40.0 / 9 * 1.1), found.Expected[0].Interval.Width / 2 / 2.262157162854, 1e-8);
    }

    [Fact]
    public void What_cannot_be_told_is_said()
    {
        Obstacle Why(double[] figures, int start, params double[][] covariates) => LocalLevel.Of(new LevelStudy { Figures = figures, Start = start, Covariates = covariates }).Untested!.Obstacle;
        Assert.Equal(Obstacle.TooFew, Why([1, 2, 3, 4], 3));
        Assert.Equal(Obstacle.TooFew, Why([1, 2, 3, 4, 5], 5));
        Assert.Equal(Obstacle.TooFew, Why([], 0));
        Assert.Equal(Obstacle.ConditionNotMet, Why([4, 4, 4, 4, 4, 4, 9], 6));
        Assert.Equal(Obstacle.NotIdentified, Why([1, 4, 2, 5, 3, 6, 9], 6, [2, 2, 2, 2, 2, 2, 7]));
    }

    static (double[] Figures, double[] Covariate) Series()
    {
        double[] covariate = [.. Enumerable.Range(0, 60).Select(t => 10 * Math.Sin(t * .5) + t * .3)];
        double level = 0;
        double[] figures = [.. covariate.Select((value, i) =>
        {
            level += (i * 104729 + 7) % 97 / 12.0 - 4;
            return 50 + 1.7 * value + level + (i * 7919 + 13) % 101 / 40.0 - 1.25;
        })];
        return (figures, covariate);
    }
}
