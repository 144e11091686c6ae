namespace Knooppunt.Effect.Monitoring;

/// <summary>Which way a rate may have gone. The names are stored.</summary>
public enum Direction : byte
{
    /// <summary>Above the rate that was usual.</summary>
    Rise,
    /// <summary>Below it.</summary>
    Fall,
}

/// <summary>Evidence that a rate has changed, which may be looked at after every period without losing its promise.</summary>
/// <param name="LogValues">Natural logarithm of the evidence after each period; the evidence starts at 1.</param>
/// <param name="P">1 over the largest evidence so far, at most 1: a chance of a false "shown" that holds whenever one looks.</param>
/// <param name="Shown">Index of the first period in which the evidence reached 1 / level; null when it never did.</param>
public sealed record EvidenceSeries(IReadOnlyList<double> LogValues, double P, int? Shown)
{
    /// <summary>What may be said.</summary>
    public Verdict Verdict => Shown is null ? Verdict.NotShown : Verdict.Shown;
}

/// <summary>An e-process for a Poisson rate (Ramdas, Grünwald, Vovk and Shafer 2023): the likelihood of other rates over that of the usual one, mixed by a gamma prior cut off at the usual rate.</summary>
/// <remarks>
/// For every true rate on the innocent side the value is a supermartingale, so by Ville's inequality it ever reaches 1/α with a chance of at most α. The mixture has a closed form in incomplete gammas.
/// </remarks>
public static class Evidence
{
    /// <summary>Weighs counts against a usual rate.</summary>
    /// <param name="counts">Oldest first, 0 or more.</param>
    /// <param name="usual">Rate per unit of exposure while nothing is wrong, above 0. It must be known and not estimated from the same counts.</param>
    /// <param name="direction">Which way is looked for.</param>
    /// <param name="exposures">Exposure of each period, above 0; null for 1 each.</param>
    /// <param name="factor">The factor that one expects to see, above 1: the prior's mean is the usual rate times (rise) or over (fall) it; 2 by default. A bad guess makes it slow, never wrong.</param>
    /// <param name="level">Chance of ever saying "shown" falsely; 0.05 by default.</param>
    /// <returns>Untested without a period.</returns>
    public static Tested<EvidenceSeries> Of(IReadOnlyList<long> counts, double usual, Direction direction, IReadOnlyList<double>? exposures = null, double factor = 2, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(usual);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 1);
        Confidence.Check(level);
        if (exposures is not null && (exposures.Count != counts.Count || exposures.Any(exposure => !(exposure > 0 && double.IsFinite(exposure)))))
            throw new ArgumentException("An exposure is above 0, one for each count.", nameof(exposures));
        if (counts.Any(count => count < 0))
            throw new ArgumentException("A count is 0 or more.", nameof(counts));
        if (counts.Count == 0)
            return new Untested(Obstacle.TooFew, "There is no period to judge.");

        const double Shape = 2;
        var rate = Shape / (direction == Direction.Rise ? usual * factor : usual / factor);
        var integral = direction == Direction.Rise ? (Func<double, double, double>)LogGamma.Upper : LogGamma.Lower;
        double Mixed(double counted, double exposed) => integral(Shape + counted, (rate + exposed) * usual) - (Shape + counted) * Math.Log(rate + exposed);

        var prior = Mixed(0, 0);
        double sum = 0, over = 0;
        var logs = new double[counts.Count];
        for (var i = 0; i < counts.Count; i++)
        {
            (sum, over) = (sum + counts[i], over + (exposures?[i] ?? 1));
            logs[i] = Mixed(sum, over) - prior - sum * Math.Log(usual) + usual * over;
        }

        var first = Array.FindIndex(logs, log => log >= -Math.Log(level));
        return new EvidenceSeries(logs, Math.Min(1, Math.Exp(-logs.Max())), first < 0 ? null : first);
    }
}
