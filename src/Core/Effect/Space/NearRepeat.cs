using Knooppunt.Chance;

namespace Knooppunt.Effect.Space;

/// <summary>Something that happened at a place and a time.</summary>
/// <param name="X">East in metres, on a flat grid.</param>
/// <param name="Y">North in metres.</param>
/// <param name="Day">When, in days from any start.</param>
public readonly record struct PlacedEvent(double X, double Y, double Day);

/// <summary>Pairs of events that lie so far apart in place and in time.</summary>
/// <param name="ByChance">Ratios that chance gives with the stated confidence, when place and time have nothing to do with each other.</param>
/// <param name="Ratio">Pairs over what was expected: above 1 when an event brings others near it. 0 when neither was there.</param>
/// <param name="Metres">From where to where, the upper end included.</param>
/// <param name="Days">From when to when, the upper end included.</param>
/// <param name="Pairs">Pairs counted.</param>
/// <param name="Expected">Pairs close in place times pairs close in time over all pairs.</param>
/// <param name="P">Chance of at least as many, from the permutations.</param>
/// <param name="Adjusted">The same, adjusted for all cells by Benjamini and Hochberg.</param>
/// <param name="Verdict">Shown when <paramref name="Adjusted"/> is no more than confidence leaves.</param>
public sealed record NearRepeatCell(Interval ByChance, double Ratio, Interval Metres, Interval Days, long Pairs, double Expected, double P, double Adjusted, Verdict Verdict);

/// <summary>The test of Knox (1964) over bands of distance and time, by permutation (Johnson and others 2007): whether after an event others follow near it.</summary>
public static class NearRepeat
{
    const int MostEvents = 5000;

    /// <summary>Counts the pairs of each cell and holds them against permuted times.</summary>
    /// <param name="events">What happened, in any order.</param>
    /// <param name="metres">Upper ends of the bands of distance, rising, the first band from 0.</param>
    /// <param name="days">Upper ends of the bands of time, rising, the first band from 0.</param>
    /// <param name="permutations">How often times are dealt out anew, 99 to 9,999; 999 by default.</param>
    /// <param name="seed">Of the deals: the same seed gives the same chances.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>One cell for each band of distance and time; untested with fewer than four events or more than 5,000.</returns>
    public static Tested<IReadOnlyList<NearRepeatCell>> Of(
        IReadOnlyList<PlacedEvent> events, IReadOnlyList<double> metres, IReadOnlyList<double> days, int permutations = 999, ulong seed = 1, double confidence = Confidence.Usual)
    {
        ArgumentNullException.ThrowIfNull(events);
        CheckBands(metres, nameof(metres));
        CheckBands(days, nameof(days));
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 99);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permutations, 9999);
        Confidence.Check(confidence);
        if (events.Any(placed => !double.IsFinite(placed.X + placed.Y + placed.Day)))
            throw new ArgumentException("A place and a day are finite numbers.", nameof(events));
        if (events.Count < 4)
            return new Untested(Obstacle.TooFew, $"{events.Count} events are too few: no pair stands out among so few.");
        if (events.Count > MostEvents)
            return new Untested(Obstacle.TooLarge, $"{events.Count} events make more pairs than are dealt out anew a thousand times: look at a shorter time or a smaller area, at most {MostEvents} events.");

        // Only pairs close in place are kept; for them alone times are looked up.
        List<(int One, int Other, int Band)> near = [];
        var spaced = new long[metres.Count];
        var timed = new long[days.Count];
        for (var i = 0; i < events.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var band = Band(metres, double.Hypot(events[i].X - events[j].X, events[i].Y - events[j].Y));
                var time = Band(days, Math.Abs(events[i].Day - events[j].Day));
                if (time < days.Count)
                    timed[time]++;
                if (band == metres.Count)
                    continue;
                spaced[band]++;
                near.Add((i, j, band));
            }
        }

        double[] dealt = [.. events.Select(placed => placed.Day)];
        var observed = Count(near, dealt, metres.Count, days);
        var luck = new Luck(seed);
        var drawn = observed.Select(_ => new long[permutations]).ToArray();
        for (var draw = 0; draw < permutations; draw++)
        {
            for (var i = dealt.Length - 1; i > 0; i--)
            {
                var other = luck.Below(i + 1);
                (dealt[i], dealt[other]) = (dealt[other], dealt[i]);
            }

            var counted = Count(near, dealt, metres.Count, days);
            for (var cell = 0; cell < counted.Length; cell++)
                drawn[cell][draw] = counted[cell];
        }

        var all = events.Count * (events.Count - 1.0) / 2;
        double[] chances = [.. observed.Select((pairs, cell) => (1.0 + drawn[cell].Count(draw => draw >= pairs)) / (1 + permutations))];
        var adjusted = MultipleTests.BenjaminiHochberg(chances);
        return (NearRepeatCell[])[.. observed.Select((pairs, cell) =>
        {
            var (band, time) = (cell / days.Count, cell % days.Count);
            var expected = spaced[band] * timed[time] / all;
            double Ratio(double count) => expected > 0 ? count / expected : 0;
            var sorted = drawn[cell].Order().ToArray();
            var rank = Math.Max(0, (int)Math.Floor((permutations + 1) * (1 - confidence) / 2 + 1e-9) - 1);
            return new NearRepeatCell(
                new Interval(Ratio(sorted[rank]), Ratio(sorted[^(rank + 1)])), Ratio(pairs),
                new Interval(band == 0 ? 0 : metres[band - 1], metres[band]), new Interval(time == 0 ? 0 : days[time - 1], days[time]),
                pairs, expected, chances[cell], adjusted[cell], adjusted[cell] <= 1 - confidence + 1e-12 ? Verdict.Shown : Verdict.NotShown);
        })];
    }

    static long[] Count(List<(int One, int Other, int Band)> near, double[] dealt, int bands, IReadOnlyList<double> days)
    {
        var counted = new long[bands * days.Count];
        foreach (var (one, other, band) in near)
        {
            var time = Band(days, Math.Abs(dealt[one] - dealt[other]));
            if (time < days.Count)
                counted[band * days.Count + time]++;
        }

        return counted;
    }

    static int Band(IReadOnlyList<double> ends, double distance)
    {
        var band = 0;
        while (band < ends.Count && distance > ends[band])
            band++;
        return band;
    }

    static void CheckBands(IReadOnlyList<double> ends, string name)
    {
        ArgumentNullException.ThrowIfNull(ends, name);
        if (ends.Count == 0 || !(ends[0] > 0) || ends.Zip(ends.Skip(1)).Any(pair => !(pair.First < pair.Second)) || !double.IsFinite(ends[^1]))
            throw new ArgumentException("The ends of bands are above 0 and rise.", name);
    }
}
