using MathNet.Numerics;

namespace Knooppunt.Effect;

/// <summary>Chances and quantiles of counts.</summary>
static class CountChances
{
    /// <summary>The chance of a Poisson count of at most this many.</summary>
    public static double PoissonUpTo(long count, double mean) => count < 0 ? 0 : mean <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(count + 1.0, mean);

    /// <summary>The chance of a count of exactly this many.</summary>
    public static double Poisson(long count, double mean) => mean <= 0 ? count == 0 ? 1 : 0 : Math.Exp(count * Math.Log(mean) - mean - SpecialFunctions.GammaLn(count + 1.0));

    /// <summary>The chance of a negative binomial count of at most this many, with variance <paramref name="dispersion"/> times the mean.</summary>
    public static double BurstyUpTo(long count, double mean, double dispersion) =>
        count < 0 ? 0 : dispersion <= 1 ? PoissonUpTo(count, mean) : SpecialFunctions.BetaRegularized(mean / (dispersion - 1), count + 1.0, 1 / dispersion);

    /// <summary>The fewest counts that are exceeded with a chance of at most one less <paramref name="chance"/>.</summary>
    public static long Quantile(double chance, double mean, double dispersion)
    {
        long low = -1, high = (long)Math.Ceiling(mean) + 1;
        while (BurstyUpTo(high, mean, dispersion) < chance)
            (low, high) = (high, high * 2);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (BurstyUpTo(middle, mean, dispersion) < chance)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
