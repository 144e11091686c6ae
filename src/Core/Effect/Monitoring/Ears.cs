namespace Knooppunt.Effect.Monitoring;

/// <summary>Which of the three the Early Aberration Reporting System has. The names are stored.</summary>
public enum EarsKind : byte
{
    /// <summary>Against the seven periods just before.</summary>
    C1,
    /// <summary>Against seven periods, the two just before left out, so that a rise does not hide itself.</summary>
    C2,
    /// <summary>As C2, adding what the two periods before exceeded.</summary>
    C3,
}

/// <summary>What a method of monitoring says of one period.</summary>
/// <param name="Period">Index of the period.</param>
/// <param name="Count">What was counted.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Bound">An alarm is a count above this.</param>
public readonly record struct Watched(int Period, double Count, double Expected, double Bound)
{
    /// <summary>Whether the count is above the bound.</summary>
    public bool Alarm => Count > Bound;
}

/// <summary>The methods C1, C2 and C3 (Hutwagner and others 2003; as in Fricker, Hegler and Dunfal 2008): for a new series, of which nothing is known but the last days.</summary>
public static class Ears
{
    /// <summary>Judges every period that has enough before it.</summary>
    /// <param name="counts">Oldest first, 0 or more.</param>
    /// <param name="kind">C1, C2 or C3.</param>
    /// <param name="baseline">Periods to compare with, 3 or more; 7 by default.</param>
    /// <param name="leastSpread">Standard deviation that the baseline has at least, above 0: seven equal counts do not make the next one certain; 0.5 by default.</param>
    /// <param name="level">Chance of a false alarm per period if counts were normal; 0.001 by default for C1 and C2, 0.025 for C3.</param>
    /// <returns>Untested when the series is too short for a single judgement.</returns>
    public static Tested<IReadOnlyList<Watched>> Of(IReadOnlyList<double> counts, EarsKind kind, int baseline = 7, double leastSpread = .5, double? level = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(baseline, 3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastSpread);
        var alpha = level ?? (kind == EarsKind.C3 ? .025 : .001);
        Confidence.Check(alpha, nameof(level));
        var first = baseline + (kind switch { EarsKind.C1 => 0, EarsKind.C2 => 2, _ => 4 });
        if (counts.Count <= first)
            return new Untested(Obstacle.TooFew, $"{counts.Count} periods are too few: {kind} needs {first + 1}.");

        var quantile = Confidence.Quantile(1 - 2 * alpha);
        return (Watched[])[.. Enumerable.Range(first, counts.Count - first).Select(period =>
        {
            var (mean, spread) = Baseline(counts, period, kind == EarsKind.C1 ? 0 : 2, baseline, leastSpread);
            var carried = kind == EarsKind.C3 ? Carried(counts, period - 1, baseline, leastSpread) + Carried(counts, period - 2, baseline, leastSpread) : 0;
            // C3 = Σ max(0, C2 - 1) over this period and the two before, against the quantile. When the two before exceed it alone, every count is an alarm.
            var bound = kind != EarsKind.C3 ? mean + spread * quantile : carried > quantile ? -1 : mean + spread * (1 + quantile - carried);
            return new Watched(period, counts[period], mean, bound);
        })];
    }

    static double Carried(IReadOnlyList<double> counts, int period, int baseline, double leastSpread)
    {
        var (mean, spread) = Baseline(counts, period, 2, baseline, leastSpread);
        return Math.Max(0, (counts[period] - mean) / spread - 1);
    }

    static (double Mean, double Spread) Baseline(IReadOnlyList<double> counts, int period, int gap, int length, double leastSpread)
    {
        double sum = 0, squares = 0;
        for (var i = period - gap - length; i < period - gap; i++)
            sum += counts[i];
        var mean = sum / length;
        for (var i = period - gap - length; i < period - gap; i++)
            squares += (counts[i] - mean) * (counts[i] - mean);
        return (mean, Math.Max(leastSpread, Math.Sqrt(squares / (length - 1))));
    }
}
