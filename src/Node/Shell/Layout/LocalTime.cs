using Knooppunt.Node.Shell.Settings;

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

    /// <summary>For the hover text: UTC, RFC 3339.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"47 min", "3 u 10 min", "2 dagen".</summary>
    public string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{(int)span.TotalSeconds} s",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min",
        { TotalHours: < 48 } => $"{(int)span.TotalHours} {language["u", "h"]} {span.Minutes} min",
        _ => $"{(int)span.TotalDays} {language["dagen", "days"]}",
    };
}
