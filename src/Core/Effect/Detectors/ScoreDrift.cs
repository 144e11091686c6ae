namespace Knooppunt.Effect.Detectors;

/// <summary>Whether the scores of innocent cases have moved since the threshold was chosen: then it no longer keeps its promise.</summary>
/// <param name="Distance">Largest distance between the two cumulative distributions, 0 to 1.</param>
/// <param name="P">The chance of a distance at least this large when nothing moved; exact given the ties.</param>
/// <param name="Higher">The chance that a recent score is above an earlier one, ties for half: above a half they rose.</param>
/// <param name="Verdict">Shown when <paramref name="P"/> is below what was asked.</param>
public sealed record ScoreDrift(double Distance, double P, double Higher, Verdict Verdict)
{
    const long MostExact = 25_000_000;

    /// <summary>The two-sample test of Kolmogorov and Smirnov (exact by counting lattice paths; Schröer and Trenkler 1995 for ties).</summary>
    /// <param name="earlier">Innocent scores that the threshold rests on, finite.</param>
    /// <param name="recent">Innocent scores of late, finite.</param>
    /// <param name="level">Chance of a false "shown", between 0 and 1; 0.05 by default.</param>
    /// <returns>Untested when either side is empty, or when the two counts multiply to more than 25 million: then draw a sample.</returns>
    public static Tested<ScoreDrift> Of(IReadOnlyList<double> earlier, IReadOnlyList<double> recent, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(recent);
        Confidence.Check(level);
        if (earlier.Count == 0 || recent.Count == 0)
            return new Untested(Obstacle.EmptyGroup, "There are no scores on one side: nothing can be compared.");
        if ((long)earlier.Count * recent.Count > MostExact)
            return new Untested(Obstacle.TooLarge, $"{earlier.Count} by {recent.Count} scores are more than are compared exactly: draw a sample of a few thousand of each.");

        double[] first = [.. earlier.Order()], second = [.. recent.Order()];
        var ends = EndsOfTies(first, second);
        var furthest = ends.Max(end => Math.Abs((long)end.First * second.Length - (long)end.Second * first.Length));
        var p = Beyond(first.Length, second.Length, ends, furthest);
        return new ScoreDrift((double)furthest / ((long)first.Length * second.Length), p, Superiority(first, second), p < level ? Verdict.Shown : Verdict.NotShown);
    }

    /// <summary>How many of each side have been passed wherever the pooled scores step up.</summary>
    static List<(int First, int Second)> EndsOfTies(double[] first, double[] second)
    {
        List<(int First, int Second)> ends = [];
        int i = 0, j = 0;
        while (i < first.Length || j < second.Length)
        {
            var score = i == first.Length ? second[j] : j == second.Length ? first[i] : Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] == score)
                i++;
            while (j < second.Length && second[j] == score)
                j++;
            ends.Add((i, j));
        }

        return ends;
    }

    /// <summary>The share of all orders of the two samples that stray at least so far, looked at only where a tie ends.</summary>
    static double Beyond(int first, int second, List<(int First, int Second)> ends, long furthest)
    {
        var atEnd = new bool[first + second + 1];
        foreach (var (i, j) in ends)
            atEnd[i + j] = true;

        // chance[j]: of the orders with i of the first and j of the second passed, weighed by their chance, those that have not strayed.
        var chance = new double[second + 1];
        for (var i = 0; i <= first; i++)
        {
            for (var j = 0; j <= second; j++)
            {
                var strayed = atEnd[i + j] && Math.Abs((long)i * second - (long)j * first) >= furthest;
                chance[j] = i + j == 0 ? 1
                    : strayed ? 0
                    : (i == 0 ? 0 : chance[j] * (first - i + 1) / (first + second - (i + j) + 1.0))
                      + (j == 0 ? 0 : chance[j - 1] * (second - j + 1) / (first + second - (i + j) + 1.0));
            }
        }

        return furthest == 0 ? 1 : Math.Clamp(1 - chance[second], 0, 1);
    }

    static double Superiority(double[] first, double[] second)
    {
        double wins = 0;
        int below = 0, upTo = 0;
        foreach (var score in second)
        {
            while (below < first.Length && first[below] < score)
                below++;
            while (upTo < first.Length && first[upTo] <= score)
                upTo++;
            wins += (below + upTo) / 2.0;
        }

        return wins / first.Length / second.Length;
    }
}
