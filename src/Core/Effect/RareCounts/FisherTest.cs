namespace Knooppunt.Effect.RareCounts;

/// <summary>Fisher's exact test (1935) that two shares are the same, or stand in a given ratio of odds, for counts of any size.</summary>
public static class FisherTest
{
    const double Nothing = 1e-300, Rounded = 1e-7;

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
        // The most probable count of the noncentral hypergeometric distribution (Liao and Rosen 2001).
        double linear = (whole + had + 2.0) * odds + otherWhole - had, constant = (whole + 1.0) * (had + 1.0) * odds;
        var most = Math.Clamp((long)(2 * constant / (linear + Math.Sqrt(linear * linear - 4 * (odds - 1) * constant))), low, high);

        // From there to both sides, each chance over that of the most probable one: what is beyond is nothing at all, and counts of millions take no longer than they must.
        double Next(long count) => odds * ((double)(whole - count) / (count + 1)) * ((double)(had - count) / (otherWhole - had + count + 1));
        List<double> chances = [1];
        var observed = part == most ? 1.0 : 0;
        var chance = 1.0;
        for (var count = most; count < high && chance > Nothing; count++)
            Add(count + 1, chance *= Next(count));
        chance = 1;
        for (var count = most; count > low && chance > Nothing; count--)
            Add(count - 1, chance /= Next(count - 1));
        var all = chances.Sum();
        // As R does: what differs by rounding alone is as likely.
        var rarer = chances.Where(one => one <= observed * (1 + Rounded)).Sum();
        return Math.Clamp(rarer / all, 0, 1);

        void Add(long count, double known)
        {
            chances.Add(known);
            observed = count == part ? known : observed;
        }
    }
}
