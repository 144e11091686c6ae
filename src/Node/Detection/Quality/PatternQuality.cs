using Knooppunt.Effect;
using Knooppunt.Effect.Detectors;
using Knooppunt.Effect.RareCounts;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection.Quality;

/// <summary>How good one pattern is, as far as it can be shown.</summary>
/// <param name="Pattern">Its Sigma id.</param>
/// <param name="Record">Counts.</param>
/// <param name="PerDay">Signals a day, with the exact interval; null when no whole day was counted: of an hour no day can be told.</param>
/// <param name="Held">The share that held of those that were judged, with the exact interval; null when nobody judged one.</param>
/// <param name="Dismissed">How many dismissed signals the threshold and the drift rest on: those that are kept.</param>
/// <param name="Threshold">How many observations a signal must rest on more than, so that dismissed ones seldom pass; why not when it cannot be told.</param>
/// <param name="Passing">Of the confirmed signals those above the threshold, and all; null without a threshold.</param>
/// <param name="Drift">Whether dismissed signals of late rest on more or fewer observations than those before.</param>
sealed record PatternQuality(string Pattern, PatternRecord Record, Estimate? PerDay, Interval? Held, int Dismissed, Tested<AlarmThreshold> Threshold, (int Part, int Whole)? Passing, Tested<ScoreDrift> Drift)
{
    /// <summary>The share of dismissed signals that may pass a threshold, and the days that count as of late.</summary>
    public const double Passes = .1, Late = 30;

    /// <summary>Signals a day; null when no whole day was counted.</summary>
    public static Estimate? Load(long signals, double days) => days < 1 ? null : AlertLoad.PerDay(signals, days);

    /// <summary>The chance of <see cref="Drift"/> among those of all patterns (Holm); null when it was not tested.</summary>
    public double? Shifted { get; private init; }

    static readonly int[] Numbers = [5, 10, 25, 50, 100];

    /// <summary>Of some patterns, of which all tests count together: who reads them sees all at once.</summary>
    /// <param name="patterns">Their Sigma ids.</param>
    /// <param name="span">What all patterns gave, over more than no days.</param>
    public static IEnumerable<PatternQuality> Of(IEnumerable<string> patterns, PatternSpan span)
    {
        PatternQuality[] all = [.. patterns.Select(pattern => Of(pattern, span))];
        var holm = new Queue<double>(MultipleTests.Holm([.. all.Where(one => one.Drift.Ok).Select(one => one.Drift.Value.P)]));
        return [.. all.Select(one => one.Drift.Ok ? one with { Shifted = holm.Dequeue() } : one)];
    }

    static PatternQuality Of(string pattern, PatternSpan span)
    {
        var record = span.Records.GetValueOrDefault(pattern, new(0, 0, 0, 0));
        var judged = span.Judged.Where(one => one.Pattern == pattern).ToList();
        double[] Scores(bool right) => [.. judged.Where(one => one.Right == right).Select(one => (double)one.Observations)];
        var (dismissed, confirmed) = (Scores(right: false), Scores(right: true));
        var threshold = AlarmThreshold.Of(dismissed, Passes);
        var late = Recent(span);
        double[] When(bool recent) => [.. judged.Where(one => !one.Right && one.Last >= late == recent).Select(one => (double)one.Observations)];
        return new(pattern, record, Load(record.Fired, span.Days), record.Judged > 0 ? ExactShare.ClopperPearson(record.Confirmed, record.Judged) : null, dismissed.Length, threshold,
            threshold.Ok && confirmed.Length > 0 ? (confirmed.Count(score => score > threshold.Value.Threshold), confirmed.Length) : null, ScoreDrift.Of(When(recent: false), When(recent: true)));
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
