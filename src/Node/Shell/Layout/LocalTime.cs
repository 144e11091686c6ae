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
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"47 min", "3 u 10 min", "2 dagen".</summary>
    public string Duration(TimeSpan span) => Durations.Of(span, language.English);

    /// <summary>How long ago, in words.</summary>
    public string Since(DateTimeOffset time) => Duration(clock.GetUtcNow() - time);
}
