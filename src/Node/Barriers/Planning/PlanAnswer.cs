using Knooppunt.Effect;
using Knooppunt.Effect.Planning;
using Knooppunt.Effect.RareCounts;

namespace Knooppunt.Node.Barriers;

/// <summary>The smallest fall that can be seen, as a part of what is there: for the rate and for both ends of what the rate may be.</summary>
/// <param name="Months">Months after.</param>
/// <param name="Fall">At the rate, 0 to 1; null when not even a fall to nothing would be seen.</param>
/// <param name="Best">If the rate is at the upper end of its interval.</param>
/// <param name="Worst">If it is at the lower end.</param>
sealed record PlanPoint(int Months, double? Fall, double? Best, double? Worst);

/// <summary>What could be seen.</summary>
/// <param name="Asked">For the months that were asked for.</param>
/// <param name="Curve">For other numbers of months.</param>
/// <param name="Needed">Months after that falls of some sizes need, each with why not.</param>
/// <param name="TooMany">That so many are counted that any change of note is seen.</param>
sealed record PlanAnswer(PlanPoint Asked, IReadOnlyList<PlanPoint> Curve, IReadOnlyList<(double Fall, int? Months)> Needed, bool TooMany)
{
    // Beyond this many counts the exact sum takes longer than a page may, and a normal test sees every change of note.
    const double MostCounts = 4_000;

    static readonly double[] Falls = [.7, .5, .3];

    static readonly int[] Months = [3, 6, 9, 12, 18, 24, 36];

    /// <summary>Reckons; null when nobody gave a rate.</summary>
    public static PlanAnswer? Of(PlanQuestion question)
    {
        if (question.Rate is not { } rate || rate <= 0)
            return null;
        if (rate * (question.Before + Math.Max(question.After, Months[^1])) / question.Dispersion > MostCounts)
            return new(new(question.After, null, null, null), [], [], true);
        // A rate that was seen has an interval; one that was typed has none.
        var (low, high) = question.Seen is { } seen ? Ends(rate, seen, question.Dispersion) : (rate, rate);
        PlanPoint At(int months) => new(months, Fall(rate, months), Fall(high, months), Fall(low, months));
        double? Fall(double counted, int months) => counted <= 0 ? null : CountPower.SmallestFall(new(counted, question.Before, months, question.Dispersion)) is { Ok: true, Value: var factor } ? 1 - factor : null;
        return new(At(question.After), [.. Months.Select(At)], [.. Falls.Select(fall => (fall, MonthsOf(question, rate, fall)))], false);
    }

    static (double Low, double High) Ends(double rate, double months, double dispersion)
    {
        // Bursts count for as many fewer: the interval of the counts that they are worth.
        var interval = CountRate.Of(new CountOver((long)Math.Round(rate * months / dispersion), months)).Interval;
        return (interval.Low * dispersion, interval.High * dispersion);
    }

    static int? MonthsOf(PlanQuestion question, double rate, double fall) =>
        CountPower.MonthsNeeded(new(rate, question.Before, 1, question.Dispersion), 1 - fall) is { Ok: true, Value: var months } ? months : null;

    /// <summary>The proposal to phase; null with fewer than two places.</summary>
    public static Tested<WedgeProposal>? Wedge(PlanQuestion question) => question.Places.Count < 2 ? default(Tested<WedgeProposal>?) : SteppedWedge.Propose(new()
    {
        Rates = [.. question.Places.Select(place => place.Rate)],
        Steps = question.Steps,
        MonthsPerStep = question.MonthsPerStep,
        Dispersion = question.Dispersion,
    });
}
