using MathNet.Numerics;

namespace Knooppunt.Effect.TimeSeries;

/// <summary>The spread of a negative binomial by maximum likelihood, in turn with the means (Venables and Ripley 2002, section 7.4).</summary>
static class NegativeBinomial
{
    const int Most = 500;
    const double Largest = 1e8;

    /// <summary>θ at which both settle.</summary>
    public static Tested<double> Fit(ReweightedFit fit, IReadOnlyList<double> counts)
    {
        if (fit.Settle(double.PositiveInfinity) is { } untested)
            return untested;

        double theta = Theta(counts, fit.Fitted), before;
        for (var round = 0; round < Most; round++)
        {
            if (theta > Largest)
                return new Untested(Obstacle.ConditionNotMet, "These counts vary no more than chance makes them: use Poisson or quasi-Poisson.");
            if (fit.Settle(theta) is { } unsettled)
                return unsettled;
            before = theta;
            theta = Theta(counts, fit.Fitted);
            if (Math.Abs(theta - before) <= 1e-11 * before)
                return theta;
        }

        return new Untested(Obstacle.NotConverged, "The spread of the negative binomial did not settle: use quasi-Poisson.");
    }

    public static double LogLikelihood(IReadOnlyList<double> counts, double[] means, double theta)
    {
        double sum = 0;
        for (var i = 0; i < means.Length; i++)
        {
            var (count, mean) = (counts[i], means[i]);
            sum += SpecialFunctions.GammaLn(theta + count) - SpecialFunctions.GammaLn(theta) - SpecialFunctions.GammaLn(count + 1)
                + theta * Math.Log(theta / (theta + mean)) + (count == 0 ? 0 : count * Math.Log(mean / (theta + mean)));
        }

        return sum;
    }

    /// <summary>Where the slope of the likelihood in log θ is 0, by halving: the slope may be flat, and then Newton jumps.</summary>
    static double Theta(IReadOnlyList<double> counts, double[] means)
    {
        double low = Math.Log(1e-8), high = Math.Log(Largest * 10);
        if (Slope(counts, means, Math.Exp(high)) > 0)
            return double.PositiveInfinity;
        for (var round = 0; round < 200 && high - low > 1e-14; round++)
        {
            var middle = (low + high) / 2;
            if (Slope(counts, means, Math.Exp(middle)) > 0)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp((low + high) / 2);
    }

    static double Slope(IReadOnlyList<double> counts, double[] means, double theta)
    {
        double sum = 0;
        for (var i = 0; i < means.Length; i++)
        {
            // ψ(θ + y) - ψ(θ) is a sum over the counts below y, without cancellation.
            double harmonic = 0;
            if (counts[i] <= 1000 && counts[i] == Math.Floor(counts[i]))
            {
                for (var k = 0; k < counts[i]; k++)
                    harmonic += 1 / (theta + k);
            }
            else
            {
                harmonic = SpecialFunctions.DiGamma(theta + counts[i]) - SpecialFunctions.DiGamma(theta);
            }

            sum += harmonic - double.LogP1(means[i] / theta) + (means[i] - counts[i]) / (means[i] + theta);
        }

        return sum;
    }
}
