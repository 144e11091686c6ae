using System.Globalization;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Programme;

/// <summary>Reads figures out of CSV (RFC 4180) with the columns node, year, period, metric, value, unit, as_reported_by, url and note, and where it has one as_of, in any order. A bad line is a complaint; the others are taken.</summary>
public static class OutcomeFile
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 10_000;

    const int LongestText = 1000;
    const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    static readonly string[] Columns = ["node", "year", "period", "metric", "value", "unit", "as_reported_by", "url", "note"];

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    public static CsvSheet<Outcome> Read(string name, ReadOnlySpan<byte> bytes) => CsvSheet.Read(name, bytes, Columns, Most, LongestText, Line, ["as_of"]);

    static (Outcome?, string?) Line(string[] cells)
    {
        var counted = int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        var measured = decimal.TryParse(cells[4], Plain, CultureInfo.InvariantCulture, out var value);
        var dated = DateOnly.TryParseExact(cells[9], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var wrong = cells[0].Length == 0 || cells[3].Length == 0 || cells[6].Length == 0 ? "node, metric and as_reported_by must be filled in"
            : !counted || year is < 1900 or > 2200 ? $"the year \"{cells[1]}\" must be 1900 to 2200"
            : !measured ? $"the value \"{cells[4]}\" must be a number with a point, without thousands marks"
            : cells[7].Length > 0 && !cells[7].StartsWith("https://", StringComparison.Ordinal) && !cells[7].StartsWith("http://", StringComparison.Ordinal) ? $"the url \"{cells[7]}\" must begin with http or https"
            : cells[9].Length > 0 && !dated ? $"the day as_of \"{cells[9]}\" must be as 2026-01-31"
            : null;
        return wrong is null ? (new(cells[0], year, cells[2].Length > 0 ? cells[2] : "year", cells[3], value, cells[5], cells[6], cells[7], cells[8], dated ? day : null), null) : (null, wrong);
    }
}
