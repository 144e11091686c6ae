namespace Knooppunt.Effect.Monitoring;

/// <summary>The bound above which a count is an alarm, from what is expected.</summary>
static class FarringtonBounds
{
    public static (double Bound, double P) Of(FarringtonBound bound, double count, double expected, double logError, double dispersion, double level) => bound switch
    {
        FarringtonBound.TwoThirds => TwoThirds(count, expected, logError * expected, dispersion, level),
        FarringtonBound.NegativeBinomial => Quantile(count, expected, dispersion, level),
        _ => Quantile(count, expected * Math.Exp(Confidence.Quantile(1 - 2 * level) * logError), dispersion, level),
    };

    static (double Bound, double P) TwoThirds(double count, double expected, double error, double dispersion, double level)
    {
        var spread = Math.Sqrt(4.0 / 9 * Math.Cbrt(expected) * (dispersion + error * error / expected));
        var centre = Math.Pow(expected, 2.0 / 3);
        return (Math.Pow(centre + Confidence.Quantile(1 - 2 * level) * spread, 1.5), .5 * MathNet.Numerics.SpecialFunctions.Erfc((Math.Pow(count, 2.0 / 3) - centre) / spread / Math.Sqrt(2)));
    }

    static (double Bound, double P) Quantile(double count, double expected, double dispersion, double level) =>
        (CountChances.Quantile(1 - level, expected, dispersion), 1 - CountChances.BurstyUpTo((long)Math.Ceiling(count) - 1, expected, dispersion));
}
