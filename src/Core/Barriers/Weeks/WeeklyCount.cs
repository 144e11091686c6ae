namespace Knooppunt.Barriers;

/// <summary>How often something was counted at a place in one week, as somebody reported it.</summary>
/// <param name="Place">Id of the place: of the map of the node where it has one, else any short name.</param>
/// <param name="Week">The Monday on which the week begins.</param>
/// <param name="What">What was counted, the same words for the whole series.</param>
/// <param name="Count">0 or more. A week in which nothing happened is a line with 0; a week without a line was not counted.</param>
/// <param name="Source">Where the figure comes from.</param>
public sealed record WeeklyCount(string Place, DateOnly Week, string What, long Count, string Source)
{
    /// <summary>What the node counts itself goes by these names; nothing that comes in may (<see cref="IsOwn"/>).</summary>
    public const string Signals = "signals", Confirmed = "signals-confirmed", Inspections = "inspections-held", Published = "published";

    /// <summary>Before the short name of what was counted at inspections: at how many was looked, and of how many something was not in order.</summary>
    public const string LookedAt = "looked-at-", NotInOrder = "not-in-order-";

    /// <summary>Before what the node's signals are about and before the modus that they fit: its signals by good and by modus. Each signal is in one of each.</summary>
    public const string About = "signals-about-", Fits = "signals-fit-";

    /// <summary>Whether a name is one of those by which the node splits its signals.</summary>
    public static bool IsSplit(string what)
    {
        ArgumentNullException.ThrowIfNull(what);
        return what.StartsWith(About, StringComparison.Ordinal) || what.StartsWith(Fits, StringComparison.Ordinal);
    }

    /// <summary>Whether a name is one by which the node counts itself.</summary>
    public static bool IsOwn(string what)
    {
        ArgumentNullException.ThrowIfNull(what);
        return what is Signals or Confirmed or Inspections or Published || what.StartsWith(LookedAt, StringComparison.Ordinal) || what.StartsWith(NotInOrder, StringComparison.Ordinal) || IsSplit(what);
    }

    /// <summary>The Monday of the week in which a day lies.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The first Monday on or after a day: a week that was half with and half without a barrier counts as without.</summary>
    public static DateOnly FirstWholeWeek(DateOnly day) => WeekOf(day.AddDays(6));
}
