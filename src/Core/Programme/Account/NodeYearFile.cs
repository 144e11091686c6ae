using System.Globalization;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Programme;

/// <summary>Reads what nodes say of their money out of CSV (RFC 4180) with the columns node, year, allotted, committed, spent, as_of and source, in any order. A bad line is a complaint; the others are taken.</summary>
public static class NodeYearFile
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 1_000;

    /// <summary>The most euros of one figure.</summary>
    public const long MostEuros = 1_000_000_000_000;

    const int LongestText = 200, LastYear = 2100;

    /// <summary>The columns, in the order in which a node writes them.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["node", "year", "allotted", "committed", "spent", "as_of", "source"];

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    /// <param name="today">No account can be as of a later day: it would hold against every one that comes after it.</param>
    public static CsvSheet<NodeYear> Read(string name, ReadOnlySpan<byte> bytes, DateOnly today) => CsvSheet.Read(name, bytes, Columns, Most, LongestText, cells => Line(cells, today));

    static (NodeYear?, string?) Line(string[] cells, DateOnly today)
    {
        var euros = new long[3];
        var amounts = Enumerable.Range(0, 3).All(i => long.TryParse(cells[2 + i], NumberStyles.None, CultureInfo.InvariantCulture, out euros[i]) && euros[i] <= MostEuros);
        var dated = DateOnly.TryParseExact(cells[5], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var counted = int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        var wrong = LetterNode.Find(cells[0]) is null ? $"the node \"{cells[0]}\" must be one of {string.Join(", ", LetterNode.All.Select(node => node.Code))}"
            : !counted || year is < LetterNode.FirstYear or > LastYear ? $"the year \"{cells[1]}\" must be {LetterNode.FirstYear} to {LastYear}"
            : !amounts ? $"allotted, committed and spent must be whole euros, 0 to {MostEuros}, without marks"
            : !dated ? $"the day \"{cells[5]}\" must be as 2026-01-31"
            : day > today ? $"the day {cells[5]} is yet to come; give the day for which the figures hold"
            : cells[6].Length == 0 ? "source must say who gave the figures"
            : null;
        return wrong is null ? (new(cells[0], year, euros[0], euros[1], euros[2], day, cells[6]), null) : (null, wrong);
    }
}
