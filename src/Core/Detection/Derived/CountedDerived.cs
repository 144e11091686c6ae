using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// The derived observations that a correlation counted, by offset: no journal has them, and only with them can anybody say which line of the pattern held.
/// It remembers the newest that a window still reaches.
/// </summary>
sealed class CountedDerived
{
    const int Most = 1 << 12;
    readonly Dictionary<long, Observation[]> _at = [];
    readonly Queue<long> _order = [];

    public IReadOnlyList<Observation> At(long offset) => _at.GetValueOrDefault(offset, []);

    /// <summary>Notes one at an offset; offsets never fall.</summary>
    public void Add(long offset, Observation derived)
    {
        if (_at.TryGetValue(offset, out var known))
        {
            _at[offset] = [.. known, derived];
            return;
        }

        _at[offset] = [derived];
        _order.Enqueue(offset);
        if (_order.Count > Most)
            _at.Remove(_order.Dequeue());
    }

    /// <summary>Writes those from a time on, in UTC ticks, and lets go of the others.</summary>
    public void Write(SnapshotWriter writer, long from)
    {
        while (_order.TryPeek(out var oldest) && _at[oldest][0].Time.UtcTicks < from)
            _at.Remove(_order.Dequeue());
        writer.Int(_at.Values.Sum(all => all.Length));
        foreach (var offset in _order)
        {
            foreach (var derived in _at[offset])
            {
                writer.Long(offset);
                Write(writer, derived);
            }
        }
    }

    public void Read(ref SnapshotReader reader)
    {
        for (var left = reader.Count(60); left > 0; left--)
            Add(reader.Long(), ReadOne(ref reader));
    }

    static void Write(SnapshotWriter writer, Observation derived)
    {
        writer.Text(derived.Id);
        writer.Text(derived.Source);
        writer.Int((int)derived.Type.Family);
        writer.Text(derived.Type.Name);
        writer.Long(derived.Time.UtcTicks);
        writer.Long(derived.ReceivedAt?.UtcTicks ?? -1);
        writer.Text(derived.Subject?.ToString() ?? "");
        Marks.None.With(derived.Handling).Write(writer);
        writer.Int(derived.Data.Count);
        foreach (var (name, value) in derived.Data)
        {
            writer.Text(name);
            writer.Value(value);
        }
    }

    static Observation ReadOne(ref SnapshotReader reader) => new()
    {
        Id = reader.Text(),
        Source = reader.Text(),
        Type = new((Family)reader.Int(), reader.Text()),
        Time = reader.Time() ?? default,
        ReceivedAt = reader.Time(),
        Subject = Subject.TryParse(reader.Text()),
        Handling = Marks.Read(ref reader).All is [var handling, ..] ? handling : null,
        Data = Fields(ref reader),
    };

    static Fields Fields(ref SnapshotReader reader)
    {
        var fields = new Fields.Builder();
        for (var left = reader.Count(8); left > 0; left--)
            fields.Set(reader.Text(), reader.Value());
        return fields.Build();
    }
}
