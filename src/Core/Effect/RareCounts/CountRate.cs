using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.RareCounts;

/// <summary>A rate of rare things with its exact interval, also when none was counted.</summary>
public static class CountRate
{
    /// <summary>The interval of Garwood (1936): at most half of what confidence leaves lies beyond each end, whatever the true rate.</summary>
    /// <param name="counted">What was counted; Poisson, so one thing does not bring the next.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Per unit of exposure; the lower end is 0 when nothing was counted.</returns>
    public static Estimate Of(CountOver counted, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(counted);
        Confidence.Check(confidence);
        var tail = (1 - confidence) / 2;
        var low = counted.Count == 0 ? 0 : Gamma.InvCDF(counted.Count, 1, tail);
        var high = Gamma.InvCDF(counted.Count + 1.0, 1, 1 - tail);
        return new Estimate(new Interval(low / counted.Exposure, high / counted.Exposure), counted.Rate);
    }
}
