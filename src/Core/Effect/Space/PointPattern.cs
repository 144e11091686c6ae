using Knooppunt.Chance;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Effect.Space;

/// <summary>What was counted in one area in two periods, or of two kinds.</summary>
/// <param name="Base">The first, 0 or more.</param>
/// <param name="Test">The second, 0 or more.</param>
public readonly record struct AreaPair(int Base, int Test);

/// <summary>One area of a point-pattern test.</summary>
/// <param name="Interval">Shares of all test points that lie here when the test is repeated on part of them.</param>
/// <param name="BaseShare">Share of all base points that lie here.</param>
/// <param name="Change">-1 when the share of the test points is below, 1 when above, 0 when the base share lies in the interval.</param>
/// <param name="P">Fisher's exact test of the two shares, adjusted over all areas by Benjamini and Hochberg.</param>
/// <param name="Verdict">Shown when <paramref name="P"/> is no more than confidence leaves.</param>
public sealed record AreaPattern(Interval Interval, double BaseShare, int Change, double P, Verdict Verdict);

/// <summary>Whether two sets of points lie in the same areas in the same shares.</summary>
/// <param name="Similarity">Share of the areas whose base share lies in the interval of the test: Andresen's S, 0 to 1. It describes; a page draws no conclusion from it alone.</param>
/// <param name="SimilarityOfUsed">The same over areas in which something was counted at all: empty areas make any two patterns look alike.</param>
/// <param name="Areas">Each area, in the order given.</param>
public sealed record PointPatternResult(double Similarity, double SimilarityOfUsed, IReadOnlyList<AreaPattern> Areas);

/// <summary>The spatial point-pattern test of Andresen (2009), with the test of each area that Wheeler, Steenbeek and Andresen (2018) put in its place.</summary>
/// <remarks>The resampling interval is that of the method as published and says nothing of chance in the base points; the verdict of an area therefore comes from the exact test of both counts.</remarks>
public static class PointPattern
{
    const int MostPoints = 1_000_000;

    /// <summary>Compares two patterns.</summary>
    /// <param name="areas">Counts by area; the areas do not overlap.</param>
    /// <param name="draws">How often part of the test points is drawn, 20 to 10,000; 200 by default.</param>
    /// <param name="part">Which part of them, between 0 and 1; 0.85 by default.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>Untested without areas, when either side has no point, and with more than a million test points.</returns>
    public static Tested<PointPatternResult> Of(IReadOnlyList<AreaPair> areas, int draws = 200, double part = .85, ulong seed = 1, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 20);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, 10_000);
        Confidence.Check(part);
        Confidence.Check(confidence);
        if (areas.Any(area => area.Base < 0 || area.Test < 0))
            throw new ArgumentException("A count is 0 or more.", nameof(areas));
        if (areas.Count == 0)
            return new Untested(Obstacle.EmptyGroup, "No area was given.");
        var (bases, tests) = (areas.Sum(area => (long)area.Base), areas.Sum(area => (long)area.Test));
        if (bases == 0 || tests == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted in one of the two patterns: there is no share to compare.");

        if (tests > MostPoints)
            return new Untested(Obstacle.TooLarge, $"{tests} test points are more than are drawn from hundreds of times: look at a shorter time, at most {MostPoints} points.");

        var shares = Resample(areas, (int)tests, draws, Math.Max(1, (int)Math.Round(tests * part)), seed);
        // The draws beyond either end are dropped, the same number on both sides.
        var dropped = (int)Math.Floor(draws * (1 - confidence) / 2 + 1e-9);
        var adjusted = MultipleTests.BenjaminiHochberg([.. areas.Select(area => FisherTest.P(area.Base, bases, area.Test, tests))]);
        AreaPattern[] patterns = [.. areas.Select((area, i) =>
        {
            var interval = new Interval(shares[i][dropped], shares[i][^(dropped + 1)]);
            var share = (double)area.Base / bases;
            return new AreaPattern(interval, share, interval.High < share ? -1 : interval.Low > share ? 1 : 0, adjusted[i], adjusted[i] <= 1 - confidence + 1e-12 ? Verdict.Shown : Verdict.NotShown);
        })];
        var used = patterns.Where((_, i) => areas[i].Base + areas[i].Test > 0).ToList();
        return new PointPatternResult(patterns.Average(pattern => pattern.Change == 0 ? 1.0 : 0), used.Average(pattern => pattern.Change == 0 ? 1.0 : 0), patterns);
    }

    static double[][] Resample(IReadOnlyList<AreaPair> areas, int tests, int draws, int size, ulong seed)
    {
        int[] points = [.. areas.SelectMany((area, i) => Enumerable.Repeat(i, area.Test))];
        var shares = areas.Select(_ => new double[draws]).ToArray();
        var luck = new Luck(seed);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < size; i++)
            {
                var other = i + luck.Below(tests - i);
                (points[i], points[other]) = (points[other], points[i]);
                shares[points[i]][draw] += 1.0 / size;
            }
        }

        foreach (var share in shares)
            Array.Sort(share);
        return shares;
    }
}
