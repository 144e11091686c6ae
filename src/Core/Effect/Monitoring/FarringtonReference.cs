using Knooppunt.Effect.TimeSeries;

namespace Knooppunt.Effect.Monitoring;

/// <summary>The earlier periods that a period is held against, each with its part of the year.</summary>
sealed class FarringtonReference
{
    readonly int[] _periods;
    readonly int[] _seasons;
    readonly int _here;

    FarringtonReference(IReadOnlyList<double> counts, int[] periods, int[] seasons, int here)
    {
        Counts = [.. periods.Select(period => counts[period])];
        (_periods, _seasons, _here) = (periods, seasons, here);
    }

    public IReadOnlyList<double> Counts { get; }

    public static FarringtonReference Of(IReadOnlyList<double> counts, int period, FarringtonSettings by)
    {
        var seasons = new int[period + 1];
        var here = by.Seasons;
        for (var year = 1; year <= by.Years; year++)
        {
            var same = period - year * by.Year;
            for (var i = same - by.HalfWindow; i <= same + by.HalfWindow; i++)
                seasons[i] = here;
            if (here == 1)
                continue;

            // The rest of the year up to the next window in parts as equal as they can be, the longer ones first.
            var rest = by.Year - 2 * by.HalfWindow - 1;
            var at = same + by.HalfWindow + 1;
            for (var part = 1; part < here; part++)
            {
                var length = rest / (here - 1) + (part <= rest % (here - 1) ? 1 : 0);
                for (var i = at; i < at + length; i++)
                    seasons[i] = part;
                at += length;
            }
        }

        var used = Enumerable.Range(0, period + 1).Where(i => seasons[i] > 0 && i < period - Math.Max(by.Recent, by.HalfWindow)).ToArray();
        return new FarringtonReference(counts, used, [.. used.Select(i => seasons[i])], here);
    }

    /// <summary>Trend first, then a step for each season but the first that occurs.</summary>
    public IReadOnlyList<Regressor> Regressors(bool trend) =>
    [
        .. trend ? [new Regressor("trend", [.. _periods.Select(period => (double)period)])] : Array.Empty<Regressor>(),
        .. Stepped().Select(season => new Regressor($"season {season}", [.. _seasons.Select(own => own == season ? 1.0 : 0)])),
    ];

    /// <summary>The same figures of the period that is judged.</summary>
    public IReadOnlyList<double> Now(int period, bool trend) =>
        [.. trend ? [(double)period] : Array.Empty<double>(), .. Stepped().Select(season => season == _here ? 1.0 : 0)];

    IEnumerable<int> Stepped() => _seasons.Distinct().Order().Skip(1);
}
