using System.Numerics;

namespace Knooppunt.Detection;

/// <summary>An event remembered in a window.</summary>
struct Entry
{
    public long Time;
    public long Offset;
    /// <summary>Number of a value, or the bits of a number.</summary>
    public long Value;
    public int Older;
    public int Newer;
}

/// <summary>
/// The remembered events of all groups of a correlation: per lane (a group's rule) a list ordered by time, then offset.
/// All entries lie in one array; a lane is three numbers.
/// </summary>
sealed class Lanes
{
    public const int None = -1;

    struct Ends
    {
        // Stored one higher, so that a new lane of zeros is empty.
        public int Newest;
        public int Oldest;
        public int Count;
        /// <summary>Times of both ends, kept here so that most questions need no entry.</summary>
        public long NewestTime;
        public long OldestTime;
    }

    Ends[] _lanes = new Ends[16];
    Entry[] _entries = new Entry[64];
    int _free = None;
    int _used;

    public int Live { get; private set; }

    public bool IsFull => _free == None && _used == _entries.Length;

    public ref readonly Entry this[int entry] => ref _entries[entry];

    public int Newest(int lane) => lane < _lanes.Length ? _lanes[lane].Newest - 1 : None;

    public int Oldest(int lane) => lane < _lanes.Length ? _lanes[lane].Oldest - 1 : None;

    public int Count(int lane) => lane < _lanes.Length ? _lanes[lane].Count : 0;

    public int LaneLimit => _lanes.Length;

    public void Insert(int lane, long time, long offset, long value)
    {
        if (lane >= _lanes.Length)
            Array.Resize(ref _lanes, (int)BitOperations.RoundUpToPowerOf2((uint)lane + 1));
        var entry = Take();
        ref var ends = ref _lanes[lane];
        var older = ends.Newest - 1;
        var newer = None;
        while (older != None && ends.NewestTime >= time && (_entries[older].Time > time || (_entries[older].Time == time && _entries[older].Offset > offset)))
            (newer, older) = (older, _entries[older].Older);
        _entries[entry] = new Entry { Time = time, Offset = offset, Value = value, Older = older, Newer = newer };
        if (older == None)
            (ends.Oldest, ends.OldestTime) = (entry + 1, time);
        else
            _entries[older].Newer = entry;
        if (newer == None)
            (ends.Newest, ends.NewestTime) = (entry + 1, time);
        else
            _entries[newer].Older = entry;
        ends.Count++;
        Live++;
    }

    int Take()
    {
        if (_free != None)
        {
            var entry = _free;
            _free = _entries[entry].Older;
            return entry;
        }

        if (_used == _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
        return _used++;
    }

    /// <summary>Makes room when more than half is taken.</summary>
    public void Reserve()
    {
        if (Live * 2 > _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
    }

    /// <summary>Forgets what is older than a time.</summary>
    public void Prune(int lane, long before)
    {
        ref var ends = ref _lanes[lane];
        while (ends.Count > 0 && ends.OldestTime < before)
        {
            var entry = ends.Oldest - 1;
            ends.Oldest = _entries[entry].Newer + 1;
            if (ends.Oldest == 0)
                ends.Newest = 0;
            else
                (_entries[ends.Oldest - 1].Older, ends.OldestTime) = (None, _entries[ends.Oldest - 1].Time);
            _entries[entry].Older = _free;
            _free = entry;
            ends.Count--;
            Live--;
        }
    }

    /// <summary>The newest entry of a lane at or before a time.</summary>
    public int At(int lane, long time)
    {
        var entry = Newest(lane);
        while (entry != None && _entries[entry].Time > time)
            entry = _entries[entry].Older;
        return entry;
    }

    /// <summary>The newest entry strictly before a time and offset.</summary>
    public int Before(int lane, long time, long offset)
    {
        var entry = Newest(lane);
        while (entry != None && (_entries[entry].Time > time || (_entries[entry].Time == time && _entries[entry].Offset >= offset)))
            entry = _entries[entry].Older;
        return entry;
    }

    /// <summary>Whether a lane holds the event of a time and offset.</summary>
    public bool Holds(int lane, long time, long offset)
    {
        var entry = At(lane, time);
        while (entry != None && _entries[entry].Time == time && _entries[entry].Offset > offset)
            entry = _entries[entry].Older;
        return entry != None && _entries[entry].Time == time && _entries[entry].Offset == offset;
    }

    /// <summary>How many entries lie in a window, both ends inclusive.</summary>
    public int CountIn(int lane, long from, long to)
    {
        var count = Count(lane);
        if (count == 0 || (_lanes[lane].NewestTime <= to && _lanes[lane].OldestTime >= from))
            return count;
        for (var entry = Newest(lane); entry != None && _entries[entry].Time > to; entry = _entries[entry].Older)
            count--;
        for (var entry = Oldest(lane); entry != None && _entries[entry].Time < from; entry = _entries[entry].Newer)
            count--;
        return count;
    }

    /// <summary>Replaces the values of all remembered entries.</summary>
    public void Renumber(Func<long, long> renumbered)
    {
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            for (var entry = Newest(lane); entry != None; entry = _entries[entry].Older)
                _entries[entry].Value = renumbered(_entries[entry].Value);
        }
    }
}
