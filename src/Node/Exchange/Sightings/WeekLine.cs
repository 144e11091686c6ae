using Knooppunt.Knowledge.Sightings;

namespace Knooppunt.Node.Exchange.Sightings;

/// <summary>Counts what patterns found per week, of the organisations that let it be told. Asked anew each time; this room knows no signals.</summary>
/// <param name="pattern">Sigma id of the pattern.</param>
/// <param name="organisations">Whose signals count.</param>
/// <param name="from">The first week.</param>
/// <param name="stop">Stops.</param>
delegate Task<IReadOnlyList<WeekTally>> CountWeeks(string pattern, IReadOnlyCollection<string> organisations, IsoWeek from, CancellationToken stop);

/// <summary>What is to happen with a week.</summary>
enum WeekState : byte
{
    /// <summary>Its mark does not let anything of it go to another node.</summary>
    Marked,
    /// <summary>No organisation of this node lets it be told.</summary>
    Off,
    /// <summary>The week, or the days for looking after it, are not over.</summary>
    Early,
    /// <summary>Fewer than five subjects: it never goes.</summary>
    Few,
    /// <summary>A person holds it back.</summary>
    Held,
    /// <summary>It goes with the next round, for the first time.</summary>
    Due,
    /// <summary>It was told before, and what it says now goes with the next round.</summary>
    Again,
    /// <summary>It was sent, and the neighbour did not say that it has it: the same goes with the next round.</summary>
    Underway,
    /// <summary>The neighbour has it, and it says the same or changed by too few to be told again.</summary>
    Told,
}

/// <summary>One week of a pattern of a neighbour: what goes, and why not.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Title">Title of the pattern.</param>
/// <param name="Tally">As the node counts it; null where nothing is counted.</param>
/// <param name="State">What is to happen.</param>
/// <param name="Counts">What goes or went; null when nothing does.</param>
/// <param name="Goes">From when it goes; null when that is not what keeps it, or when nothing goes as it stands.</param>
/// <param name="HeldBy">Who holds it back; null when nobody does.</param>
sealed record WeekLine(string Indicator, string Title, WeekTally? Tally, WeekState State, SightingCounts? Counts, DateTimeOffset? Goes, string? HeldBy);
