using MathNet.Numerics;

namespace Knooppunt.Effect.Monitoring;

/// <summary>What is believed after a period of when the rate last changed.</summary>
/// <param name="Since">Index of the period in which the present rate most probably began.</param>
/// <param name="Recent">Chance, 0 to 1, that it began in one of the last periods that were asked about, and not with the series.</param>
/// <param name="Mean">Expected count per unit of exposure in the next period.</param>
public readonly record struct ChangeBelief(int Since, double Recent, double Mean);

/// <summary>Bayesian on-line detection of changes (Adams and MacKay 2007) for Poisson counts with a gamma prior of the rate.</summary>
/// <remarks>It believes and does not test: no promise on false alarms. Chances below 1e-12 are dropped, so that a long series takes time in proportion to its length.</remarks>
public static class ChangePoints
{
    const double Dropped = 1e-12;

    /// <summary>Beliefs after each period.</summary>
    /// <param name="counts">Oldest first, 0 or more.</param>
    /// <param name="between">Periods between two changes, on average, beforehand; above 1.</param>
    /// <param name="shape">Of the gamma prior of a rate, above 0; 1 by default, which allows nearly any rate.</param>
    /// <param name="rate">Of the prior, above 0: shape over rate is the rate that one expects beforehand, per unit of exposure.</param>
    /// <param name="recent">How many last periods <see cref="ChangeBelief.Recent"/> asks about, 1 or more; 4 by default.</param>
    /// <param name="exposures">Exposure of each period, above 0; null for 1 each.</param>
    public static IReadOnlyList<ChangeBelief> Of(IReadOnlyList<long> counts, double between, double shape = 1, double rate = 1, int recent = 4, IReadOnlyList<double>? exposures = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(between, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfLessThan(recent, 1);
        if (exposures is not null && (exposures.Count != counts.Count || exposures.Any(exposure => !(exposure > 0 && double.IsFinite(exposure)))))
            throw new ArgumentException("An exposure is above 0, one for each count.", nameof(exposures));

        var beliefs = new ChangeBelief[counts.Count];
        List<Run> runs = [];
        for (var i = 0; i < counts.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[i], nameof(counts));
            // A change may come between two periods, not before the first.
            var fresh = new Run(i, i == 0 ? 1 : 1 / between, 0, 0);
            runs = [.. runs.Select(run => run with { Chance = run.Chance * (1 - 1 / between) }), fresh];
            var exposure = exposures?[i] ?? 1;
            var weighed = runs.Select(run => (run, log: Math.Log(run.Chance) + LogChance(counts[i], exposure, shape + run.Sum, rate + run.Exposure))).ToList();
            var best = weighed.Max(pair => pair.log);
            var total = weighed.Sum(pair => Math.Exp(pair.log - best));
            runs = [.. weighed.Select(pair => new Run(pair.run.Since, Math.Exp(pair.log - best) / total, pair.run.Sum + counts[i], pair.run.Exposure + exposure)).Where(run => run.Chance >= Dropped)];

            var last = i;
            beliefs[i] = new ChangeBelief(
                runs.MaxBy(run => run.Chance).Since,
                Math.Min(1, runs.Where(run => run.Since > 0 && run.Since > last - recent).Sum(run => run.Chance)),
                runs.Sum(run => run.Chance * (shape + run.Sum) / (rate + run.Exposure)));
        }

        return beliefs;
    }

    // Negative binomial: what a rate with a gamma belief gives next.
    static double LogChance(long count, double exposure, double shape, double rate) =>
        SpecialFunctions.GammaLn(shape + count) - SpecialFunctions.GammaLn(shape) - SpecialFunctions.GammaLn(count + 1.0)
        + shape * Math.Log(rate / (rate + exposure)) + count * Math.Log(exposure / (rate + exposure));

    readonly record struct Run(int Since, double Chance, double Sum, double Exposure);
}
