namespace Knooppunt.Effect.Monitoring;

/// <summary>A cumulative sum chart for counts, with what it promises.</summary>
/// <remarks>
/// The convention, which figures in the literature differ in: the sum starts at 0, S = max(0, S + count - reference), an alarm is S at or above the threshold, and a run length counts the period of the
/// alarm. Both run lengths are exact, from the chain of the sums that can occur (Brook and Evans 1972; Lucas 1985; <see cref="CusumRunLength"/>).
/// </remarks>
/// <param name="Reference">Taken off every count; a whole number of steps.</param>
/// <param name="Threshold">An alarm is a sum at or above it; a whole number of steps.</param>
/// <param name="Step">The finest difference between sums.</param>
/// <param name="RunLength">Average number of periods to a false alarm.</param>
/// <param name="Delay">Average number of periods until a rise as large as was asked for is seen.</param>
public sealed record PoissonCusum(double Reference, double Threshold, double Step, double RunLength, double Delay)
{
    const int MostStates = 1000;

    /// <summary>The chart that sees a rise soonest (Lucas 1985) and gives a false alarm seldom enough.</summary>
    /// <param name="mean">Mean count per period while nothing is wrong, above 0.</param>
    /// <param name="risen">Mean count that must be seen, above <paramref name="mean"/>.</param>
    /// <param name="runLength">Average number of periods to a false alarm, at least; above 1.</param>
    /// <param name="stepsPerCount">How finely the reference is chosen, 1 to 100; 10 by default.</param>
    /// <returns>Untested when the chain would need more than 1,000 states: choose fewer steps, or a longer period with a larger rise.</returns>
    public static Tested<PoissonCusum> Design(double mean, double risen, double runLength, int stepsPerCount = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(risen, mean);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(runLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stepsPerCount, 100);
        var reference = Math.Max(1, (int)Math.Round((risen - mean) / Math.Log(risen / mean) * stepsPerCount));

        int low = 0, high = Math.Min(stepsPerCount, MostStates);
        while (CusumRunLength.Of(mean, reference, high, stepsPerCount) < runLength)
        {
            if (high == MostStates)
                return new Untested(Obstacle.TooLarge, $"A chart for a mean of {mean:0.##} and a rise to {risen:0.##} would need more than {MostStates} states: choose fewer steps per count, or look for a larger rise.");
            (low, high) = (high, Math.Min(high * 2, MostStates));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (CusumRunLength.Of(mean, reference, middle, stepsPerCount) < runLength)
                low = middle;
            else
                high = middle;
        }

        return new PoissonCusum((double)reference / stepsPerCount, (double)high / stepsPerCount, 1.0 / stepsPerCount, CusumRunLength.Of(mean, reference, high, stepsPerCount), CusumRunLength.Of(risen, reference, high, stepsPerCount));
    }

    /// <summary>Average run length at any mean.</summary>
    /// <param name="mean">Mean count per period, above 0.</param>
    public double AverageRunLength(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        return CusumRunLength.Of(mean, (int)Math.Round(Reference / Step), (int)Math.Round(Threshold / Step), (int)Math.Round(1 / Step));
    }

    /// <summary>The sum after each period. After an alarm it starts at 0 again.</summary>
    /// <param name="counts">Oldest first, 0 or more.</param>
    public IReadOnlyList<(double Sum, bool Alarm)> Watch(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double sum = 0;
        return [.. counts.Select(count =>
        {
            sum = Math.Max(0, sum + count - Reference);
            var alarm = sum >= Threshold - Step / 2;
            var shown = sum;
            sum = alarm ? 0 : sum;
            return (shown, alarm);
        })];
    }
}
