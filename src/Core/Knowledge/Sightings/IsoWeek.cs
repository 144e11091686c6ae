using System.Globalization;

namespace Knooppunt.Knowledge.Sightings;

/// <summary>A week of ISO 8601 in UTC: from Monday 00:00 up to the next. <c>default</c> is no week.</summary>
/// <param name="Year">The ISO year: the year of its Thursday.</param>
/// <param name="Number">1 to 52 or 53.</param>
public readonly record struct IsoWeek(int Year, int Number) : IComparable<IsoWeek>
{
    /// <summary>The week in which a moment lies.</summary>
    public static IsoWeek Of(DateTimeOffset moment) => new(ISOWeek.GetYear(moment.UtcDateTime), ISOWeek.GetWeekOfYear(moment.UtcDateTime));

    /// <summary>The week that begins and ends at these moments; null when they are no bounds of one.</summary>
    /// <param name="first">Its first moment.</param>
    /// <param name="last">Its last millisecond.</param>
    public static IsoWeek? Within(DateTimeOffset first, DateTimeOffset last) => last - first == TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1) && Of(first) is var week && week.Begins == first ? week : null;

    /// <summary>Its first moment.</summary>
    public DateTimeOffset Begins => new(DateTime.SpecifyKind(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday), DateTimeKind.Utc));

    /// <summary>The first moment after it.</summary>
    public DateTimeOffset Ends => Begins.AddDays(7);

    /// <summary>Its last millisecond, as a sighting writes it.</summary>
    public DateTimeOffset Last => Ends.AddMilliseconds(-1);

    /// <inheritdoc/>
    public int CompareTo(IsoWeek other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary>Order in time.</summary>
    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    /// <summary>Order in time.</summary>
    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    /// <summary>Order in time.</summary>
    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    /// <summary>Order in time.</summary>
    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    /// <summary>As ISO 8601 writes it: <c>2026-W48</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
