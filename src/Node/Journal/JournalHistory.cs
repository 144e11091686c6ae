using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Rows of a block that follow on each other in the journal.</summary>
/// <param name="Block">The block.</param>
/// <param name="From">Index of the first row.</param>
/// <param name="To">Index after the last.</param>
internal readonly record struct HistoryStretch(HistoryBlock Block, int From, int To);

/// <summary>
/// A journal as it lies on disk, for whoever goes over months of it: as columns, in offset order, without an object per row. It never writes,
/// and what it cannot read is passed over and told. Not for use from two threads.
/// </summary>
internal sealed partial class JournalHistory : IDisposable
{
    const int RowsAtOnce = 4096;
    readonly Segment[] _segments;
    readonly JournalHealth _health;
    readonly LaneStore? _own;
    readonly Strings _strings = new();
    readonly HistoryRows _rows;
    // Of segments that were read to their end.
    readonly Stack<BlockRoom> _freeRooms = new();

    JournalHistory(string name, IEnumerable<Segment> segments, JournalHealth health, Pseudonymiser pseudonyms, LaneStore? own)
    {
        (Name, _health, Pseudonyms, _own) = (name, health, pseudonyms, own);
        _segments = [.. segments.Where(segment => segment.Count > 0).OrderBy(segment => segment.First)];
        _rows = new HistoryRows(_segments, _strings);
    }

    /// <summary>Name of the journal.</summary>
    public string Name { get; }

    /// <summary>Makes the journal's tokens.</summary>
    public Pseudonymiser Pseudonyms { get; }

    /// <summary>Of a journal that is open in this process.</summary>
    public static JournalHistory Of(string name, IEnumerable<Segment> main, JournalHealth health, Pseudonymiser pseudonyms) => new(name, main, health, pseudonyms, null);

    /// <summary>Opens a journal to be read, also while a node writes it; null when there is none in the folder.</summary>
    /// <param name="folder">Folder of the journal.</param>
    /// <param name="name">Short name of its organisation.</param>
    /// <param name="readPlate">How a plate is read, so that literals become the same tokens; null for the least reading.</param>
    public static JournalHistory? Open(string folder, string name, Func<string, PlateReading>? readPlate)
    {
        var segments = Path.Combine(folder, "segments");
        if (!File.Exists(Path.Combine(folder, "keys", "organisation.key")) || !Directory.Exists(segments))
            return null;
        var (keys, health) = (JournalKeys.Open(Path.Combine(folder, "keys")), new JournalHealth(name));
        var lane = new LaneStore(Lane.Main, segments, keys, health, 0);
        var there = Directory.EnumerateFiles(segments).Select(file => SegmentName.TryParse(Path.GetFileNameWithoutExtension(file))).OfType<SegmentName>();
        lane.Open([.. there.Union(keys.Known())], 0, toRead: true);
        return new JournalHistory(name, lane.Segments, health, new Pseudonymiser(keys.Pseudonyms, readPlate), lane);
    }

    /// <summary>Every control record but the ticks, in offset order: by what the journal is judged, and what was deleted.</summary>
    public IEnumerable<(long Offset, ControlRecord Record)> Controls()
    {
        foreach (var block in _segments.Where(IsControl).SelectMany(segment => Blocks(segment, 0, ["content"])))
        {
            for (var i = 0; i < block.Offsets.Length; i++)
            {
                if (block.ShapeAt(i) is { Control: true, Type.Name: not "tick" } shape && block.At(i) is { } row)
                    yield return (block.Offsets[i], new ControlRecord(shape.Type.Name, row.Id, row.Data["content"].Text ?? ""));
            }
        }
    }

    /// <summary>The last tick before an offset; null when there is none.</summary>
    public DateTimeOffset? TickBefore(long offset)
    {
        foreach (var segment in _segments.Where(segment => IsControl(segment) && segment.First < offset).Reverse())
        {
            DateTimeOffset? last = null;
            foreach (var block in Blocks(segment, 0, ["content"]).TakeWhile(block => block.Offsets[0] < offset))
            {
                for (var i = 0; i < block.Offsets.Length && block.Offsets[i] < offset; i++)
                    last = block.ShapeAt(i) is { Control: true, Type.Name: "tick" } ? TickAt(block, i) ?? last : last;
            }

            if (last is not null)
                return last;
        }

        return null;
    }

    /// <summary>What a tick says; null when it says that no source spoke.</summary>
    public static DateTimeOffset? TickAt(HistoryBlock block, int row) =>
        DateTimeOffset.TryParse(block.Field("content") is { } column && column.Ids[row] >= 0 ? column.Values[column.Ids[row]].Text : null, CultureInfo.InvariantCulture, out var tick) ? tick : null;

    /// <summary>The first offset at which an observation of a time or later may stand.</summary>
    public long FirstAt(DateTimeOffset time)
    {
        var micros = Micros.From(time);
        return _segments.Where(segment => !IsControl(segment) && segment.MaxTime >= micros)
            .Select(segment => segment is SealedSegment columns ? columns.Blocks(_strings).First(block => block.MaxTime >= micros).First : segment.First)
            .DefaultIfEmpty(long.MaxValue).Min();
    }

    /// <summary>How many rows stand from an offset on in blocks that may hold something before a time: what there is to do.</summary>
    public long RowsFrom(long offset, DateTimeOffset before)
    {
        var micros = Micros.From(before);
        return _segments.Where(segment => segment.Last >= offset && segment.MinTime < micros)
            .Sum(segment => segment is SealedSegment columns ? columns.Blocks(_strings).Where(block => block.Last >= offset && block.MinTime < micros).Sum(block => (long)block.Rows) : segment.Count);
    }

    /// <summary>Everything from an offset on, in offset order. A block is good until the last of its rows has been asked beyond: the next one of its segment is decoded in its place.</summary>
    /// <param name="offset">The first offset.</param>
    /// <param name="fields">The fields that will be asked for; null for all. A block in which one of them is damaged is passed over and told.</param>
    public IEnumerable<HistoryStretch> From(long offset, IReadOnlyCollection<string>? fields)
    {
        var cursors = new PriorityQueue<Cursor, long>();
        foreach (var segment in _segments.Where(segment => segment.Last >= offset))
            cursors.Enqueue(new Cursor(Blocks(segment, offset, fields).GetEnumerator(), offset), Math.Max(offset, segment.First));
        while (cursors.TryDequeue(out var cursor, out var expected))
        {
            // A segment is opened when its first offset comes up, and may then begin later than it was thought to.
            if (!cursor.Ready())
                continue;
            if (cursor.Offset > expected && cursors.TryPeek(out _, out var earlier) && earlier < cursor.Offset)
            {
                cursors.Enqueue(cursor, cursor.Offset);
                continue;
            }

            yield return cursor.Until(cursors.TryPeek(out _, out var other) ? other : long.MaxValue);
            if (cursor.Ready())
                cursors.Enqueue(cursor, cursor.Offset);
        }
    }

    /// <summary>The observation at an offset; null when it is not kept or cannot be read.</summary>
    public Observation? At(long offset) => _rows.At(offset);

    /// <summary>What was damaged, missing or without its key, with the day on which it had come in.</summary>
    public IEnumerable<(DateOnly Day, string Sentence)> Damage() =>
        from sentence in _health.Sentences
        let named = MainSegment().Match(sentence)
        where named.Success
        select (DateOnly.ParseExact(named.Groups[1].Value, "yyyyMMdd", CultureInfo.InvariantCulture), sentence);

    public void Dispose() => _own?.Dispose();

    static bool IsControl(Segment segment) => segment.Name.Class == SegmentName.ControlClass;

    IEnumerable<HistoryBlock> Blocks(Segment segment, long offset, IReadOnlyCollection<string>? fields)
    {
        if (segment is not SealedSegment columns)
        {
            foreach (var rows in segment.From(offset, _strings, _ => true).SelectMany(batch => batch).Where(row => row.Offset >= offset).Chunk(RowsAtOnce))
                yield return RowHistoryBlock.Of(rows, segment.Name.Class);
            yield break;
        }

        // Ticks and what else the node tells of itself stand among the control records.
        var asked = fields is null || !IsControl(segment) ? fields : [.. fields, "content"];
        var room = _freeRooms.TryPop(out var free) ? free : new BlockRoom();
        foreach (var block in columns.Blocks(_strings, room).Where(block => block.Last >= offset))
        {
            room.Begin();
            if (SealedHistoryBlock.Open(block, segment.Name.Class, asked) is { } open)
                yield return open;
            else if (!segment.IsClosed)
                _health.Tell($"In the sealed segment {segment.Name}, offsets {block.First} to {block.Last} cannot be read: a column is damaged.");
        }

        _freeRooms.Push(room);
    }

    [GeneratedRegex(@"\bmain-(\d{8})-")]
    private static partial Regex MainSegment();

    /// <summary>Where one segment is being read.</summary>
    sealed class Cursor(IEnumerator<HistoryBlock> blocks, long from)
    {
        HistoryBlock? _block;
        int _row;

        public long Offset => _block!.Offsets[_row];

        /// <summary>Whether there is a row; opens the next block when there is none left in this one.</summary>
        public bool Ready()
        {
            while (_block is null || _row >= _block.Offsets.Length)
            {
                if (!blocks.MoveNext())
                    return false;
                _block = blocks.Current;
                _row = FirstFrom(_block.Offsets, from);
            }

            return true;
        }

        /// <summary>The rows before another segment's offset; at least one.</summary>
        public HistoryStretch Until(long other)
        {
            var (block, begin) = (_block!, _row);
            _row = other > block.Offsets[^1] ? block.Offsets.Length : Math.Max(begin + 1, FirstFrom(block.Offsets, other));
            return new(block, begin, _row);
        }

        static int FirstFrom(long[] offsets, long offset)
        {
            var at = Array.BinarySearch(offsets, offset);
            return at < 0 ? ~at : at;
        }
    }
}
