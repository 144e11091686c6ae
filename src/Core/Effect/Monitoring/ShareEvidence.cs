namespace Knooppunt.Effect.Monitoring;

/// <summary>Evidence that the share of one place in what is counted at it and elsewhere rose, whatever is counted in all.</summary>
/// <remarks>
/// Given the count of all places together that of one place is binomial, also while all places rise and fall together. The likelihood ratio of odds that are f times as high is
/// f^own / (1 + share (f - 1))^all; its mean is 1 at the highest innocent share and less below it, week after week. So it keeps the promise of an e-process (Ramdas, Grünwald, Vovk and Shafer 2023) and of a
/// Shiryaev–Roberts e-detector (Shin, Ramdas and Rinaldo 2023), where taking the count elsewhere for a known exposure does not: that count varies by chance too.
/// </remarks>
public static class ShareEvidence
{
    /// <summary>An e-process, averaged over factors of rise: it may be looked at after every period.</summary>
    /// <param name="counts">What was counted at the place and in all, oldest first.</param>
    /// <param name="usual">Highest innocent share, between 0 and 1.</param>
    /// <param name="factors">Factors by which odds may rise, above 1; <see cref="EvidenceDetector.UsualFactors"/> by default.</param>
    /// <param name="level">Chance of ever saying "shown" falsely; 0.05 by default.</param>
    /// <returns>Untested without a period.</returns>
    public static Tested<EvidenceSeries> Of(IReadOnlyList<(long Own, long All)> counts, double usual, IReadOnlyList<double>? factors = null, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Check(usual);
        Confidence.Check(level);
        var sought = EvidenceDetector.Sought(factors);
        if (counts.Count == 0)
            return new Untested(Obstacle.TooFew, "There is no period to judge.");

        var logs = new double[counts.Count];
        var evidence = new double[sought.Count];
        for (var i = 0; i < counts.Count; i++)
        {
            for (var j = 0; j < sought.Count; j++)
                evidence[j] += LogRatio(counts[i], usual, sought[j]);
            logs[i] = EvidenceDetector.LogMean(evidence);
        }

        var first = Array.FindIndex(logs, log => log >= -Math.Log(level));
        return new EvidenceSeries(logs, Math.Min(1, Math.Exp(-logs.Max())), first < 0 ? null : first);
    }

    /// <summary>An e-detector, for who goes on looking.</summary>
    /// <param name="counts">What was counted at the place and in all, oldest first.</param>
    /// <param name="usual">Highest innocent share, between 0 and 1.</param>
    /// <param name="runLength">Periods to a false alarm, on average and at least; above 1.</param>
    /// <param name="factors">Factors by which odds may rise, above 1; <see cref="EvidenceDetector.UsualFactors"/> by default.</param>
    public static WatchedEvidence Watch(IReadOnlyList<(long Own, long All)> counts, double usual, double runLength, IReadOnlyList<double>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Check(usual);
        return EvidenceDetector.Run(counts.Count, (period, factor) => LogRatio(counts[period], usual, factor), runLength, EvidenceDetector.Sought(factors));
    }

    static double LogRatio((long Own, long All) counts, double usual, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(counts.Own, nameof(counts));
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.All, counts.Own, nameof(counts));
        return counts.Own * Math.Log(factor) - counts.All * double.LogP1(usual * (factor - 1));
    }

    static void Check(double usual)
    {
        if (!(usual is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(usual), usual, "A share lies between 0 and 1.");
    }
}
