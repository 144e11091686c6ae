using Knooppunt.Signals;

namespace Knooppunt.FollowUp;

/// <summary>How a person wants to be told outside the screens.</summary>
public sealed record NoticeWish
{
    /// <summary>What is less grave is only shown in Knooppunt itself. Default medium.</summary>
    public Severity Lowest { get; init; } = Severity.Medium;

    /// <summary>From when it is quiet, local time; null together with <see cref="QuietTo"/> for never. May be later than the end: then it goes over midnight.</summary>
    public TimeOnly? QuietFrom { get; init; }

    /// <summary>Until when it is quiet, not in it.</summary>
    public TimeOnly? QuietTo { get; init; }

    /// <summary>How long after a message about something nothing more is told about the same. Default 15 minutes, zero for none.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many messages an hour at most, what is critical aside. Default 6, from 1.</summary>
    public int MostPerHour { get; init; } = 6;

    /// <summary>When what is less grave than high comes, once a day, local time; null for as it happens.</summary>
    public TimeOnly? Digest { get; init; }
}

/// <summary>Something to tell one person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Topic">What it is about, for the cooldown: a pattern, or a kind of thing.</param>
/// <param name="Severity">How grave.</param>
/// <param name="At">Since when it waits.</param>
public readonly record struct Notice(long Id, string Topic, Severity Severity, DateTimeOffset At);

/// <summary>A message that went out.</summary>
/// <param name="Topic">What it was about.</param>
/// <param name="At">When.</param>
public readonly record struct Told(string Topic, DateTimeOffset At);

/// <summary>
/// What may be told now. What may go goes in one message together; what waits is not lost, it goes with a later one. What is critical breaks through quiet hours, digest and
/// the cap of an hour, and never through the cooldown: nobody reads the fortieth message about one broken camera.
/// </summary>
public static class NoticePolicy
{
    /// <summary>The notices that go out in one message now; none when nothing may.</summary>
    /// <param name="wish">How the person wants it.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="told">What went out in the last day or longer.</param>
    /// <param name="now">Now.</param>
    /// <param name="zone">Whose clocks the wish means.</param>
    public static IReadOnlyList<Notice> Ready(NoticeWish wish, IEnumerable<Notice> waiting, IReadOnlyCollection<Told> told, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(told);
        var last = told.GroupBy(one => one.Topic).ToDictionary(group => group.Key, group => group.Max(one => one.At));
        var full = told.Where(one => one.At > now.AddHours(-1)).Select(one => one.At).Distinct().Count() >= wish.MostPerHour;
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var held = full || IsQuiet(wish, local);
        return [.. waiting.Where(one => one.Severity >= wish.Lowest
            && !(last.TryGetValue(one.Topic, out var before) && now - before < wish.Cooldown)
            && (one.Severity == Severity.Critical || (!held && (one.Severity >= Severity.High || DigestCame(wish, one.At, now, zone)))))];
    }

    static bool IsQuiet(NoticeWish wish, TimeOnly local) => (wish.QuietFrom, wish.QuietTo) is ({ } from, { } to) && from != to && (from < to ? local >= from && local < to : local >= from || local < to);

    // Whether the hour of the digest passed since it began to wait.
    static bool DigestCame(NoticeWish wish, DateTimeOffset since, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (wish.Digest is not { } hour)
            return true;
        var (from, to) = (TimeZoneInfo.ConvertTime(since, zone).DateTime, TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var next = from.Date + hour.ToTimeSpan();
        return to >= (next < from ? next.AddDays(1) : next);
    }
}
