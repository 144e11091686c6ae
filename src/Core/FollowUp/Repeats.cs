namespace Knooppunt.FollowUp;

/// <summary>That something was seen: which pattern, where, when.</summary>
/// <param name="What">Id of the pattern.</param>
/// <param name="Where">Id of the place; null when none is known.</param>
/// <param name="At">When.</param>
public readonly record struct Seen(string What, string? Where, DateTimeOffset At);

/// <summary>The same pattern at the same place, more than once.</summary>
/// <param name="What">Id of the pattern.</param>
/// <param name="Where">Id of the place; null when none is known.</param>
/// <param name="Now">How often in the span.</param>
/// <param name="Before">How often in the span of the same length before it.</param>
/// <param name="Last">The last time.</param>
public sealed record Repeat(string What, string? Where, int Now, int Before, DateTimeOffset Last);

/// <summary>What comes back. Counts beside counts and no more: whether a rise is more than chance is for a test, not for a morning page.</summary>
public static class Repeats
{
    /// <summary>What was seen often enough in the span that ends now, the most often first.</summary>
    /// <param name="seen">What was seen in twice the span; what is older or later is left out.</param>
    /// <param name="now">The end of the span, not in it.</param>
    /// <param name="span">How long; more than zero.</param>
    /// <param name="least">How often at least, from 1.</param>
    public static IReadOnlyList<Repeat> Find(IEnumerable<Seen> seen, DateTimeOffset now, TimeSpan span, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        return
        [
            .. seen.Where(one => one.At < now && one.At >= now - span - span).GroupBy(one => (one.What, one.Where))
                .Select(group => new Repeat(group.Key.What, group.Key.Where, group.Count(one => one.At >= now - span), group.Count(one => one.At < now - span), group.Max(one => one.At)))
                .Where(repeat => repeat.Now >= least)
                .OrderByDescending(repeat => repeat.Now).ThenBy(repeat => repeat.What, StringComparer.Ordinal).ThenBy(repeat => repeat.Where, StringComparer.Ordinal),
        ];
    }
}
