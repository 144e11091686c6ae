using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.TimeSeries;

/// <summary>Regression of counts: generalised linear models with a logarithmic link (McCullagh and Nelder 1989), fitted by reweighted least squares.</summary>
public static class CountRegression
{
    /// <summary>Fits a model.</summary>
    /// <param name="model">Counts, what explains them, and how they vary.</param>
    /// <returns>Untested when there are not more counts than coefficients, when nothing was counted, when regressors explain one another, when a part is zero throughout, when it does not settle, and for
    /// a negative binomial of counts that vary no more than chance.</returns>
    public static Tested<FittedCounts> Fit(CountModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(model);
        var columns = model.Regressors.Count + 1;
        if (model.Counts.Count <= columns)
            return new Untested(Obstacle.TooFew, $"{model.Counts.Count} periods are too few for {columns} coefficients: look at more periods or explain with less.");
        if (model.Counts.All(count => count == 0))
            return new Untested(Obstacle.NothingCounted, "Nothing was counted in any period: there is nothing to explain.");

        var design = new ScaledDesign(model.Regressors, model.Counts.Count);
        if (design.Dependent() is var dependent and >= 0)
            return new Untested(Obstacle.NotIdentified, $"What \"{NameOf(model, dependent)}\" does cannot be told apart from what stands before it in the model: leave one of them out.");

        var fit = new ReweightedFit(design, model);
        var theta = double.PositiveInfinity;
        if (model.Family == CountFamily.NegativeBinomial)
        {
            var spread = NegativeBinomial.Fit(fit, model.Counts);
            if (!spread.Ok)
                return spread.Untested!;
            theta = spread.Value;
        }

        var outcome = fit.Settle(theta);
        return outcome is not null ? outcome : Describe(model, design, fit, theta);
    }

    static Tested<FittedCounts> Describe(CountModel model, ScaledDesign design, ReweightedFit fit, double theta)
    {
        var free = design.Rows - design.Columns;
        var dispersion = fit.Pearson(theta).Sum(residual => residual * residual) / free;
        var scaled = RobustCovariance.Of(model.Errors, design, fit, theta, model.Family == CountFamily.QuasiPoisson ? dispersion : 1);
        if (scaled is null)
            return new Untested(Obstacle.TooFew, "The errors asked for need more than one place, and more periods than their lag.");

        var covariance = design.Unscale(scaled);
        var values = design.Unscale(fit.Coefficients);
        Func<double, double> twoSided = model.Family == CountFamily.QuasiPoisson ? score => 2 * StudentT.CDF(0, 1, free, -Math.Abs(score)) : Effect.Confidence.TwoSided;
        var quantile = model.Family == CountFamily.QuasiPoisson ? StudentT.InvCDF(0, 1, free, (1 + model.Confidence) / 2) : Effect.Confidence.Quantile(model.Confidence);
        var coefficients = values.Select((value, i) =>
        {
            var error = Math.Sqrt(Math.Max(0, covariance[i, i]));
            return new Coefficient(NameOf(model, i), new Estimate(new Interval(value - quantile * error, value + quantile * error), value), error, error > 0 ? twoSided(value / error) : 1);
        }).ToArray();
        return new FittedCounts
        {
            Coefficients = coefficients,
            Covariance = [.. Enumerable.Range(0, design.Columns).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, design.Columns).Select(j => covariance[i, j])])],
            Fitted = fit.Fitted,
            Leverage = fit.Leverage(theta),
            Residuals = fit.Pearson(theta),
            Dispersion = dispersion,
            Theta = double.IsPositiveInfinity(theta) ? null : theta,
            Deviance = fit.Deviance(theta),
            LogLikelihood = model.Family switch
            {
                CountFamily.QuasiPoisson => null,
                CountFamily.Poisson => PoissonLikelihood(model.Counts, fit.Fitted),
                _ => NegativeBinomial.LogLikelihood(model.Counts, fit.Fitted, theta),
            },
            DegreesOfFreedom = free,
            Quantile = quantile,
            TwoSided = twoSided,
        };
    }

    static double PoissonLikelihood(IReadOnlyList<double> counts, double[] fitted) =>
        counts.Select((count, i) => (count == 0 ? 0 : count * Math.Log(fitted[i])) - fitted[i] - MathNet.Numerics.SpecialFunctions.GammaLn(count + 1)).Sum();

    static string NameOf(CountModel model, int column) => column == 0 ? CountModel.Intercept : model.Regressors[column - 1].Name;

    static void Check(CountModel model)
    {
        Effect.Confidence.Check(model.Confidence, nameof(model));
        void Demand(bool holds, string sentence)
        {
            if (!holds)
                throw new ArgumentException(sentence, nameof(model));
        }

        Demand(model.Counts.All(count => count >= 0 && double.IsFinite(count)), "A count is 0 or more.");
        Demand(model.Regressors.All(regressor => regressor.Values.Count == model.Counts.Count && regressor.Values.All(double.IsFinite)), "A regressor has one finite figure for each count.");
        Demand(model.Regressors.Select(regressor => regressor.Name).Append(CountModel.Intercept).Distinct(StringComparer.Ordinal).Count() == model.Regressors.Count + 1, "Each regressor has a name of its own.");
        Demand(model.Exposure is null || (model.Exposure.Count == model.Counts.Count && model.Exposure.All(exposure => exposure > 0 && double.IsFinite(exposure))), "An exposure is above 0, one for each count.");
        Demand(model.Weights is null || (model.Weights.Count == model.Counts.Count && model.Weights.All(weight => weight > 0 && double.IsFinite(weight))), "A weight is above 0, one for each count.");
        Demand(model.Weights is null || model.Errors is StandardErrors.Model, "Weighted counts have the errors of the model.");
        Demand(model.Errors is not StandardErrors.ClusteredErrors clustered || clustered.Groups.Count == model.Counts.Count, "Each count lies in one place.");
    }
}
