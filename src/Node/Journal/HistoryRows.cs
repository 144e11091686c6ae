using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Finds single rows by offset. The blocks asked last stay open, since evidence lies near what completes it.</summary>
internal sealed class HistoryRows(Segment[] segments, Strings strings)
{
    const int MostOpen = 32;
    readonly LinkedList<(SealedBlock Block, long[] Offsets)> _open = new();
    (Segment? Segment, Dictionary<long, Observation> Rows) _unsealed = (null, []);

    /// <summary>The observation at an offset; null when it is not kept or cannot be read.</summary>
    public Observation? At(long offset)
    {
        for (var node = _open.First; node is not null; node = node.Next)
        {
            if (Array.BinarySearch(node.Value.Offsets, offset) is >= 0 and var row)
            {
                _open.Remove(node);
                _open.AddFirst(node);
                return node.Value.Block.One(row);
            }
        }

        // Segments of several classes overlap in offsets: each is asked until one has it.
        foreach (var segment in segments.Where(segment => segment.First <= offset && segment.Last >= offset))
        {
            if ((segment is SealedSegment columns ? Sealed(columns, offset) : Unsealed(segment, offset)) is { } found)
                return found;
        }

        return null;
    }

    Observation? Sealed(SealedSegment segment, long offset)
    {
        var block = segment.Blocks(strings).FirstOrDefault(block => block.First <= offset && block.Last >= offset);
        if (block?.Offsets() is not { } offsets || Array.BinarySearch(offsets, offset) is not (>= 0 and var row))
            return null;
        _open.AddFirst((block, offsets));
        if (_open.Count > MostOpen)
            _open.RemoveLast();
        return block.One(row);
    }

    Observation? Unsealed(Segment segment, long offset)
    {
        if (_unsealed.Segment == segment && _unsealed.Rows.TryGetValue(offset, out var known))
            return known;
        var rows = segment.From(offset, strings, span => span.First <= offset && span.Last >= offset).FirstOrDefault() ?? [];
        if (_unsealed.Segment != segment || _unsealed.Rows.Count > 100_000)
            _unsealed = (segment, []);
        foreach (var row in rows.Where(row => !row.Control))
            _unsealed.Rows[row.Offset] = row.Observation;
        return _unsealed.Rows.GetValueOrDefault(offset);
    }
}
