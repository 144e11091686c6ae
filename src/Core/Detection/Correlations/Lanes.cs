using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Knooppunt.Detection;

/// <summary>An event remembered in a window.</summary>
struct Entry
{
    public long Time;
    public long Offset;
    /// <summary>Number of a value, or the bits of a number.</summary>
    public long Value;

    public readonly bool IsBefore(long time, long offset) => Time < time || (Time == time && Offset < offset);
}

/// <summary>
/// The remembered events of all groups of a correlation: per lane (a group's rule) a run of entries by time, then offset. A run lies in one piece,
/// so that a window costs one or two cache lines; all pieces lie in one array, in sizes of powers of two.
/// </summary>
sealed class Lanes
{
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    struct Lane
    {
        /// <summary>Time of the last entry: says of most lanes that are swept that they are over, or wholly not, without a look at their entries.</summary>
        public long Newest;
        public int First;
        public int Count;
        public int Room;

        /// <summary>Where the piece begins: at a multiple of its size, so that it need not be remembered.</summary>
        public readonly int Start => First & -Room;
    }

    // Room for the first entry of all, which most lanes never outgrow.
    const int Smallest = 1;

    // Per size, as its power of two, where the free pieces begin: beside the entries and not in them, so that to free or take one waits for no memory.
    readonly IntBuffer?[] _free = new IntBuffer?[31];
    Lane[] _lanes = new Lane[16];
    Entry[] _entries = new Entry[64];
    int _used;

    /// <summary>Entries remembered in all lanes.</summary>
    public int Live { get; private set; }

    public int LaneLimit => _lanes.Length;

    public int Count(int lane) => lane < _lanes.Length ? _lanes[lane].Count : 0;

    /// <summary>The entries of a lane, by time, then offset.</summary>
    public ReadOnlySpan<Entry> Of(int lane)
    {
        if (lane >= _lanes.Length)
            return default;
        ref readonly var own = ref _lanes[lane];
        return _entries.AsSpan(own.First, own.Count);
    }

    /// <summary>The entries of a lane in a window, both ends inclusive.</summary>
    public ReadOnlySpan<Entry> In(int lane, long from, long to)
    {
        var entries = Of(lane);
        var (start, end) = (0, entries.Length);
        while (end > 0 && entries[end - 1].Time > to)
            end--;
        while (start < end && entries[start].Time < from)
            start++;
        return entries[start..end];
    }

    /// <summary>Brings a lane's numbers near, which say where its entries lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BringLane(int lane)
    {
        if (lane < _lanes.Length)
            Near.Bring(in _lanes[lane]);
    }

    /// <summary>Brings the oldest entry of a lane near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BringEntry(int lane)
    {
        if ((uint)lane < (uint)_lanes.Length)
            Near.Bring(in _entries[_lanes[lane].First]);
    }

    /// <summary>Makes room at once for so many lanes and entries.</summary>
    public void Expect(int lanes, int entries)
    {
        Growth.Reach(ref _lanes, lanes);
        Growth.Reach(ref _entries, entries);
    }

    public void Insert(int lane, long time, long offset, long value)
    {
        Growth.Reach(ref _lanes, lane + 1);
        ref var own = ref _lanes[lane];
        if (own.First + own.Count == own.Start + own.Room)
            MakeRoom(ref own);
        var at = own.First + own.Count++;
        if (at == own.First || time > own.Newest)
            own.Newest = time;
        else
        {
            for (; at > own.First && !_entries[at - 1].IsBefore(time, offset); at--)
                _entries[at] = _entries[at - 1];
        }

        _entries[at] = new Entry { Time = time, Offset = offset, Value = value };
        Live++;
    }

    /// <summary>Moves the entries to the beginning of their piece when half of it is free, or else to a larger one.</summary>
    void MakeRoom(ref Lane lane)
    {
        if (lane.Room > 0 && lane.Count * 2 <= lane.Room)
        {
            Array.Copy(_entries, lane.First, _entries, lane.Start, lane.Count);
            lane.First = lane.Start;
            return;
        }

        var room = lane.Room == 0 ? Smallest : lane.Room * 2;
        var start = Take(room);
        Array.Copy(_entries, lane.First, _entries, start, lane.Count);
        if (lane.Room > 0)
            Free(lane.Start, lane.Room);
        (lane.First, lane.Room) = (start, room);
    }

    int Take(int room)
    {
        if (_free[BitOperations.Log2((uint)room)] is { Count: > 0 } free)
            return free.TakeLast();
        // What lies before the next multiple is left to smaller pieces.
        for (var gap = _used & -_used; gap < room && gap > 0; gap = _used & -_used)
        {
            Free(_used, gap);
            _used += gap;
        }

        Growth.Reach(ref _entries, checked(_used + room));
        _used += room;
        return _used - room;
    }

    void Free(int start, int room) => (_free[BitOperations.Log2((uint)room)] ??= new IntBuffer()).Add(start);

    /// <summary>Forgets what is older than a time.</summary>
    public void Prune(int lane, long before) => Prune(ref _lanes[lane], before);

    void Prune(ref Lane own, long before)
    {
        if (own.Count > 0 && _entries[own.First].Time >= before)
            return;
        // Asked before the last entry goes: behind it another piece may begin.
        var start = own.Start;
        while (own.Count > 0 && _entries[own.First].Time < before)
        {
            own.First++;
            own.Count--;
            Live--;
        }

        if (own.Count > 0 || own.Room == 0)
            return;
        Free(start, own.Room);
        own = default;
    }

    /// <summary>Forgets what is older than a time in lanes that follow on each other, and need not be there; whether anything is left.</summary>
    public bool Keep(int first, int count, long before)
    {
        if (first >= _lanes.Length)
            return false;
        var any = false;
        foreach (ref var lane in _lanes.AsSpan(first, Math.Min(count, _lanes.Length - first)))
            any |= lane.Count > 0 && Keep(ref lane, before);
        return any;
    }

    bool Keep(ref Lane lane, long before)
    {
        // Most lanes are over whole or not at all.
        if (lane.Newest < before)
        {
            Live -= lane.Count;
            Free(lane.Start, lane.Room);
            lane = default;
            return false;
        }

        if (lane.Count > 1)
            Prune(ref lane, before);
        return true;
    }

    /// <summary>How many entries of a lane come before a time and offset.</summary>
    public int Before(int lane, long time, long offset)
    {
        var entries = Of(lane);
        var before = entries.Length;
        while (before > 0 && !entries[before - 1].IsBefore(time, offset))
            before--;
        return before;
    }

    /// <summary>Whether a lane holds the event of a time and offset.</summary>
    public bool Holds(int lane, long time, long offset)
    {
        var at = Before(lane, time, offset);
        return at < Count(lane) && Of(lane)[at] is var entry && entry.Time == time && entry.Offset == offset;
    }

    /// <summary>Replaces the values of all remembered entries.</summary>
    public void Renumber(Func<long, long> renumbered)
    {
        foreach (ref readonly var lane in _lanes.AsSpan())
        {
            foreach (ref var entry in _entries.AsSpan(lane.First, lane.Count))
                entry.Value = renumbered(entry.Value);
        }
    }
}
