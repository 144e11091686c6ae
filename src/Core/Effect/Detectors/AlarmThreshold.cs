using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect.Detectors;

/// <summary>From which score a detector may give an alarm, so that innocent cases seldom do.</summary>
/// <param name="Threshold">An alarm is a score above this.</param>
/// <param name="Rank">Which of the innocent scores it is, counted from the lowest, from 1.</param>
/// <param name="Scores">How many innocent scores it rests on.</param>
/// <param name="FalseAlarms">At most this share of innocent cases gives an alarm ...</param>
/// <param name="Confidence">... with at least this confidence, whatever the distribution of the scores.</param>
public sealed record AlarmThreshold(double Threshold, int Rank, int Scores, double FalseAlarms, double Confidence)
{
    /// <summary>The lowest threshold that keeps the promise: a one-sided tolerance bound by order statistics (Wilks 1941).</summary>
    /// <param name="innocent">Scores of cases known to be innocent, drawn independently from what comes later; in any order, finite.</param>
    /// <param name="falseAlarms">The share of innocent cases that may give an alarm, between 0 and 1.</param>
    /// <param name="confidence">How sure that must be, between 0 and 1.</param>
    /// <returns>Untested when there are too few scores; the sentence says how many are needed.</returns>
    public static Tested<AlarmThreshold> Of(IReadOnlyList<double> innocent, double falseAlarms, double confidence = Effect.Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(innocent);
        Effect.Confidence.Check(falseAlarms);
        Effect.Confidence.Check(confidence);
        if (Needed(falseAlarms, confidence) is var needed && innocent.Count < needed)
            return new Untested(Obstacle.TooFew, $"{innocent.Count} innocent scores are too few to promise this: at least {needed} are needed.");

        var sorted = innocent.Order().ToArray();
        // The share below the r-th score has a beta distribution: the promise holds at r when P(Binomial(n, 1 - share) <= r - 1) is enough.
        int low = 1, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Sure(sorted.Length, falseAlarms, middle) >= confidence)
                high = middle;
            else
                low = middle + 1;
        }

        return new AlarmThreshold(sorted[low - 1], low, sorted.Length, falseAlarms, Sure(sorted.Length, falseAlarms, low));
    }

    /// <summary>How many innocent scores the promise takes at least: then the highest of them is the threshold.</summary>
    /// <param name="falseAlarms">The share of innocent cases that may give an alarm, between 0 and 1.</param>
    /// <param name="confidence">How sure that must be, between 0 and 1.</param>
    public static long Needed(double falseAlarms, double confidence = Effect.Confidence.Usual)
    {
        Effect.Confidence.Check(falseAlarms);
        Effect.Confidence.Check(confidence);
        return (long)Math.Ceiling(Math.Log(1 - confidence) / double.LogP1(-falseAlarms) - 1e-9);
    }

    static double Sure(int scores, double falseAlarms, int rank) => Binomial.CDF(1 - falseAlarms, scores, rank - 1);
}
