using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Tests.Core.Effect.TimeSeries;

public sealed class CountRegressionTests
{
    // Lopez Bernal, Cummins and Gasparrini (2017), Int. J. Epidemiol. 46:348; more digits by glm, R 4.2.2, here and below with epsilon = 1e-15 (its usual 1e-8 stops at the seventh digit).
    [Fact]
    public void Smoking_ban_of_Sicily_is_that_of_the_tutorial()
    {
        var fitted = CountRegression.Fit(Sicily(0) with { Family = CountFamily.Poisson }).Value;
        var step = fitted.Of("smokban");
        Near(-.111628442563101, step.Estimate.Value);
        Near(.8943765080144, step.Ratio.Value);
        Near(.8646863887019, step.Ratio.Interval.Low);
        Near(.9250860757608, step.Ratio.Interval.High);
        Near(.004944992032255, fitted.Of("time").Estimate.Value);
        Near(1.045090939205e-4, fitted.Covariance[0][1]);
        Near(197.309612512, fitted.Deviance);
        Near(-351.016293265, fitted.LogLikelihood!.Value);
        Assert.Equal(3.5592, Math.Round(fitted.Dispersion, 4));
    }

    // glm, family = quasipoisson, with two harmonics: R 4.2.2.
    [Fact]
    public void Quasi_Poisson_with_seasons_is_that_of_R()
    {
        var fitted = CountRegression.Fit(Sicily(2)).Value;
        double[] values = [-6.25237232266995, -.12208679289861, .00538921954052, .03709672670412, .03816077550584, -.01821220232503, .01476338825506];
        double[] errors = [.0175689026640431, .0270310987656589, .0007955369724499, .0100240676820746, .0096848114618329, .0096435011427136, .0097220920614280];
        Near(values, fitted.Coefficients.Select(coefficient => coefficient.Estimate.Value));
        Near(errors, fitted.Coefficients.Select(coefficient => coefficient.StandardError));
        Near(2.2621826405, fitted.Dispersion);
        Assert.Null(fitted.LogLikelihood);
        Near(7, fitted.Leverage.Sum());
    }

    // vcovHC and NeweyWest(prewhite = FALSE) of sandwich 3.0.2, R 4.2.2.
    public static TheoryData<StandardErrors, double[]> RobustErrors => new()
    {
        { StandardErrors.Robust(RobustKind.HC0), [.016939217316054, .024740428821992, .000776406077470, .009558575164394] },
        { StandardErrors.Robust(RobustKind.HC1), [.0180433707800606, .0263530907103848, .0008270147593187, .0101816342870090] },
        { StandardErrors.Robust(RobustKind.HC2), [.0180725877223864, .0265833980197295, .0008330001759488, .0102152275963582] },
        { StandardErrors.Robust(RobustKind.HC3), [.0192844922621845, .0285706537105114, .0008939097922702, .0109182131274639] },
        { StandardErrors.NeweyWest(3, adjust: false), [.0191451667547157, .0217680167605666, .0007782723203283, .0080196319077261] },
        { StandardErrors.NeweyWest(3), [.0203931112020166, .0231869271306427, .0008290026499768, .0085423776866930] },
    };

    [Theory]
    [MemberData(nameof(RobustErrors), DisableDiscoveryEnumeration = true)]
    public void Robust_errors_are_those_of_sandwich(StandardErrors errors, double[] expected) =>
        Near(expected, CountRegression.Fit(Sicily(2) with { Errors = errors }).Value.Coefficients.Take(expected.Length).Select(coefficient => coefficient.StandardError));

    // glm.nb of MASS 7.3-58.2 (epsilon 1e-14), R 4.2.2; iterated, so to 1e-6.
    [Fact]
    public void Negative_binomial_is_that_of_MASS()
    {
        var fitted = CountRegression.Fit(Sicily(2) with { Family = CountFamily.NegativeBinomial }).Value;
        Assert.Equal(840.013818282, fitted.Theta!.Value, 840 * 1e-6);
        Near([-6.2523824286280, -.1230861253600, .0054027271084, .0365001390075, .0382098274284, -.0184652788550, .0148496182992], fitted.Coefficients.Select(coefficient => coefficient.Estimate.Value), 1e-6);
        Near([.016219487380071, .025429261546990, .000743606216743, .009380510617814], fitted.Coefficients.Take(4).Select(coefficient => coefficient.StandardError), 1e-6);
        Assert.Equal(-301.878932583, fitted.LogLikelihood!.Value, 1e-6);
    }

    // vcovCL(type = "HC0") of sandwich 3.0.2, R 4.2.2, on the same model with the calendar year as group.
    [Fact]
    public void Clustered_errors_are_those_of_sandwich()
    {
        var years = EffectData.Column("sicily.csv", "year").Select(year => (int)year).ToArray();
        var fitted = CountRegression.Fit(Sicily(0) with { Errors = StandardErrors.Clustered(years) }).Value;
        Near([.0081533745990164, .0215893987800380, .0004426838620666], fitted.Coefficients.Select(coefficient => coefficient.StandardError));
    }

    [Fact]
    public void What_cannot_be_fitted_is_said()
    {
        double[] counts = [3, 4, 6, 2, 5, 0, 0, 0, 0, 0];
        var after = new Regressor("after", [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        CountModel Model(double[] figures, params Regressor[] regressors) => new() { Counts = figures, Regressors = regressors };

        Assert.Equal(Obstacle.Separated, CountRegression.Fit(Model(counts, after)).Untested!.Obstacle);
        Assert.Equal(Obstacle.Separated, CountRegression.Fit(Model(counts, after) with { Family = CountFamily.NegativeBinomial }).Untested!.Obstacle);
        Assert.Equal(Obstacle.NothingCounted, CountRegression.Fit(Model(new double[10], after)).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, CountRegression.Fit(Model([1, 2], new Regressor("x", [0, 1]))).Untested!.Obstacle);
        var twice = CountRegression.Fit(Model([.. counts.Reverse()], after, new Regressor("before", [.. after.Values.Select(value => 1 - value)]))).Untested!;
        Assert.Equal(Obstacle.NotIdentified, twice.Obstacle);
        Assert.Contains("\"before\"", twice.Sentence, StringComparison.Ordinal);
        Assert.Equal(Obstacle.NotIdentified, CountRegression.Fit(Model(counts, new Regressor("constant", Enumerable.Repeat(7.0, 10).ToArray()))).Untested!.Obstacle);
        Assert.Equal(Obstacle.ConditionNotMet, CountRegression.Fit(Model([5, 5, 5, 6, 5, 5, 4, 5, 5, 5], after) with { Family = CountFamily.NegativeBinomial }).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, CountRegression.Fit(Model([5, 5, 5, 6, 5, 5, 4, 5, 5, 5], after) with { Errors = StandardErrors.Clustered(new int[10]) }).Untested!.Obstacle);
        Assert.Throws<ArgumentException>(() => CountRegression.Fit(Model([1, -1, 2, 3], new Regressor("x", [1, 2, 3, 4]))));
    }

    [Fact]
    public void A_step_alone_is_the_ratio_of_rates_and_units_do_not_matter() =>
        Gen.Select(Gen.Int[1, 60].Array[4, 12], Gen.Int[1, 60].Array[4, 12], Gen.Double[.01, 100], Gen.Double[-1e4, 1e4], Gen.Double[.01, 100]).Sample((before, after, unit, shift, stretch) =>
        {
            double[] counts = [.. before.Concat(after).Select(count => (double)count)];
            double[] step = [.. counts.Select((_, i) => i < before.Length ? 0.0 : 1)];
            double[] time = [.. counts.Select((_, i) => (double)i)];
            CountModel Model(double scale, params Regressor[] regressors) => new() { Counts = counts, Regressors = regressors, Exposure = [.. counts.Select((_, i) => scale * (1 + i % 3))] };

            var alone = CountRegression.Fit(Model(1, new Regressor("step", step)) with { Exposure = null }).Value.Of("step");
            Assert.Equal(after.Average() / before.Average(), alone.Ratio.Value, 1e-8 * alone.Ratio.Value);

            var one = CountRegression.Fit(Model(1, new Regressor("step", step), new Regressor("time", time))).Value.Of("step");
            var other = CountRegression.Fit(Model(unit, new Regressor("time", [.. time.Select(value => shift + stretch * value)]), new Regressor("step", step))).Value.Of("step");
            Assert.Equal(one.Estimate.Value, other.Estimate.Value, 1e-6);
            Assert.Equal(one.StandardError, other.StandardError, 1e-6);
        }, iter: 50);

    static CountModel Sicily(int harmonics)
    {
        var time = EffectData.Column("sicily.csv", "time");
        List<Regressor> regressors = [new("smokban", EffectData.Column("sicily.csv", "smokban")), new("time", time)];
        for (var pair = 1; pair <= harmonics; pair++)
        {
            regressors.Add(new Regressor($"sine {pair}", [.. time.Select(month => Math.Sin(2 * Math.PI * pair * month / 12))]));
            regressors.Add(new Regressor($"cosine {pair}", [.. time.Select(month => Math.Cos(2 * Math.PI * pair * month / 12))]));
        }

        return new CountModel { Counts = EffectData.Column("sicily.csv", "aces"), Exposure = EffectData.Column("sicily.csv", "stdpop"), Regressors = regressors };
    }

    static void Near(double expected, double actual, double tolerance = 1e-8) => Assert.Equal(expected, actual, tolerance * (1 + Math.Abs(expected)));

    static void Near(IReadOnlyList<double> expected, IEnumerable<double> actual, double tolerance = 1e-8)
    {
        var found = actual.ToList();
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
            Near(expected[i], found[i], tolerance);
    }
}
