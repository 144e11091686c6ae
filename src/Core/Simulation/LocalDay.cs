using System.Globalization;

namespace Knooppunt.Simulation;

/// <summary>One day at the place of the node: from local midnight to local midnight.</summary>
sealed class LocalDay(DateOnly date, TimeZoneInfo zone)
{
    public DateOnly Date { get; } = date;

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The date as <c>yyyy-mm-dd</c>.</summary>
    public string Name { get; } = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public bool IsWeekend => Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public DateTimeOffset Start => At(0);

    public DateTimeOffset End => new LocalDay(Date.AddDays(1), Zone).Start;

    /// <summary>The moment at so many local hours after midnight, to whole seconds; 24 and more lie in the next day.</summary>
    public DateTimeOffset At(double hour)
    {
        var local = Date.ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Floor(hour * 3600));
        // Seconds that a clock change skips do not exist; they become those an hour later.
        var offset = Zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        return new DateTimeOffset(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
    }

    /// <summary>Local wall time of a moment.</summary>
    public static DateTime Local(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).DateTime;
}
