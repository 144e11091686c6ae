using System.Text;

namespace Knooppunt.Observations.Mapped;

/// <summary>What was read out of a file of lines with named columns.</summary>
/// <typeparam name="T">What a line becomes.</typeparam>
/// <param name="Items">What could be read, in the order of the file.</param>
/// <param name="Complaints">What could not be read, each with its line: the first <see cref="CsvSheet.MostComplaints"/>.</param>
/// <param name="LeftOut">How many lines were left out, of which the first have a complaint; 0 when all were taken.</param>
public sealed record CsvSheet<T>(IReadOnlyList<T> Items, IReadOnlyList<Complaint> Complaints, long LeftOut);

/// <summary>Reads CSV (RFC 4180) whose first line names its columns, in any order and with others between them. A bad line is a complaint; the others are taken.</summary>
public static class CsvSheet
{
    /// <summary>The most complaints that are kept of one file.</summary>
    public const int MostComplaints = 100;

    /// <summary>Reads a whole file.</summary>
    /// <typeparam name="T">What a line becomes.</typeparam>
    /// <param name="name">Name of the file, for complaints.</param>
    /// <param name="bytes">The file, UTF-8.</param>
    /// <param name="columns">The columns that it must have.</param>
    /// <param name="most">The most lines that are taken.</param>
    /// <param name="longestText">The most characters of a cell.</param>
    /// <param name="read">Makes of a line, its cells trimmed and in the order of <paramref name="columns"/> and then of <paramref name="also"/>, what it says; or says, without a full stop, what is wrong with it.</param>
    /// <param name="also">Columns that it may have: their cells are empty where it has none. None by default.</param>
    public static CsvSheet<T> Read<T>(string name, ReadOnlySpan<byte> bytes, IReadOnlyList<string> columns, int most, int longestText, Func<string[], (T? Item, string? Wrong)> read, IReadOnlyList<string>? also = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(read);
        var taker = new Taker<T>(name, columns, also ?? [], most, longestText, read);
        var records = new CsvRecords(taker, ',');
        records.Feed(bytes);
        records.Complete();
        taker.Complete();
        return new(taker.Items, taker.Complaints, taker.LeftOut);
    }

    sealed class Taker<T>(string name, IReadOnlyList<string> columns, IReadOnlyList<string> also, int most, int longestText, Func<string[], (T? Item, string? Wrong)> read) : ICsvTaker
        where T : class
    {
        // Per column where it stands; empty when one is missing, and then no line can be read.
        int[]? _at;
        bool _isFull;

        public List<T> Items { get; } = [];

        public List<Complaint> Complaints { get; } = [];

        public long LeftOut { get; private set; }

        public void Record(CsvCells cells, long line)
        {
            var texts = new string[cells.Count];
            for (var cell = 0; cell < texts.Length; cell++)
                texts[cell] = Encoding.UTF8.GetString(cells[cell]).Trim();
            if (_at is null)
                Head(texts, line);
            else if (_at.Length == 0)
                LeftOut++;
            else if (Items.Count == most)
                Full(line);
            else
                Line(texts, line);
        }

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long line) => LeaveOut(line, sentence);

        public void Complete()
        {
            if (_at is null && Complaints.Count == 0)
                Complain(1, $"The file is empty; the first line must name {string.Join(", ", columns)}.");
        }

        void Head(string[] texts, long line)
        {
            int[] at = [.. columns.Select(column => Array.IndexOf(texts, column))];
            var missing = columns.Where((_, index) => at[index] < 0).ToList();
            if (missing.Count > 0)
                Complain(line, $"The columns {string.Join(", ", missing)} are missing; the first line must name {string.Join(", ", columns)}.");
            _at = missing.Count > 0 ? [] : [.. at, .. also.Select(column => Array.IndexOf(texts, column))];
        }

        void Line(string[] texts, long line)
        {
            // First, since the other sentences repeat what stands in a cell.
            var (item, wrong) = Array.Exists(texts, text => text.Length > longestText) ? (null, $"a cell has more than {longestText} characters")
                : read(Array.ConvertAll(_at!, at => at >= 0 && at < texts.Length ? texts[at] : ""));
            if (item is null)
                LeaveOut(line, $"This line is left out: {wrong}.");
            else
                Items.Add(item);
        }

        void Full(long line)
        {
            LeftOut++;
            if (_isFull)
                return;
            _isFull = true;
            Complain(line, $"Only the first {most} lines are taken; split the file.");
        }

        void LeaveOut(long line, string sentence)
        {
            LeftOut++;
            Complain(line, sentence);
        }

        void Complain(long line, string sentence)
        {
            if (Complaints.Count < MostComplaints)
                Complaints.Add(new(new(name, line), sentence));
        }
    }
}
