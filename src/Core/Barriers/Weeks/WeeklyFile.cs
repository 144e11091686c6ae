using System.Globalization;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Barriers;

/// <summary>Reads counts per week out of CSV (RFC 4180) with the columns place, week, what, count and source, in any order. A bad line is a complaint; the others are taken.</summary>
public static class WeeklyFile
{
    /// <summary>The most lines of one file: ten years of 200 places.</summary>
    public const int Most = 120_000;

    const int LongestText = 200;
    const long MostCounted = 10_000_000;

    static readonly string[] Columns = ["place", "week", "what", "count", "source"];

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    public static CsvSheet<WeeklyCount> Read(string name, ReadOnlySpan<byte> bytes) => CsvSheet.Read(name, bytes, Columns, Most, LongestText, Line);

    static (WeeklyCount?, string?) Line(string[] cells)
    {
        var dated = DateOnly.TryParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var week);
        var counted = long.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var wrong = cells[0].Length == 0 || cells[2].Length == 0 || cells[4].Length == 0 ? "place, what and source must be filled in"
            : WeeklyCount.IsOwn(cells[2]) ? $"\"{cells[2]}\" is what the node counts itself; give what was counted another name"
            : !dated ? $"the week \"{cells[1]}\" must be the Monday on which it begins, as 2026-01-05"
            : week.DayOfWeek != DayOfWeek.Monday ? $"the week {cells[1]} begins on a {week.DayOfWeek}; give the Monday, {WeeklyCount.WeekOf(week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            : !counted || count > MostCounted ? $"the count \"{cells[3]}\" must be a whole number, 0 to {MostCounted}"
            : null;
        return wrong is null ? (new(cells[0], week, cells[2], count, cells[4]), null) : (null, wrong);
    }
}
