using System.Globalization;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Barriers;

/// <summary>Reads counts per week out of CSV (RFC 4180) with the columns place, week, what, count and source, in any order. A bad line is a complaint; the others are taken.</summary>
public sealed class WeeklyFile
{
    /// <summary>The most lines of one file: ten years of 200 places.</summary>
    public const int Most = 120_000;

    const int LongestText = 200;
    const long MostCounted = 10_000_000;

    static readonly string[] Columns = ["place", "week", "what", "count", "source"];

    /// <summary>The most complaints that are kept of one file.</summary>
    public const int MostComplaints = 100;

    WeeklyFile(Taker taken) => (Counts, Complaints, LeftOut) = (taken.Counts, taken.Complaints, taken.LeftOut);

    /// <summary>The counts that could be read, in the order of the file.</summary>
    public IReadOnlyList<WeeklyCount> Counts { get; }

    /// <summary>What could not be read, each with its line: the first <see cref="MostComplaints"/>.</summary>
    public IReadOnlyList<Complaint> Complaints { get; }

    /// <summary>How many lines were left out, of which the first have a complaint; 0 when all were taken.</summary>
    public long LeftOut { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    public static WeeklyFile Read(string name, ReadOnlySpan<byte> bytes)
    {
        var taker = new Taker(name);
        var records = new CsvRecords(taker, ',');
        records.Feed(bytes);
        records.Complete();
        taker.Complete();
        return new(taker);
    }

    sealed class Taker(string name) : ICsvTaker
    {
        int[]? _at;

        public List<WeeklyCount> Counts { get; } = [];

        public List<Complaint> Complaints { get; } = [];

        public long LeftOut { get; private set; }

        public void Record(CsvCells cells, long line)
        {
            var texts = new string[cells.Count];
            for (var cell = 0; cell < texts.Length; cell++)
                texts[cell] = Encoding.UTF8.GetString(cells[cell]).Trim();
            if (_at is null)
                Head(texts, line);
            else if (_at.Length > 0)
                Line(texts, line);
            else
                LeftOut++;
        }

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long line)
        {
            Complain(line, sentence);
            LeftOut++;
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
            var dated = DateOnly.TryParseExact(Cell(1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var week);
            var counted = long.TryParse(Cell(3), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            // First, since the other sentences repeat what stands in a cell.
            var wrong = texts.Any(text => text.Length > LongestText) ? $"a cell has more than {LongestText} characters"
                : Cell(0).Length == 0 || Cell(2).Length == 0 || Cell(4).Length == 0 ? "place, what and source must be filled in"
                : WeeklyCount.IsOwn(Cell(2)) ? $"\"{Cell(2)}\" is what the node counts itself; give what was counted another name"
                : !dated ? $"the week \"{Cell(1)}\" must be the Monday on which it begins, as 2026-01-05"
                : week.DayOfWeek != DayOfWeek.Monday ? $"the week {Cell(1)} begins on a {week.DayOfWeek}; give the Monday, {WeeklyCount.WeekOf(week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
                : !counted || count > MostCounted ? $"the count \"{Cell(3)}\" must be a whole number, 0 to {MostCounted}"
                : null;
            if (wrong is null && Counts.Count < Most)
            {
                Counts.Add(new(Cell(0), week, Cell(2), count, Cell(4)));
                return;
            }

            Complain(line, wrong is null ? $"Only the first {Most} lines are taken; split the file." : $"This line is left out: {wrong}.");
            LeftOut++;
        }

        void Complain(long line, string sentence)
        {
            if (Complaints.Count < MostComplaints)
                Complaints.Add(new(new(name, line), sentence));
        }
    }
}
