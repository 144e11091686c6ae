using System.Numerics;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>What a correlation remembers, and how it judges an event.</summary>
abstract class CorrelationState(Plan plan, CorrelationPlan own, SlotValues values)
{
    readonly int[] _ids = new int[own.KeyDomains.Length];
    readonly List<int> _touched = [];
    readonly IntBuffer[] _expected = [.. own.Members.Select(_ => new IntBuffer())];
    int[] _expectedIds = [];
    int _expectedCount;
    // Kept only so that what is read early is really read.
    long _brought;
    int _sweepAt = 4096;

    protected Plan Plan { get; private set; } = plan;

    public CorrelationPlan Own { get; private set; } = own;

    protected SlotValues Values { get; private set; } = values;

    public KeyTable Keys { get; } = new(own.KeyDomains.Length);

    public Lanes Lanes { get; } = new();

    public abstract int LanesPerKey { get; }

    /// <summary>Deadline of the wait that ends first; the end of time when nothing waits.</summary>
    public virtual long NextDeadline => long.MaxValue;

    /// <summary>Says that an event of a member comes. True when it is the first that does.</summary>
    public bool Expect(int member, int row)
    {
        _expected[member].Add(row);
        return _expectedCount++ == 0;
    }

    /// <summary>Brings near what is remembered of the groups of which events come, and the numbers of what is counted.</summary>
    public void Bring(Rows rows)
    {
        for (var m = 0; m < Own.Members.Length; m++)
        {
            var which = _expected[m].Written;
            if (which.IsEmpty)
                continue;
            if (_expectedIds.Length < which.Length)
                _expectedIds = new int[(int)BitOperations.RoundUpToPowerOf2((uint)which.Length)];
            var ids = _expectedIds.AsSpan(0, which.Length);
            foreach (var slot in Own.Members[m].ValueSlots)
                rows.Ids(slot, which, ids);
            foreach (var slot in Own.Members[m].KeySlots)
                rows.Ids(slot, which, ids);
            if (Own.KeyDomains.Length == 1)
                Bring(ids);
            _expected[m].Clear();
        }

        _expectedCount = 0;
    }

    void Bring(Span<int> ids)
    {
        foreach (ref var id in ids)
            id = Math.Max(0, Keys.Find(id));
        long brought = 0;
        foreach (var key in ids)
            brought += Lanes.BringLane(Lane(key, 0));
        foreach (var key in ids)
            brought += BringKey(key);
        _brought = brought;
    }

    protected virtual long BringKey(int key) => Lanes.BringEntry(Lanes.BringLane(Lane(key, 0)));

    /// <summary>Goes on under a plan that extends its own, with all that it remembers.</summary>
    public CorrelationState GoOver(Plan plan, CorrelationPlan same, SlotValues values)
    {
        (Plan, Own, Values) = (plan, same, values);
        return this;
    }

    /// <summary>Takes an event that some members hold for; adds a match for each group for which the correlation holds. True when any does.</summary>
    public bool Take(Row row, ulong members, long watermark, MatchBuffer? matches)
    {
        // A late event may still come at the watermark: nothing younger than a window before that can go.
        var horizon = watermark == long.MinValue ? long.MinValue : Math.Min(watermark, row.Time) - Own.Span;
        if (Lanes.Live >= _sweepAt || Keys.Used >= _sweepAt)
            MakeRoom(watermark);
        if (BitOperations.IsPow2(members))
            return TakeOne(row, BitOperations.TrailingZeroCount(members), horizon, matches);
        _touched.Clear();
        for (; members != 0; members &= members - 1)
        {
            var m = BitOperations.TrailingZeroCount(members);
            if (KeyOf(row, Own.Members[m]) is >= 0 and var key)
                Remember(row, m, key, horizon);
        }

        var any = false;
        foreach (var key in _touched)
            any |= Judge(row, key, matches);
        return any;
    }

    bool TakeOne(Row row, int member, long horizon, MatchBuffer? matches) =>
        KeyOf(row, Own.Members[member]) is >= 0 and var key && Store(row, member, key, isFirst: true, horizon) && Judge(row, key, matches);

    /// <summary>Forgets what is over before anything grows past twice what was still needed the last time.</summary>
    void MakeRoom(long watermark)
    {
        Sweep(watermark == long.MinValue ? long.MinValue : watermark - Own.Span);
        _sweepAt = Math.Max(4096, 2 * Math.Max(Keys.Used, Lanes.Live));
    }

    void Remember(Row row, int member, int key, long horizon)
    {
        var isFirst = !_touched.Contains(key);
        if (Store(row, member, key, isFirst, horizon) && isFirst)
            _touched.Add(key);
    }

    /// <summary>Keeps the event for a group; false when it says nothing about it.</summary>
    protected abstract bool Store(Row row, int member, int key, bool isFirst, long horizon);

    /// <summary>Whether the correlation holds for a group at an event just kept.</summary>
    protected abstract bool Judge(Row row, int key, MatchBuffer? matches);

    int KeyOf(Row row, Member member) => HasKey(row, member) ? Keys.Of(_ids) : -1;

    /// <summary>Reads the group of an event; one without a value for a group-by field belongs to none.</summary>
    bool HasKey(Row row, Member member)
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = row.Id(member.KeySlots[i]);
            if (_ids[i] <= ValueTable.Null)
                return false;
        }

        return true;
    }

    protected int Lane(int key, int lane) => (key * LanesPerKey) + lane;

    public virtual void Sweep(long horizon)
    {
        var limit = Math.Min(Keys.Limit * LanesPerKey, Lanes.LaneLimit);
        for (var lane = 0; lane < limit; lane++)
            Lanes.Prune(lane, horizon);
        Keys.Keep(IsLive);
    }

    protected virtual bool IsLive(int key)
    {
        for (var lane = 0; lane < LanesPerKey; lane++)
        {
            if (Lanes.Count(Lane(key, lane)) > 0)
                return true;
        }

        return false;
    }

    public KeyValuePair<string, FieldValue>[] KeyValues(int key)
    {
        var result = new KeyValuePair<string, FieldValue>[_ids.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = new(Own.Document.GroupBy[i], Values.Table(Own.KeyDomains[i]).Value(Keys.Ids(key)[i]));
        return result;
    }

    /// <summary>Moves to fresh value tables that hold only what is still remembered.</summary>
    public void Rebase(SlotValues fresh)
    {
        var old = Values;
        Keys.Renumber((i, id) => fresh.Table(Own.KeyDomains[i]).Of(old.Table(Own.KeyDomains[i]).Value(id)));
        RebaseValues(old, fresh);
        Values = fresh;
    }

    protected virtual void RebaseValues(SlotValues old, SlotValues fresh)
    {
    }

    public void Write(SnapshotWriter writer)
    {
        var live = Enumerable.Range(0, Keys.Limit).Where(key => Keys.IsUsed(key) && IsLive(key)).ToList();
        writer.Int(live.Count);
        foreach (var key in live)
        {
            WriteKey(writer, key);
            for (var lane = 0; lane < LanesPerKey; lane++)
                WriteLane(writer, Lane(key, lane));
        }

        WriteMore(writer);
    }

    void WriteLane(SnapshotWriter writer, int lane)
    {
        writer.Int(Lanes.Count(lane));
        foreach (ref readonly var entry in Lanes.Of(lane))
        {
            writer.Long(entry.Time);
            writer.Long(entry.Offset);
            WriteValue(writer, entry.Value);
        }
    }

    /// <summary>Takes back what <see cref="Write"/> wrote; false when the bytes do not fit.</summary>
    public bool Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        var groups = reader.Count(sizeof(int) * (_ids.Length + LanesPerKey));
        Expect(groups);
        for (var left = groups; left > 0 && reader.Ok; left--)
        {
            var key = ReadKey(ref reader);
            for (var lane = 0; lane < LanesPerKey; lane++)
            {
                for (var entries = reader.Count(16); entries > 0; entries--)
                    Lanes.Insert(Lane(key, lane), reader.Long(), reader.Long(), ReadValue(ref reader));
            }
        }

        ReadMore(ref reader);
        return reader.Ok && reader.AtEnd;
    }

    /// <summary>Makes room at once for so many groups, which have an entry each or more.</summary>
    protected virtual void Expect(int groups)
    {
        Keys.Expect(groups);
        Lanes.Expect(checked(groups * LanesPerKey), groups);
        // Of several fields each may have few values.
        if (_ids.Length == 1)
            Values.Table(Own.KeyDomains[0]).Expect(groups);
    }

    protected void WriteKey(SnapshotWriter writer, int key)
    {
        for (var i = 0; i < _ids.Length; i++)
            writer.Value(Values.Table(Own.KeyDomains[i]), Keys.Ids(key)[i]);
    }

    protected int ReadKey(ref SnapshotReader reader)
    {
        for (var i = 0; i < _ids.Length; i++)
            _ids[i] = reader.Value(Values.Table(Own.KeyDomains[i]));
        return Keys.Of(_ids);
    }

    protected virtual void WriteValue(SnapshotWriter writer, long value) => writer.Long(value);

    protected virtual long ReadValue(ref SnapshotReader reader) => reader.Long();

    protected virtual void WriteMore(SnapshotWriter writer)
    {
    }

    protected virtual void ReadMore(ref SnapshotReader reader)
    {
    }

    /// <summary>Adds a match with the offsets of a group's entries in a window as evidence: the newest by offset, rising.</summary>
    protected void Found(MatchBuffer matches, Row row, int key, long from, ReadOnlySpan<int> lanes)
    {
        var most = 0;
        foreach (var lane in lanes)
            most += Lanes.Count(Lane(key, lane));
        var room = most <= 512 ? stackalloc long[most] : new long[most];
        var found = Evidence(key, lanes, from, row.Time, room);
        found.CopyTo(matches.Add(Own.Node, Keys.Ids(key), row.Time, from, row.Offset, found.Length));
    }

    /// <summary>Offsets of a group's entries in a window, written into the room given for as many as its lanes hold.</summary>
    protected Span<long> Evidence(int key, ReadOnlySpan<int> lanes, long from, long to, Span<long> room)
    {
        var (count, rising, last) = (0, true, long.MinValue);
        foreach (var lane in lanes)
        {
            foreach (ref readonly var entry in Lanes.In(Lane(key, lane), from, to))
            {
                rising &= entry.Offset > last;
                room[count++] = last = entry.Offset;
            }
        }

        // Events of one rule nearly always come in the order of their times.
        var offsets = rising ? room[..count] : Distinct(room[..count]);
        return offsets[Math.Max(0, offsets.Length - Plan.Options.MaxEvidence)..];
    }

    /// <summary>Offsets in order, each once: an event that two rules hold for stands in two lanes.</summary>
    static Span<long> Distinct(Span<long> offsets)
    {
        offsets.Sort();
        var distinct = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            if (i == 0 || offsets[i] != offsets[i - 1])
                offsets[distinct++] = offsets[i];
        }

        return offsets[..distinct];
    }
}
