using System.Globalization;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>Times and durations as a page writes them: local, the date when it is not today, durations in words.</summary>
sealed class LocalTime(NodeSettings settings, Language language, TimeProvider clock)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>"03:12:05", or "1 mrt 03:12:05" when it is not today.</summary>
    public string Moment(DateTimeOffset time)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, _zone), TimeZoneInfo.ConvertTime(clock.GetUtcNow(), _zone));
        var format = local.Date == today.Date ? "HH:mm:ss" : local.Year == today.Year ? "d MMM HH:mm:ss" : "d MMM yyyy HH:mm:ss";
        return local.ToString(format, language.Culture);
    }

    /// <summary>For the hover text: "2026-03-01 02:12:05 UTC".</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment on the clocks of the node.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone);

    /// <summary>When a local day begins and when it has ended, in UTC.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Bounds(DateOnly day) => (_zone.MidnightOf(day), _zone.MidnightOf(day.AddDays(1)));

    /// <summary>When a day begins that a form brings as yyyy-mm-dd; null when it brings none.</summary>
    public DateTimeOffset? MidnightOf(string? day) => Read(day) is { } date ? _zone.MidnightOf(date) : null;

    /// <summary>When the day after it begins.</summary>
    public DateTimeOffset? MidnightAfter(string? day) => Read(day) is { } date ? _zone.MidnightOf(date.AddDays(1)) : null;

    // The first and last days of the calendar have no day beside them.
    static DateOnly? Read(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999 ? date : null;

    /// <summary>"47 min", "3 u 10 min", "2 dagen".</summary>
    public string Duration(TimeSpan span) => Durations.Of(span, language.English);

    /// <summary>How long ago, in words.</summary>
    public string Since(DateTimeOffset time) => Duration(clock.GetUtcNow() - time);
}
