namespace Knooppunt.Municipal;

/// <summary>How long a municipal signal is kept after it ended. The municipality sets the term of an approach; a privacy officer confirms the others before real data goes in (AVG art. 5 lid 1 e).</summary>
public static class MunicipalTerms
{
    /// <summary>Whole days that a signal is kept with which nothing is done, or that went elsewhere: long enough to be asked why.</summary>
    public const int EndedDays = 90;

    /// <summary>Longest term of a carried out approach, and longest time of watching its effect, in whole months; each is 1 to this.</summary>
    public const int LongestMonths = 60;

    /// <summary>When a signal ends.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="ended">When it ended.</param>
    /// <param name="monitoredUntil">Until when the effect of the approach is watched; null when there was none.</param>
    /// <param name="keepMonths">How many whole months after that it is kept; 0 when there was no approach.</param>
    public static DateTimeOffset EndOf(ProtocolEnd end, DateTimeOffset ended, DateTimeOffset? monitoredUntil, int keepMonths) =>
        end == ProtocolEnd.Done ? (monitoredUntil is { } until && until > ended ? until : ended).AddMonths(keepMonths) : ended.AddDays(EndedDays);
}
