using MathNet.Numerics;

namespace Knooppunt.Effect.RareCounts;

/// <summary>Fisher's exact test (1935) that two shares are the same, or stand in a given ratio of odds, for counts of any size.</summary>
public static class FisherTest
{
    /// <summary>The two-sided chance: of all tables with these margins those that are no more likely than this one.</summary>
    /// <param name="part">How many of the first had it, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">How many the first are.</param>
    /// <param name="otherPart">How many of the others had it, 0 to <paramref name="otherWhole"/>.</param>
    /// <param name="otherWhole">How many the others are.</param>
    /// <param name="odds">The ratio of the odds, first over others, when nothing differs: above 0, finite; 1 by default. Where more was looked in one group, it is what that alone makes of it.</param>
    /// <returns>0 to 1; 1 when a margin is 0.</returns>
    public static double P(long part, long whole, long otherPart, long otherWhole, double odds = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, part);
        ArgumentOutOfRangeException.ThrowIfNegative(otherPart);
        ArgumentOutOfRangeException.ThrowIfLessThan(otherWhole, otherPart);
        if (!(odds > 0 && double.IsFinite(odds)))
            throw new ArgumentOutOfRangeException(nameof(odds), odds, "A ratio of odds is above 0.");
        var had = part + otherPart;
        var (low, high) = (Math.Max(0, had - otherWhole), Math.Min(had, whole));
        var weight = Math.Log(odds);
        double Log(long count) => LogChoose(whole, count) + LogChoose(otherWhole, had - count) + count * weight;

        double observed = Log(part), all = 0, rarer = 0;
        // The most probable count of the noncentral hypergeometric distribution (Liao and Rosen 2001).
        double linear = (whole + had + 2.0) * odds + otherWhole - had, constant = (whole + 1.0) * (had + 1.0) * odds;
        var most = Log(Math.Clamp((long)(2 * constant / (linear + Math.Sqrt(linear * linear - 4 * (odds - 1) * constant))), low, high));
        for (var count = low; count <= high; count++)
        {
            var chance = Math.Exp(Log(count) - most);
            all += chance;
            // As R does: what differs by rounding alone is as likely.
            rarer += Log(count) <= observed + 1e-7 ? chance : 0;
        }

        return Math.Clamp(rarer / all, 0, 1);
    }

    static double LogChoose(long all, long some) =>
        SpecialFunctions.GammaLn(all + 1.0) - SpecialFunctions.GammaLn(some + 1.0) - SpecialFunctions.GammaLn(all - some + 1.0);
}
