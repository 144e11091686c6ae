namespace Knooppunt.Knowledge.Sightings;

/// <summary>How many signals, about how many different subjects.</summary>
/// <param name="Signals">Signals.</param>
/// <param name="Subjects">Different subjects of those signals; never more than the signals.</param>
public readonly record struct Tally(int Signals, int Subjects);

/// <summary>What a pattern found in a week, as the node itself counts it: it never leaves as it is (<see cref="SightingRule"/>).</summary>
/// <param name="Week">The week in which the signals began.</param>
/// <param name="Hits">All of them.</param>
/// <param name="Confirmed">Of those, confirmed by a person.</param>
/// <param name="Dismissed">Of those, dismissed by a person.</param>
/// <param name="Open">Of those, not judged.</param>
public sealed record WeekTally(IsoWeek Week, Tally Hits, Tally Confirmed, Tally Dismissed, Tally Open)
{
    /// <summary>Counts the signals of one week.</summary>
    /// <param name="week">The week.</param>
    /// <param name="signals">Each signal with what tells its subject apart, and whether it was confirmed; null when nobody judged it.</param>
    public static WeekTally Of(IsoWeek week, IReadOnlyCollection<(string Subject, bool? Confirmed)> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        Tally Count(Func<bool?, bool> fits) => signals.Where(one => fits(one.Confirmed)).Select(one => one.Subject).ToArray() is var subjects ? new(subjects.Length, subjects.Distinct(StringComparer.Ordinal).Count()) : default;
        return new(week, Count(_ => true), Count(verdict => verdict == true), Count(verdict => verdict == false), Count(verdict => verdict is null));
    }
}

/// <summary>What leaves of a week.</summary>
/// <param name="Hits">How many signals.</param>
/// <param name="Parts">How many of those were confirmed and dismissed; null where that would tell of fewer than <see cref="SightingRule.Fewest"/> subjects.</param>
public sealed record SightingCounts(int Hits, (int Confirmed, int Dismissed)? Parts);
