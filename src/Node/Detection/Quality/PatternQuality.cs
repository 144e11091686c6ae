using Knooppunt.Effect;
using Knooppunt.Effect.Detectors;
using Knooppunt.Effect.RareCounts;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection.Quality;

/// <summary>How good one pattern is, as far as it can be shown.</summary>
/// <param name="Pattern">Its Sigma id.</param>
/// <param name="Record">Counts.</param>
/// <param name="PerDay">Signals a day, with the exact interval.</param>
/// <param name="Held">The share that held of those that were judged, with the exact interval; null when nobody judged one.</param>
/// <param name="Threshold">How many observations a signal must rest on more than, so that dismissed ones seldom pass; why not when it cannot be told.</param>
/// <param name="Passing">Of the confirmed signals those above the threshold, and all; null without a threshold.</param>
/// <param name="Drift">Whether dismissed signals of late rest on more or fewer observations than those before.</param>
sealed record PatternQuality(string Pattern, PatternRecord Record, Estimate PerDay, Interval? Held, Tested<AlarmThreshold> Threshold, (int Part, int Whole)? Passing, Tested<ScoreDrift> Drift)
{
    /// <summary>The share of dismissed signals that may pass a threshold, and the days that count as of late.</summary>
    public const double Passes = .1, Late = 30;

    static readonly int[] Numbers = [5, 10, 25, 50, 100];

    /// <summary>Of one pattern.</summary>
    /// <param name="pattern">Its Sigma id.</param>
    /// <param name="span">What all patterns gave.</param>
    public static PatternQuality Of(string pattern, PatternSpan span)
    {
        var record = span.Records.GetValueOrDefault(pattern, new(0, 0, 0, 0));
        var judged = span.Judged.Where(one => one.Pattern == pattern).ToList();
        double[] Scores(bool right) => [.. judged.Where(one => one.Right == right).Select(one => (double)one.Observations)];
        var threshold = AlarmThreshold.Of(Scores(right: false), Passes);
        var confirmed = Scores(right: true);
        var late = Recent(span);
        double[] Dismissed(bool recent) => [.. judged.Where(one => !one.Right && one.Last >= late == recent).Select(one => (double)one.Observations)];
        return new(pattern, record, AlertLoad.PerDay(record.Fired, span.Days), record.Judged > 0 ? ExactShare.ClopperPearson(record.Confirmed, record.Judged) : null, threshold,
            threshold.Ok && confirmed.Length > 0 ? (confirmed.Count(score => score > threshold.Value.Threshold), confirmed.Length) : null, ScoreDrift.Of(Dismissed(recent: false), Dismissed(recent: true)));
    }

    /// <summary>How many of the gravest signals held, for each number that somebody may have time for.</summary>
    /// <param name="span">What all patterns gave.</param>
    public static IEnumerable<(int First, Tested<PrecisionAtK> Found)> First(PatternSpan span)
    {
        JudgedAlert[] alerts = [.. span.Gravest.Select(one => new JudgedAlert(Rank(one), one.Right))];
        return Numbers.Select(first => (first, PrecisionAtK.Of(alerts, first)));
    }

    /// <summary>The gravest first, and of as grave ones what rests on more observations.</summary>
    public static double Rank(JudgedCase one) => one.Severity * 1e9 + one.Observations;

    /// <summary>From when a signal counts as of late, UTC microseconds since 1970.</summary>
    public static long Recent(PatternSpan span) => span.Since.AddDays(Math.Max(0, span.Days - Late)).UnixMicroseconds;
}
