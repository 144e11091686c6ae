namespace Knooppunt.Effect.Monitoring;

/// <summary>A watch that never loses its promise: on average at least as many periods to a false alarm as was asked for, whatever the innocent rate.</summary>
/// <param name="LogValues">Natural logarithm of the evidence after each period.</param>
/// <param name="Alarms">Indexes of the periods with an alarm; after each the watch starts anew.</param>
/// <param name="RunLength">Periods to a false alarm, on average and at least, the period of the alarm counted.</param>
public sealed record WatchedEvidence(IReadOnlyList<double> LogValues, IReadOnlyList<int> Alarms, double RunLength);

/// <summary>The Shiryaev–Roberts e-detector (Shin, Ramdas and Rinaldo 2023) for a rise of a Poisson rate: evidence of a change, summed over every period in which it may have come.</summary>
/// <remarks>
/// M = e (M + 1) per factor of rise, averaged over the factors, with e the likelihood ratio of the count. M less the number of periods is a supermartingale at every innocent rate, so the first period with
/// M at or above the run length asked for comes on average no sooner.
/// </remarks>
public static class EvidenceDetector
{
    /// <summary>Factors of rise that are looked for unless told otherwise.</summary>
    public static IReadOnlyList<double> UsualFactors { get; } = [1.25, 1.5, 2, 3, 5];

    /// <summary>Watches counts.</summary>
    /// <param name="counts">Oldest first, 0 or more.</param>
    /// <param name="usual">Highest innocent rate per unit of exposure, above 0.</param>
    /// <param name="runLength">Periods to a false alarm, on average and at least; above 1.</param>
    /// <param name="exposures">Exposure of each period, above 0; null for 1 each.</param>
    /// <param name="factors">Factors of rise to look for, above 1; <see cref="UsualFactors"/> by default.</param>
    public static WatchedEvidence Of(IReadOnlyList<long> counts, double usual, double runLength, IReadOnlyList<double>? exposures = null, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(usual);
        if (exposures is not null && (exposures.Count != counts.Count || exposures.Any(exposure => !(exposure > 0 && double.IsFinite(exposure)))))
            throw new ArgumentException("An exposure is above 0, one for each count.", nameof(exposures));
        if (counts.Any(count => count < 0))
            throw new ArgumentOutOfRangeException(nameof(counts), "A count is 0 or more.");
        return Run(counts.Count, (period, factor) => counts[period] * Math.Log(factor) - usual * (exposures?[period] ?? 1) * (factor - 1), runLength, Sought(factors));
    }

    // The recursion, whatever the ratio is of: its mean is at most 1 while nothing is wrong.
    internal static WatchedEvidence Run(int periods, Func<int, double, double> logRatio, double runLength, IReadOnlyList<double> sought)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(runLength, 1);
        var logs = new double[periods];
        List<int> alarms = [];
        var evidence = Enumerable.Repeat(double.NegativeInfinity, sought.Count).ToArray();
        for (var i = 0; i < periods; i++)
        {
            for (var j = 0; j < sought.Count; j++)
                evidence[j] = LogAdd(evidence[j], 0) + logRatio(i, sought[j]);
            logs[i] = LogMean(evidence);
            if (logs[i] < Math.Log(runLength))
                continue;
            alarms.Add(i);
            Array.Fill(evidence, double.NegativeInfinity);
        }

        return new WatchedEvidence(logs, alarms, runLength);
    }

    internal static IReadOnlyList<double> Sought(IReadOnlyList<double>? factors)
    {
        var sought = factors ?? UsualFactors;
        return sought.Count > 0 && sought.All(factor => factor > 1 && double.IsFinite(factor)) ? sought : throw new ArgumentException("A factor of rise is above 1, and there is at least one.", nameof(factors));
    }

    internal static double LogMean(double[] logs) => logs.Aggregate(double.NegativeInfinity, LogAdd) - Math.Log(logs.Length);

    static double LogAdd(double one, double other)
    {
        var (low, high) = one < other ? (one, other) : (other, one);
        return double.IsNegativeInfinity(low) ? high : high + double.LogP1(Math.Exp(low - high));
    }
}
