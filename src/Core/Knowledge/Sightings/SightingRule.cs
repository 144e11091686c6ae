namespace Knooppunt.Knowledge.Sightings;

/// <summary>
/// Which counts may leave: none that tells of fewer than five subjects, by itself or by subtraction from another. A week of fewer leaves not at all; a part of a week (confirmed, dismissed, and so also
/// what is still open) is told only when each part is empty or of at least five; a recount replaces what was told only where each number, compared with every version told before, stays or changes by at least five subjects.
/// Weeks do not overlap and no total over weeks or patterns is ever told, so that there is nothing else to subtract.
/// </summary>
/// <remarks>Complementary suppression and the protection of repeated tables: Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapters 4 and 5.</remarks>
public static class SightingRule
{
    /// <summary>The fewest subjects of which anything is told: 5.</summary>
    public const int Fewest = 5;

    /// <summary>What may be told of a week of which nothing was told; null when nothing may.</summary>
    public static SightingCounts? First(WeekTally now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return now.Hits.Subjects < Fewest ? null : new(now.Hits.Signals, HasSafeParts(now) ? (now.Confirmed.Signals, now.Dismissed.Signals) : null);
    }

    /// <summary>What may replace what was told of a week; null when nothing may, or when it says the same.</summary>
    /// <param name="before">The week as it was counted each time that it was told, the last one last: who keeps every version can subtract any two.</param>
    /// <param name="told">What was told last.</param>
    /// <param name="now">The week as it is counted now.</param>
    public static SightingCounts? Recount(IReadOnlyList<WeekTally> before, SightingCounts told, WeekTally now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(told);
        if (First(now) is not { } next || next == told || !before.All(earlier => MayChange(earlier.Hits, now.Hits)))
            return null;
        // To leave out what was told before would say that it became small.
        return (told.Parts is null || next.Parts is not null) && (next.Parts is null || before.All(earlier => PartsMayChange(earlier, now))) ? next : null;
    }

    // Parts that were not told cannot be subtracted from.
    static bool PartsMayChange(WeekTally before, WeekTally now) =>
        !HasSafeParts(before) || (MayChange(before.Confirmed, now.Confirmed) && MayChange(before.Dismissed, now.Dismissed) && MayChange(before.Open, now.Open));

    static bool HasSafeParts(WeekTally tally) => IsSafe(tally.Confirmed) && IsSafe(tally.Dismissed) && IsSafe(tally.Open);

    static bool IsSafe(Tally part) => part.Signals == 0 || part.Subjects >= Fewest;

    static bool MayChange(Tally before, Tally now) => before.Signals == now.Signals || Math.Abs(now.Subjects - before.Subjects) >= Fewest;
}
