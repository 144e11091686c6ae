using System.Diagnostics;
using Knooppunt.Chance;
using Knooppunt.Effect.Breaks;
using Knooppunt.Effect.Displacement;
using Knooppunt.Effect.Monitoring;
using Knooppunt.Effect.SyntheticControl;
using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Benchmarks;

/// <summary>
/// How long the figures of a full effect page take: ten years of weekly counts at 200 places, twenty barriers, and for each barrier displacement, an interrupted series with seasons and Newey and West's errors,
/// difference in differences with 999 placebos, synthetic difference in differences over four-week sums with exact weights and 999 placebos, and the last week by Farrington.
/// </summary>
static class EffectBench
{
    const int Weeks = 520, Places = 200, Barriers = 20, Draws = 999, Month = 4;

    public static int Run(string[] args)
    {
        Machine.Print();
        var counts = Counts();
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            var parts = new Dictionary<string, double>(StringComparer.Ordinal);
            void Time(string name, Action work)
            {
                var from = watch.Elapsed.TotalMilliseconds;
                work();
                parts[name] = parts.GetValueOrDefault(name) + watch.Elapsed.TotalMilliseconds - from;
            }

            double[][] months = [.. counts.Select(row => row.Chunk(Month).Select(chunk => chunk.Sum()).ToArray())];
            for (var barrier = 0; barrier < Barriers; barrier++)
            {
                // One to five places each, at another time each; the places of the others are left out.
                int[] treated = [.. Enumerable.Range(0, 1 + barrier % 5).Select(i => barrier * 5 + i)];
                int[] controls = [.. Enumerable.Range(100, 100)];
                var start = 208 + 8 * barrier;
                PlaceCounts Sums(int place) => new(counts[place].AsSpan(0, start).ToArray().Sum(), counts[place].AsSpan(start).ToArray().Sum());
                PlaceCounts[] own = [.. treated.Select(Sums)], others = [.. controls.Select(Sums)];
                AreaCounts Area(IEnumerable<PlaceCounts> places) => new((long)places.Sum(place => place.Before), (long)places.Sum(place => place.After));

                Time("displacement", () => WeightedDisplacement.Of(new DisplacementStudy { Treated = Area(own), Control = Area(others[..5]), Around = new Surroundings(Area(others[5..10]), Area(others[10..15])), TimeBefore = start, TimeAfter = Weeks - start }));
                Time("series", () => InterruptedTimeSeries.Of(new InterruptedSeries { Counts = [.. Enumerable.Range(0, Weeks).Select(week => treated.Sum(place => counts[place][week]))], Start = start, Year = 52, SlopeChanges = true, Errors = StandardErrors.NeweyWest(6) }));
                Time("difference, placebos", () => DifferenceInDifferences.WithPlacebos(own, others, Draws));
                Time("synthetic, placebos", () => PanelComparison.WithPlacebos(new PanelStudy { Treated = [.. treated.Select(place => months[place])], Controls = [.. controls.Select(place => months[place])], Start = start / Month, Search = WeightSearch.Exact }, PanelMethod.SyntheticDifference, Draws));
                Time("Farrington", () => Farrington.Judge([.. Enumerable.Range(0, Weeks).Select(week => treated.Sum(place => counts[place][week]))], Weeks - 1));
            }

            Console.WriteLine($"{watch.Elapsed.TotalMilliseconds:F0} ms: {string.Join(", ", parts.Select(part => $"{part.Key} {part.Value:F0}"))}");
        }

        Peers();
        return 0;
    }

    /// <summary>One call of what R has too, on the sizes of <c>bench/peers.R</c>.</summary>
    static void Peers()
    {
        var luck = new Luck(2);
        double[] weeks = [.. Enumerable.Range(0, Weeks).Select(week => Draw(luck, 3 * Math.Exp(.2 * Math.Sin(2 * Math.PI * week / 52))))];
        void Each(string name, int times, Action work)
        {
            for (var i = 0; i < times; i++)
                work();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < times; i++)
                work();
            Console.WriteLine($"{name}: {watch.Elapsed.TotalMilliseconds / times:F4} ms");
        }

        Each("regression with Newey and West, 520 weeks, 8 coefficients", 2000, () => InterruptedTimeSeries.Of(new InterruptedSeries { Counts = weeks, Start = 260, Year = 52, SlopeChanges = true, Errors = StandardErrors.NeweyWest(6) }));
        Each("Farrington, one week", 2000, () => Farrington.Judge(weeks, Weeks - 1));
        Each("EARS C1, 520 weeks", 2000, () => Ears.Of(weeks, EarsKind.C1));
        Each("run length of a CUSUM of 72 states", 20000, () => new PoissonCusum(2.9, 7.2, .1, 0, 0).AverageRunLength(2));
        Each("run length of a CUSUM of 720 states", 2000, () => new PoissonCusum(2.9, 7.2, .01, 0, 0).AverageRunLength(2));
        double[] figures = [.. Enumerable.Range(1, 100).Select(i => 100 + 10 * Math.Sin(i) - (i > 28 ? 30 : 0))];
        Each("breaks of 100 periods, 0 to 5", 1000, () => StructuralBreaks.Of(new BreakStudy { Figures = figures }));
    }

    static double[][] Counts()
    {
        var luck = new Luck(1);
        return [.. Enumerable.Range(0, Places).Select(place =>
        {
            var level = luck.Between(.3, 6);
            return Enumerable.Range(0, Weeks).Select(week => Draw(luck, level * Math.Exp(.2 * Math.Sin(2 * Math.PI * week / 52)) * (place < 100 && week >= 208 + 8 * (place / 5) ? .7 : 1))).ToArray();
        })];
    }

    static double Draw(Luck luck, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), luck.Fraction(), 0);
        while (product > limit)
            (product, count) = (product * luck.Fraction(), count + 1);
        return count;
    }
}
