using MathNet.Numerics;

namespace Knooppunt.Effect.RareCounts;

/// <summary>Fisher's exact test (1935) that two shares are the same, for counts of any size.</summary>
public static class FisherTest
{
    /// <summary>The two-sided chance: of all tables with these margins those that are no more likely than this one.</summary>
    /// <param name="part">How many of the first had it, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">How many the first are.</param>
    /// <param name="otherPart">How many of the others had it, 0 to <paramref name="otherWhole"/>.</param>
    /// <param name="otherWhole">How many the others are.</param>
    /// <returns>0 to 1; 1 when a margin is 0.</returns>
    public static double P(long part, long whole, long otherPart, long otherWhole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, part);
        ArgumentOutOfRangeException.ThrowIfNegative(otherPart);
        ArgumentOutOfRangeException.ThrowIfLessThan(otherWhole, otherPart);
        var had = part + otherPart;
        var (low, high) = (Math.Max(0, had - otherWhole), Math.Min(had, whole));
        double Log(long count) => LogChoose(whole, count) + LogChoose(otherWhole, had - count);

        double observed = Log(part), all = 0, rarer = 0;
        var most = Log(Math.Clamp((long)((had + 1.0) * (whole + 1) / (whole + otherWhole + 2)), low, high));
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
