namespace Knooppunt.Observations.Mapped;

/// <summary>Where rows say when they happened.</summary>
/// <param name="Columns">One column; or that of the day and that of the hour.</param>
/// <param name="Format">Its format; of two columns with a space between.</param>
/// <param name="HasClock">Whether it says the hour.</param>
/// <param name="SaysZone">Whether every cell says its zone.</param>
sealed record SuggestedTime(IReadOnlyList<string> Columns, string Format, bool HasClock, bool SaysZone)
{
    /// <summary>The first column with day and hour; else a day with an hour beside it; else a day; null without any.</summary>
    public static SuggestedTime? Among(IReadOnlyList<SuggestedColumn> columns)
    {
        if (columns.FirstOrDefault(column => column.Moment is not null) is { } moment)
            return new([moment.Name], moment.Moment!, true, moment.SaysZone);
        if (columns.FirstOrDefault(column => column.Day is not null) is not { } day)
            return null;
        return columns.FirstOrDefault(column => column.Clock is not null) is { } clock
            ? new([day.Name, clock.Name], $"{day.Day} {clock.Clock}", true, false)
            : new([day.Name], day.Day!, false, false);
    }
}
