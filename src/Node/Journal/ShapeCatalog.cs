using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Finds the shape of an observation: nearly always the last one or one of a few. May be asked from many threads.</summary>
internal sealed class ShapeCatalog(SipHash hash)
{
    const int Limit = 4096;
    readonly Dictionary<int, List<RowShape>> _byHash = [];
    readonly Lock _gate = new();

    // Read and written without the lock: a shape is never changed, so a stale one costs a look-up and no more.
    readonly RowShape?[] _recent = new RowShape?[8];
    int _next, _count;

    public RowShape For(Observation observation, Handling? handling, bool streamed, bool control)
    {
        foreach (var recent in _recent)
        {
            if (recent is not null && recent.Fits(observation, handling, streamed, control))
                return recent;
        }

        lock (_gate)
        {
            var shape = Find(observation, handling, streamed, control);
            _recent[_next++ & 7] = shape;
            return shape;
        }
    }

    RowShape Find(Observation observation, Handling? handling, bool streamed, bool control)
    {
        var code = new HashCode();
        code.Add(observation.Source, StringComparer.Ordinal);
        code.Add(observation.Type.Name, StringComparer.Ordinal);
        for (var i = 0; i < observation.Data.Count; i++)
            code.Add(observation.Data[i].Key, StringComparer.Ordinal);
        var key = code.ToHashCode();
        if (_byHash.TryGetValue(key, out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Fits(observation, handling, streamed, control))
                    return candidate;
            }
        }

        if (_count++ >= Limit)
        {
            _byHash.Clear();
            _count = 1;
        }

        var made = RowShape.Of(observation, handling, streamed, control, hash);
        if (_byHash.TryGetValue(key, out var list))
            list.Add(made);
        else
            _byHash[key] = [made];
        return made;
    }
}
