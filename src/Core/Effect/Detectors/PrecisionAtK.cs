using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Effect.Detectors;

/// <summary>One alert of a detector that somebody judged.</summary>
/// <param name="Score">Higher is more suspect; any finite number.</param>
/// <param name="Right">Whether the judgement confirmed it.</param>
public readonly record struct JudgedAlert(double Score, bool Right);

/// <summary>How many of the first alerts are right.</summary>
/// <param name="Interval">Exact 95 % interval (or that asked for) of the share that would be right among alerts like these.</param>
/// <param name="Right">Right among the first; where alerts tie at the border, the number in the middle of <paramref name="Fewest"/> and <paramref name="Most"/>, rounded down.</param>
/// <param name="Fewest">Right among the first when ties at the border fall out badly.</param>
/// <param name="Most">Right among the first when they fall out well.</param>
/// <param name="First">How many were looked at.</param>
public sealed record PrecisionAtK(Interval Interval, int Right, int Fewest, int Most, int First)
{
    /// <summary>Precision of the <paramref name="first"/> alerts of highest score.</summary>
    /// <param name="alerts">All judged alerts, in any order.</param>
    /// <param name="first">How many somebody can look at, 1 or more.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Untested when fewer alerts were judged than asked for. The interval reaches from the worst to the best way in which ties can fall.</returns>
    public static Tested<PrecisionAtK> Of(IReadOnlyList<JudgedAlert> alerts, int first, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        Confidence.Check(confidence);
        if (alerts.Count < first)
            return new Untested(Obstacle.TooFew, $"Only {alerts.Count} alerts were judged: precision of the first {first} needs that many.");

        var border = alerts.Select(alert => alert.Score).OrderDescending().ElementAt(first - 1);
        var above = alerts.Where(alert => alert.Score > border).ToList();
        var tied = alerts.Where(alert => alert.Score == border).ToList();
        int places = first - above.Count, rightAbove = above.Count(alert => alert.Right), rightTied = tied.Count(alert => alert.Right);
        var fewest = rightAbove + Math.Max(0, places - (tied.Count - rightTied));
        var most = rightAbove + Math.Min(places, rightTied);
        var interval = new Interval(ExactShare.ClopperPearson(fewest, first, confidence).Low, ExactShare.ClopperPearson(most, first, confidence).High);
        return new PrecisionAtK(interval, (fewest + most) / 2, fewest, most, first);
    }
}
