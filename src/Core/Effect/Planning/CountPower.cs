using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.Planning;

/// <summary>What an evaluation could count.</summary>
/// <param name="Rate">Counts per month as things are, above 0.</param>
/// <param name="MonthsBefore">Months counted before the barrier, above 0.</param>
/// <param name="MonthsAfter">Months counted after it, above 0.</param>
/// <param name="Dispersion">Variance over mean, 1 or more; 1 by default. Bursts count for as many fewer incidents.</param>
public sealed record CountPlan(double Rate, double MonthsBefore, double MonthsAfter, double Dispersion = 1)
{
    internal void Check()
    {
        if (!(Rate > 0 && MonthsBefore > 0 && MonthsAfter > 0 && Dispersion >= 1 && double.IsFinite(Rate * MonthsBefore * MonthsAfter * Dispersion)))
            throw new ArgumentException("A rate and months are above 0, a dispersion is 1 or more.");
    }
}

/// <summary>Evaluate before you build: how large an effect could be seen at all, and in how many months. For the exact conditional test of two Poisson rates, one place before and after.</summary>
public static class CountPower
{
    /// <summary>The usual chance with which an effect that is there should be seen.</summary>
    public const double Usual = .8;

    const int MostMonths = 240;
    const double MostCounts = 1e6;

    /// <summary>The chance that a change by this factor is shown.</summary>
    /// <param name="plan">What would be counted.</param>
    /// <param name="factor">By which the rate would be multiplied, 0 or more.</param>
    /// <param name="level">Chance of a false "shown", between 0 and 1; 0.05 by default.</param>
    /// <returns>0 to 1; untested with more than a million counts, where any change of note is seen.</returns>
    public static Tested<double> Of(CountPlan plan, double factor, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        Confidence.Check(level);
        var (before, after) = (plan.Rate * plan.MonthsBefore / plan.Dispersion, plan.Rate * factor * plan.MonthsAfter / plan.Dispersion);
        return before + after > MostCounts
            ? new Untested(Obstacle.TooLarge, "More than a million would be counted: any change of note would be seen.")
            : Chance(before, after, plan.MonthsAfter / (plan.MonthsBefore + plan.MonthsAfter), level);
    }

    /// <summary>The smallest fall that would be shown with the power asked for: a factor below 1, so 0.6 is a fall by 40 %.</summary>
    /// <param name="plan">What would be counted.</param>
    /// <param name="power">Between 0 and 1; 0.8 by default.</param>
    /// <param name="level">Chance of a false "shown"; 0.05 by default.</param>
    /// <returns>Untested when not even a fall to nothing would be seen; the sentence says to count longer.</returns>
    public static Tested<double> SmallestFall(CountPlan plan, double power = Usual, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Confidence.Check(power);
        return Of(plan, 0, level).Then<double>(nothing =>
        {
            if (nothing < power)
                return new Untested(Obstacle.TooFew, $"With {plan.Rate * plan.MonthsBefore:0.#} counts before, not even a fall to nothing would be shown with a chance of {power:0.##}: count longer, or in more places.");

            double low = 0, high = 1;
            while (high - low > 1e-6)
            {
                var middle = (low + high) / 2;
                if (Of(plan, middle, level) is { Ok: true, Value: var chance } && chance >= power)
                    low = middle;
                else
                    high = middle;
            }

            return low;
        });
    }

    /// <summary>How many whole months must be counted after, so that a change by this factor is shown with the power asked for, from then on.</summary>
    /// <param name="plan">What would be counted; its months after are not used.</param>
    /// <param name="factor">By which the rate would be multiplied, 0 or more.</param>
    /// <param name="power">Between 0 and 1; 0.8 by default.</param>
    /// <param name="level">Chance of a false "shown"; 0.05 by default.</param>
    /// <returns>Untested when twenty years are too few.</returns>
    public static Tested<int> MonthsNeeded(CountPlan plan, double factor, double power = Usual, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Confidence.Check(power);
        // Whole counts make the chance jump: it must hold for half a year more.
        bool Holds(int months) => Of(plan with { MonthsAfter = months }, factor, level) is { Ok: true, Value: var chance } && chance >= power;
        for (var months = 1; months <= MostMonths; months++)
        {
            if (Holds(months) && Enumerable.Range(months + 1, 6).All(Holds))
                return months;
        }

        return new Untested(Obstacle.TooFew, $"Not even {MostMonths} months after would show a change by a factor of {factor:0.##}: count longer before, in more places, or something that happens more often.");
    }

    // Given their sum the count after is binomial: the chance of each sum times the chance of an extreme part of it.
    static double Chance(double before, double after, double share, double level)
    {
        var mean = before + after;
        var spread = 8.5 * Math.Sqrt(mean) + 30;
        var risen = after / mean;
        double power = 0;
        int low = -1, high = 0;
        for (var all = (int)Math.Max(1, mean - spread); all <= mean + spread; all++)
        {
            while (low + 1 < all && Binomial.CDF(share, all, low + 1) <= level / 2)
                low++;
            while (low >= 0 && Binomial.CDF(share, all, low) > level / 2)
                low--;
            high = Math.Max(high, low + 1);
            while (high <= all && 1 - Binomial.CDF(share, all, high - 1) > level / 2)
                high++;
            while (high > 0 && 1 - Binomial.CDF(share, all, high - 2) <= level / 2)
                high--;
            var seen = (low < 0 ? 0 : Binomial.CDF(risen, all, low)) + (high > all ? 0 : high == 0 ? 1 : 1 - Binomial.CDF(risen, all, high - 1));
            power += CountChances.Poisson(all, mean) * seen;
        }

        return Math.Clamp(power, 0, 1);
    }
}
