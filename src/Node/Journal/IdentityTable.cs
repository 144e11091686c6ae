namespace Knooppunt.Node.Journal;

/// <summary>Recent ids in memory: open addressing, 16 bytes an entry. An entry of zeros is an empty place, so the hash of zero counts as one.</summary>
internal sealed class IdentityTable
{
    IdentityEntry[] _places = new IdentityEntry[1 << 12];

    public int Count { get; private set; }

    /// <summary>Greatest time of what is in it, in microseconds.</summary>
    public long MaxTime { get; private set; } = long.MinValue;

    /// <summary>The content remembered for the id; null when it is not here.</summary>
    public uint? Find(in IdentityEntry entry)
    {
        ref var place = ref Place(entry);
        return place.High == 0 ? null : place.Content;
    }

    public void Add(in IdentityEntry entry, long time)
    {
        ref var place = ref Place(entry);
        if (place.High == 0)
            Count++;
        place = entry.High == 0 ? entry with { High = 1 } : entry;
        MaxTime = Math.Max(MaxTime, time);
        // Room for a full table and the batch that overfills it: growing for that batch alone would double the memory.
        if (Count * 8L > _places.Length * 5L)
            Grow();
    }

    /// <summary>Empties it and keeps its places, unless it had grown beyond a few mebibytes.</summary>
    public void Clear()
    {
        if (_places.Length <= 1 << 18)
            Array.Clear(_places);
        else
            _places = new IdentityEntry[1 << 12];
        (Count, MaxTime) = (0, long.MinValue);
    }

    public IdentityEntry[] Sorted()
    {
        var entries = Array.FindAll(_places, entry => entry.High != 0);
        Array.Sort(entries);
        return entries;
    }

    public void AddAll(IdentityTable other, Func<IdentityEntry, bool> keep)
    {
        foreach (var entry in other._places)
        {
            if (entry.High != 0 && keep(entry))
                Add(entry, other.MaxTime);
        }
    }

    ref IdentityEntry Place(in IdentityEntry entry)
    {
        var high = entry.High == 0 ? 1 : entry.High;
        var mask = _places.Length - 1;
        for (var at = (int)high & mask; ; at = (at + 1) & mask)
        {
            ref var place = ref _places[at];
            if (place.High == 0 || (place.High == high && place.Low == entry.Low))
                return ref place;
        }
    }

    void Grow()
    {
        var old = _places;
        _places = new IdentityEntry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.High != 0)
                Place(entry) = entry;
        }
    }
}
