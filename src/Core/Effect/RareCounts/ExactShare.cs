using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.RareCounts;

/// <summary>A share of things counted with intervals at any confidence.</summary>
public static class ExactShare
{
    /// <summary>The exact interval of Clopper and Pearson (1934): never narrower than stated.</summary>
    /// <param name="part">How many had it, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">How many were counted, 0 or more.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    public static Interval ClopperPearson(long part, long whole, double confidence = Confidence.Usual)
    {
        Check(part, whole, confidence);
        var tail = (1 - confidence) / 2;
        return new Interval(
            part == 0 ? 0 : Beta.InvCDF(part, whole - part + 1.0, tail),
            part == whole ? 1 : Beta.InvCDF(part + 1.0, whole - part, 1 - tail));
    }

    /// <summary>The score interval of Wilson (1927): right on average, a little off for some shares.</summary>
    /// <param name="part">How many had it, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">How many were counted, 0 or more.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    public static Interval Wilson(long part, long whole, double confidence = Confidence.Usual)
    {
        Check(part, whole, confidence);
        if (whole == 0)
            return new Interval(0, 1);

        var z = Confidence.Quantile(confidence);
        double n = whole, share = part / n, shrunk = 1 + z * z / n;
        var centre = (share + z * z / (2 * n)) / shrunk;
        var half = z / shrunk * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new Interval(part == 0 ? 0 : centre - half, part == whole ? 1 : centre + half);
    }

    static void Check(long part, long whole, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, part);
        Confidence.Check(confidence);
    }
}
