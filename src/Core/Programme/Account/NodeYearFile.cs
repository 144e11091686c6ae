using System.Globalization;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Programme;

/// <summary>Reads what nodes say of their money out of CSV (RFC 4180) with the columns node, year, allotted, committed, spent, as_of and source, in any order. A bad line is a complaint; the others are taken.</summary>
public sealed class NodeYearFile
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 1_000;

    /// <summary>The most euros of one figure.</summary>
    public const long MostEuros = 1_000_000_000_000;

    /// <summary>The columns, in the order in which a node writes them.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["node", "year", "allotted", "committed", "spent", "as_of", "source"];

    const int LongestText = 200, LastYear = 2100;

    NodeYearFile(Taker taker) => (Years, Complaints) = (taker.Years, taker.Complaints);

    /// <summary>What could be read, in the order of the file.</summary>
    public IReadOnlyList<NodeYear> Years { get; }

    /// <summary>What could not be read, each with its line.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    /// <param name="today">No account can be as of a later day: it would hold against every one that comes after it.</param>
    public static NodeYearFile Read(string name, ReadOnlySpan<byte> bytes, DateOnly today)
    {
        var taker = new Taker(name, today);
        var records = new CsvRecords(taker, ',');
        records.Feed(bytes);
        records.Complete();
        taker.Complete();
        return new(taker);
    }

    sealed class Taker(string name, DateOnly today) : ICsvTaker
    {
        int[]? _at;
        int _lines;

        public List<NodeYear> Years { get; } = [];

        public List<Complaint> Complaints { get; } = [];

        public void Record(CsvCells cells, long line)
        {
            var texts = new string[cells.Count];
            for (var cell = 0; cell < texts.Length; cell++)
                texts[cell] = Encoding.UTF8.GetString(cells[cell]).Trim();
            if (_at is null)
                Head(texts, line);
            else if (_at.Length > 0 && ++_lines <= Most)
                Line(texts, line);
            else if (_lines == Most + 1)
                Complain(line, $"Only the first {Most} lines are read; split the file.");
        }

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long line)
        {
            if (++_lines <= Most)
                Complain(line, sentence);
        }

        public void Complete()
        {
            if (_at is null && Complaints.Count == 0)
                Complain(1, $"The file is empty; the first line must name {string.Join(", ", Columns)}.");
        }

        void Head(string[] texts, long line)
        {
            int[] at = [.. Columns.Select(column => Array.IndexOf(texts, column))];
            var missing = Columns.Where((_, index) => at[index] < 0).ToList();
            if (missing.Count > 0)
                Complain(line, $"The columns {string.Join(", ", missing)} are missing; the first line must name {string.Join(", ", Columns)}.");
            _at = missing.Count > 0 ? [] : at;
        }

        void Line(string[] texts, long line)
        {
            string Cell(int column) => _at![column] < texts.Length ? texts[_at[column]] : "";
            var euros = new long[3];
            var amounts = Enumerable.Range(0, 3).All(i => long.TryParse(Cell(2 + i), NumberStyles.None, CultureInfo.InvariantCulture, out euros[i]) && euros[i] <= MostEuros);
            var dated = DateOnly.TryParseExact(Cell(5), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            // First, since the other sentences repeat what stands in a cell.
            var wrong = texts.Any(text => text.Length > LongestText) ? $"a cell has more than {LongestText} characters"
                : LetterNode.Find(Cell(0)) is null ? $"the node \"{Cell(0)}\" must be one of {string.Join(", ", LetterNode.All.Select(node => node.Code))}"
                : !int.TryParse(Cell(1), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < LetterNode.FirstYear or > LastYear ? $"the year \"{Cell(1)}\" must be {LetterNode.FirstYear} to {LastYear}"
                : !amounts ? $"allotted, committed and spent must be whole euros, 0 to {MostEuros}, without marks"
                : !dated ? $"the day \"{Cell(5)}\" must be as 2026-01-31"
                : day > today ? $"the day {Cell(5)} is yet to come; give the day for which the figures hold"
                : Cell(6).Length == 0 ? "source must say who gave the figures"
                : null;
            if (wrong is not null)
                Complain(line, $"This line is left out: {wrong}.");
            else
                Years.Add(new(Cell(0), int.Parse(Cell(1), CultureInfo.InvariantCulture), euros[0], euros[1], euros[2], day, Cell(6)));
        }

        void Complain(long line, string sentence) => Complaints.Add(new(new(name, line), sentence));
    }
}
