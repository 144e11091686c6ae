namespace Knooppunt.Effect.Monitoring;

/// <summary>The earlier periods that a period is held against, each with its part of the year.</summary>
sealed class FarringtonReference
{
    FarringtonReference(double[] counts, double[] times, int[] seasons, int number, int here, double unit) =>
        (Counts, Times, Seasons, Number, Here, Unit) = (counts, times, seasons, number, here, unit);

    public double[] Counts { get; }

    /// <summary>Before the period that is judged, which is at 0, in units of <see cref="Unit"/> periods.</summary>
    public double[] Times { get; }

    /// <summary>Part of the year of each, numbered from 0 among those that occur.</summary>
    public int[] Seasons { get; }

    /// <summary>How many parts occur.</summary>
    public int Number { get; }

    /// <summary>The part of the period that is judged; -1 when none of the earlier periods lies in it.</summary>
    public int Here { get; }

    public double Unit { get; }

    public static FarringtonReference Of(IReadOnlyList<double> counts, int period, FarringtonSettings by)
    {
        var seasons = new int[period + 1];
        var here = by.Seasons;
        for (var year = 1; year <= by.Years; year++)
        {
            var same = period - year * by.Year;
            seasons.AsSpan(same - by.HalfWindow, 2 * by.HalfWindow + 1).Fill(here);
            if (here == 1)
                continue;

            // The rest of the year up to the next window in parts as equal as they can be, the longer ones first.
            var rest = by.Year - 2 * by.HalfWindow - 1;
            var at = same + by.HalfWindow + 1;
            for (var part = 1; part < here; part++)
            {
                var length = rest / (here - 1) + (part <= rest % (here - 1) ? 1 : 0);
                seasons.AsSpan(at, length).Fill(part);
                at += length;
            }
        }

        var last = period - Math.Max(by.Recent, by.HalfWindow);
        var numbers = new int[here + 1];
        var used = 0;
        for (var i = 0; i < last; i++)
        {
            used += seasons[i] > 0 ? 1 : 0;
            numbers[seasons[i]] = 1;
        }

        // Those that occur, numbered from 0.
        var number = 0;
        for (var season = 1; season <= here; season++)
            numbers[season] = numbers[season] == 0 ? -1 : number++;
        var reference = new FarringtonReference(new double[used], new double[used], new int[used], number, numbers[here], by.Years * by.Year / 2.0);
        for (int i = 0, to = 0; i < last; i++)
        {
            if (seasons[i] == 0)
                continue;
            (reference.Counts[to], reference.Times[to], reference.Seasons[to]) = (counts[i], (i - period) / reference.Unit, numbers[seasons[i]]);
            to++;
        }

        return reference;
    }
}
