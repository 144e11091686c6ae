using Knooppunt.Chance;
using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.Planning;

/// <summary>What a stepped wedge is planned with.</summary>
public sealed record WedgeQuestion
{
    /// <summary>Counts per month of each place as things are, above 0; at least two places.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Steps in which the barrier is built, 1 or more, at most as many as places; the time before the first step is counted too.</summary>
    public required int Steps { get; init; }

    /// <summary>Months between two steps, above 0.</summary>
    public required double MonthsPerStep { get; init; }

    /// <summary>Variance over mean of the counts, 1 or more; 1 by default.</summary>
    public double Dispersion { get; init; } = 1;

    /// <summary>Variance between places of the logarithm of their rate, beyond what their rates say, 0 or more; 0.1 by default.</summary>
    public double Between { get; init; } = .1;

    /// <summary>Power asked for, between 0 and 1; 0.8 by default.</summary>
    public double Power { get; init; } = CountPower.Usual;

    /// <summary>Chance of a false "shown", between 0 and 1; 0.05 by default.</summary>
    public double Level { get; init; } = .05;

    /// <summary>Of the draw of the order: the same seed gives the same order, so that nobody can be said to have chosen it.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A proposal to build in steps, so that each place is compared with those that wait.</summary>
/// <param name="StepOf">The step in which each place gets the barrier, 1 to the number of steps, in the order of the places.</param>
/// <param name="StandardError">Of the logarithm of the factor of change.</param>
/// <param name="SmallestFall">The smallest fall that would be shown with the power asked for: a factor below 1.</param>
public sealed record WedgeProposal(IReadOnlyList<int> StepOf, double StandardError, double SmallestFall);

/// <summary>Phasing a barrier over places so that it can be measured (Hussey and Hughes 2007): in the end all have it, and the order is drawn.</summary>
public static class SteppedWedge
{
    /// <summary>Proposes an order and says what it would show.</summary>
    /// <param name="question">Places, steps and months.</param>
    /// <returns>Untested with fewer than two places, and with as few steps as tell time and barrier apart by nothing.</returns>
    public static Tested<WedgeProposal> Propose(WedgeQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Check(question);
        if (question.Rates.Count < 2 || question.Steps < 2)
            return new Untested(Obstacle.TooFew, "One place, or one step for all, leaves nobody who waits: at least two places and two steps are needed.");

        var steps = Order(question);
        var error = Math.Sqrt(Variance(question, steps));
        var reach = Confidence.Quantile(1 - question.Level) + Confidence.Quantile(2 * question.Power - 1);
        return new WedgeProposal(steps, error, Math.Exp(-Math.Max(0, reach) * error));
    }

    /// <summary>Variance of the logarithm of the factor of change under an order, by generalised least squares of log rates with an effect of each period and of the barrier.</summary>
    internal static double Variance(WedgeQuestion question, IReadOnlyList<int> steps)
    {
        var periods = question.Steps + 1;
        var information = new double[periods + 1, periods + 1];
        for (var place = 0; place < steps.Count; place++)
        {
            // Noise of a period on the log scale, and what all periods of a place share: V = s I + b J.
            var noise = question.Dispersion / (question.Rates[place] * question.MonthsPerStep);
            var shared = question.Between / (noise * (noise + periods * question.Between));
            for (var s = 0; s < periods; s++)
            {
                for (var t = 0; t < periods; t++)
                {
                    var weight = (s == t ? 1 / noise : 0) - shared;
                    double treatedS = s >= steps[place] ? 1 : 0, treatedT = t >= steps[place] ? 1 : 0;
                    information[s, t] += weight;
                    information[periods, t] += weight * treatedS;
                    information[s, periods] += weight * treatedT;
                    information[periods, periods] += weight * treatedS * treatedT;
                }
            }
        }

        var normal = Cholesky.Of(information, out _) ?? throw new InvalidOperationException("With two steps and two places the information has an inverse.");
        return normal.Inverse()[periods, periods];
    }

    // Places of like size are dealt out over the steps, so that no step has all the large ones.
    static int[] Order(WedgeQuestion question)
    {
        var luck = new Luck(question.Seed);
        var steps = new int[question.Rates.Count];
        var bySize = Enumerable.Range(0, steps.Length).OrderByDescending(place => question.Rates[place]).ToArray();
        for (var from = 0; from < bySize.Length; from += question.Steps)
        {
            var deal = Enumerable.Range(1, question.Steps).ToArray();
            for (var i = deal.Length - 1; i > 0; i--)
            {
                var other = luck.Below(i + 1);
                (deal[i], deal[other]) = (deal[other], deal[i]);
            }

            for (var i = 0; i < question.Steps && from + i < bySize.Length; i++)
                steps[bySize[from + i]] = deal[i];
        }

        return steps;
    }

    static void Check(WedgeQuestion question)
    {
        Confidence.Check(question.Level);
        Confidence.Check(question.Power);
        if (question.Rates.Any(rate => !(rate > 0 && double.IsFinite(rate))) || !(question.MonthsPerStep > 0) || !(question.Dispersion >= 1) || !(question.Between >= 0) || question.Steps < 1 || question.Steps > Math.Max(1, question.Rates.Count))
            throw new ArgumentException("Rates and months are above 0, a dispersion is 1 or more, a variance 0 or more, and there are at most as many steps as places.", nameof(question));
    }
}
