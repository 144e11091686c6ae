namespace Knooppunt.Detection;

/// <summary>
/// The marks of what was derived at an offset, where they are more than those of the observation at it. It remembers the newest; older ones get the marks
/// of all that it forgot, so that forgetting never loosens.
/// </summary>
sealed class MadeOf
{
    const int Most = 1 << 16;
    readonly Dictionary<long, Marks> _marks = [];
    readonly Queue<long> _order = [];
    Marks _forgotten = Marks.None;
    long _forgottenTo = -1;

    public Marks At(long offset) => _marks.TryGetValue(offset, out var marks) ? marks : offset <= _forgottenTo ? _forgotten : Marks.None;

    /// <summary>Notes marks at an offset; offsets never fall.</summary>
    public void Add(long offset, Marks marks)
    {
        if (!_marks.TryGetValue(offset, out var known))
            _order.Enqueue(offset);
        _marks[offset] = (known ?? Marks.None).With(marks);
        if (_order.Count <= Most)
            return;
        _forgottenTo = _order.Dequeue();
        _marks.Remove(_forgottenTo, out var gone);
        _forgotten = _forgotten.With(gone!);
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Long(_forgottenTo);
        _forgotten.Write(writer);
        writer.Int(_order.Count);
        foreach (var offset in _order)
        {
            writer.Long(offset);
            _marks[offset].Write(writer);
        }
    }

    public void Read(ref SnapshotReader reader)
    {
        _forgottenTo = reader.Long();
        _forgotten = Marks.Read(ref reader);
        for (var left = reader.Count(12); left > 0; left--)
            Add(reader.Long(), Marks.Read(ref reader));
    }
}
