using System.Collections.Immutable;

namespace Knooppunt.Node.Journal;

/// <summary>The segments of one lane of a journal, in the order in which they were begun, and the ones that are being written.</summary>
internal sealed class LaneStore(Lane lane, string folder, JournalKeys keys, JournalHealth health, long segmentBytes) : IDisposable
{
    readonly Dictionary<string, RowSegment> _writers = new(StringComparer.Ordinal);
    ImmutableArray<Segment> _segments = [];

    public Lane Lane { get; } = lane;

    /// <summary>The offset that the next row gets.</summary>
    public long Next { get; set; }

    /// <summary>Everything before this offset is on disk.</summary>
    public long Committed { get; set; }

    public ImmutableArray<Segment> Segments => _segments;

    /// <summary>Opens the segments to go on writing; with <paramref name="toRead"/> nothing is repaired, cut off or removed, so that another process may be writing.</summary>
    public void Open(IEnumerable<SegmentName> names, long verifyFrom, bool toRead = false)
    {
        foreach (var name in names.Where(name => name.Lane == Lane).OrderBy(name => name.Day).ThenBy(name => name.Number))
        {
            if (OpenSegment(name, verifyFrom, toRead) is not { } segment)
                continue;
            _segments = _segments.Add(segment);
            Committed = Math.Max(Committed, segment.Last + 1);
            // The newest of a class goes on being written.
            if (segment is RowSegment rows)
                _writers[name.Class] = rows;
            else
                _writers.Remove(name.Class);
        }

        Next = Committed;
    }

    /// <summary>The segment that takes rows of a class today.</summary>
    public RowSegment Writer(string retentionClass, DateOnly day)
    {
        if (_writers.TryGetValue(retentionClass, out var writer) && writer.Name.Day == day && writer.Length < segmentBytes)
            return writer;
        var number = _segments.Where(segment => segment.Name.Day == day && segment.Name.Class == retentionClass).Select(segment => segment.Name.Number + 1).DefaultIfEmpty().Max();
        writer = RowSegment.Create(new SegmentName(Lane, day, retentionClass, number), folder, keys, health);
        _writers[retentionClass] = writer;
        ImmutableInterlocked.Update(ref _segments, (segments, added) => segments.Add(added), writer);
        return writer;
    }

    /// <summary>Row segments that nothing will be added to.</summary>
    public IEnumerable<RowSegment> Finished(DateOnly today) =>
        _segments.OfType<RowSegment>().Where(segment => segment.Count > 0 && (segment.Name.Day < today || !_writers.ContainsValue(segment)));

    public void Replace(Segment old, Segment fresh)
    {
        ImmutableInterlocked.Update(ref _segments, segments => segments.Replace(old, fresh));
        // The old one is not closed: somebody may be in the middle of reading it. Its handle goes with the last reader.
        Stop(old);
    }

    public void Remove(Segment old)
    {
        ImmutableInterlocked.Update(ref _segments, segments => segments.Remove(old));
        Stop(old);
        old.Dispose();
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Dispose();
    }

    void Stop(Segment old)
    {
        if (_writers.TryGetValue(old.Name.Class, out var writer) && ReferenceEquals(writer, old))
            _writers.Remove(old.Name.Class);
    }

    /// <summary>The columns where they are whole, else the rows: sealing deletes the rows only after the columns are safe.</summary>
    Segment? OpenSegment(SegmentName name, long verifyFrom, bool toRead)
    {
        var rows = Path.Combine(folder, name + RowSegment.Extension);
        var columns = Path.Combine(folder, name + SealedSegment.Extension);
        if (File.Exists(columns) && SealedSegment.TryOpen(name, columns, keys, health) is { } whole)
        {
            if (File.Exists(rows) && !toRead)
                Disk.Delete(rows);
            return whole;
        }

        if (File.Exists(rows))
            return RowSegment.Open(name, rows, keys, health, verifyFrom, toRead);
        if (!File.Exists(columns))
            health.Tell($"The segment {name} is missing: its key is there and its file is not. What it held cannot be read.");
        return null;
    }
}
