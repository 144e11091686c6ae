using System.Runtime.CompilerServices;

namespace Knooppunt.Detection;

/// <summary>An open wait for something that must not come.</summary>
struct Wait
{
    public long Deadline;
    /// <summary>Time of the event that completed the opening.</summary>
    public long Opened;
    public long Offset;
    public int Key;
    public int Earlier;
    public int Later;
    public int NextOfKey;
}

/// <summary>
/// Waits of one rule in order of deadline: nearly always the order in which they open, so a queue with a rare look back. A wait that is answered
/// stays where it is until the queue has come to it, for its neighbours are seldom near.
/// </summary>
sealed class Waits
{
    public const int None = -1;
    const int Answered = -1;
    readonly Dictionary<int, long[]> _evidence = [];
    Wait[] _waits = new Wait[64];
    // Stored one higher, so that a new key of zero has no wait.
    int[] _ofKey = new int[64];
    int _latest = None;
    // Those let go longest ago are taken first, so that the queue mostly runs through memory in order.
    int _free = None;
    int _lastFree = None;
    int _used;
    int _answered;

    /// <summary>The one that ends first; none when nothing waits.</summary>
    public int Oldest { get; private set; } = None;

    /// <summary>How many are open.</summary>
    public int Count { get; private set; }

    public ref readonly Wait this[int wait] => ref _waits[wait];

    public bool Any(int key) => key < _ofKey.Length && _ofKey[key] != 0;

    /// <summary>Offsets of the opening; null when it is one event.</summary>
    public long[]? EvidenceOf(int wait) => _evidence.Count == 0 ? null : _evidence.GetValueOrDefault(wait);

    /// <summary>The open wait after another.</summary>
    public int After(int wait)
    {
        do
            wait = _waits[wait].Later;
        while (wait != None && _waits[wait].Key == Answered);
        return wait;
    }

    /// <summary>Brings the newest wait of a key near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bring(int key)
    {
        if (key < _ofKey.Length && _ofKey[key] is > 0 and var wait)
            Near.Bring(in _waits[wait - 1]);
    }

    /// <summary>Makes room at once for so many waits of groups below a limit.</summary>
    public void Expect(int waits, int keys)
    {
        Growth.Reach(ref _waits, waits);
        Growth.Reach(ref _ofKey, keys);
    }

    public void Open(int key, in Wait wait, long[]? evidence = null)
    {
        Growth.Reach(ref _ofKey, key + 1);
        if (_answered > Math.Max(1024, Count))
            LetGoOfAnswered();
        var at = Take();
        var earlier = _latest;
        var later = None;
        while (earlier != None && _waits[earlier].Deadline > wait.Deadline)
            (later, earlier) = (earlier, _waits[earlier].Earlier);
        _waits[at] = wait with { Key = key, Earlier = earlier, Later = later, NextOfKey = _ofKey[key] - 1 };
        _ofKey[key] = at + 1;
        if (evidence is not null)
            _evidence[at] = evidence;
        Link(earlier, at, later);
        Count++;
    }

    void Link(int earlier, int at, int later)
    {
        if (earlier == None)
            Oldest = at;
        else
            _waits[earlier].Later = at;
        if (later == None)
            _latest = at;
        else
            _waits[later].Earlier = at;
    }

    int Take()
    {
        if (_free != None)
        {
            var wait = _free;
            _free = _waits[wait].Later;
            if (_free == None)
                _lastFree = None;
            return wait;
        }

        Growth.Reach(ref _waits, _used + 1);
        return _used++;
    }

    /// <summary>Ends the group's waits that run at a time: from the opening to the deadline, both inclusive.</summary>
    public void EndAt(int key, long time)
    {
        if (!Any(key))
            return;
        for (var wait = _ofKey[key] - 1; wait != None;)
        {
            var next = _waits[wait].NextOfKey;
            if (_waits[wait].Opened <= time && time <= _waits[wait].Deadline)
                End(wait);
            wait = next;
        }
    }

    public void End(int wait)
    {
        Unhook(_waits[wait].Key, wait);
        _waits[wait].Key = Answered;
        if (_evidence.Count > 0)
            _evidence.Remove(wait);
        Count--;
        _answered++;
        while (Oldest != None && _waits[Oldest].Key == Answered)
            LetGo(Oldest);
    }

    void LetGoOfAnswered()
    {
        for (var wait = Oldest; wait != None;)
        {
            var later = _waits[wait].Later;
            if (_waits[wait].Key == Answered)
                LetGo(wait);
            wait = later;
        }
    }

    /// <summary>Takes an answered wait out of the queue.</summary>
    void LetGo(int wait)
    {
        ref var own = ref _waits[wait];
        if (own.Earlier == None)
            Oldest = own.Later;
        else
            _waits[own.Earlier].Later = own.Later;
        if (own.Later == None)
            _latest = own.Earlier;
        else
            _waits[own.Later].Earlier = own.Earlier;
        own.Later = None;
        if (_lastFree == None)
            _free = wait;
        else
            _waits[_lastFree].Later = wait;
        _lastFree = wait;
        _answered--;
    }

    void Unhook(int key, int wait)
    {
        if (_ofKey[key] - 1 == wait)
        {
            _ofKey[key] = _waits[wait].NextOfKey + 1;
            return;
        }

        var before = _ofKey[key] - 1;
        while (_waits[before].NextOfKey != wait)
            before = _waits[before].NextOfKey;
        _waits[before].NextOfKey = _waits[wait].NextOfKey;
    }
}
