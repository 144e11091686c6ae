using System.Globalization;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Programme;

/// <summary>Reads figures out of CSV (RFC 4180) with the columns node, year, period, metric, value, unit, as_reported_by, url and note, in any order. A bad line is a complaint; the others are taken.</summary>
public sealed class OutcomeFile
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 10_000;

    static readonly string[] Columns = ["node", "year", "period", "metric", "value", "unit", "as_reported_by", "url", "note"];

    OutcomeFile(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Complaint> complaints) => (Outcomes, Complaints) = (outcomes, complaints);

    /// <summary>The figures that could be read, in the order of the file.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>What could not be read, each with its line.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    public static OutcomeFile Read(string name, ReadOnlySpan<byte> bytes)
    {
        var taker = new Taker(name);
        var records = new CsvRecords(taker, ',');
        records.Feed(bytes);
        records.Complete();
        return new(taker.Outcomes, taker.Complaints);
    }

    sealed class Taker(string name) : ICsvTaker
    {
        int[]? _at;
        bool _full;

        public List<Outcome> Outcomes { get; } = [];

        public List<Complaint> Complaints { get; } = [];

        public void Record(CsvCells cells, long line)
        {
            var texts = new string[cells.Count];
            for (var cell = 0; cell < texts.Length; cell++)
                texts[cell] = Encoding.UTF8.GetString(cells[cell]).Trim();
            if (_at is null)
                Head(texts, line);
            else if (_at.Length > 0 && !_full)
                Line(texts, line);
        }

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long line) => Complaints.Add(new(new(name, line), sentence));

        void Head(string[] texts, long line)
        {
            int[] at = [.. Columns.Select(column => Array.IndexOf(texts, column))];
            var missing = Columns.Where((_, index) => at[index] < 0).ToList();
            if (missing.Count > 0)
                Complaints.Add(new(new(name, line), $"The columns {string.Join(", ", missing)} are missing; the first line must name {string.Join(", ", Columns)}."));
            _at = missing.Count > 0 ? [] : at;
        }

        void Line(string[] texts, long line)
        {
            string Cell(int column) => _at![column] < texts.Length ? texts[_at[column]] : "";
            var wrong = Cell(0).Length == 0 || Cell(3).Length == 0 || Cell(6).Length == 0 ? "node, metric and as_reported_by must be filled in"
                : !int.TryParse(Cell(1), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2200 ? $"the year \"{Cell(1)}\" must be 1900 to 2200"
                : !decimal.TryParse(Cell(4), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"the value \"{Cell(4)}\" must be a number with a point, without thousands marks"
                : Cell(7).Length > 0 && !Cell(7).StartsWith("https://", StringComparison.Ordinal) && !Cell(7).StartsWith("http://", StringComparison.Ordinal) ? $"the url \"{Cell(7)}\" must begin with http or https"
                : texts.Any(text => text.Length > 1000) ? "a cell has more than 1000 characters"
                : null;
            if (wrong is not null)
            {
                Complaints.Add(new(new(name, line), $"This line is left out: {wrong}."));
                return;
            }

            if (Outcomes.Count == Most)
            {
                Complaints.Add(new(new(name, line), $"Only the first {Most} lines are taken; split the file."));
                _full = true;
                return;
            }

            Outcomes.Add(new(Cell(0), int.Parse(Cell(1), CultureInfo.InvariantCulture), Cell(2).Length > 0 ? Cell(2) : "year", Cell(3), decimal.Parse(Cell(4), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), Cell(5), Cell(6), Cell(7), Cell(8)));
        }
    }
}
