using System.Numerics;
using System.Runtime.CompilerServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>What a correlation remembers, and how it judges an event.</summary>
/// <param name="plan">The plan that it runs in.</param>
/// <param name="own">The correlation.</param>
/// <param name="values">By what values are numbered.</param>
/// <param name="lanesPerKey">How many lanes a group has.</param>
abstract class CorrelationState(Plan plan, CorrelationPlan own, SlotValues values, int lanesPerKey)
{
    readonly int[] _ids = new int[own.KeyDomains.Length];
    readonly List<int> _touched = [];
    int _sweepAt = 4096;

    protected Plan Plan { get; private set; } = plan;

    public CorrelationPlan Own { get; private set; } = own;

    protected SlotValues Values { get; private set; } = values;

    public KeyTable Keys { get; } = new(own.KeyDomains.Length);

    public Lanes Lanes { get; } = new();

    public int LanesPerKey => lanesPerKey;

    /// <summary>Deadline of the wait that ends first; the end of time when nothing waits.</summary>
    public virtual long NextDeadline => long.MaxValue;

    /// <summary>Events of the batch at hand that it is to take.</summary>
    public Arrivals Arrivals { get; } = new();

    protected virtual void BringKey(int key) => Lanes.BringEntry(Lane(key, 0));

    /// <summary>Goes on under a plan that extends its own, with all that it remembers.</summary>
    public CorrelationState GoOver(Plan plan, CorrelationPlan same, SlotValues values)
    {
        (Plan, Own, Values) = (plan, same, values);
        return this;
    }

    /// <summary>Takes an event that some members hold for; adds a match for each group for which the correlation holds. True when any does.</summary>
    public bool Take(Row row, ulong members, long watermark, MatchBuffer? matches)
    {
        MakeRoom(watermark);
        var at = new Moment(row.Time, row.Offset);
        var horizon = Horizon(at, watermark);
        _touched.Clear();
        for (; members != 0; members &= members - 1)
        {
            var m = BitOperations.TrailingZeroCount(members);
            if (KeyOf(row, Own.Members[m]) is >= 0 and var key && Said(row, Own.Members[m]) is { } value)
                Remember(at, m, key, value, horizon);
        }

        return JudgeTouched(at, matches);
    }

    /// <summary>Takes the events of a batch that came for it, in order, as it would take them one by one.</summary>
    public void Take(Batch batch)
    {
        MakeRoom(batch.WatermarkAt(0));
        Arrivals.Read(batch, this);
        Bring(Arrivals.Keys);
        var matches = Plan.Emits[Own.Node] ? batch.Found : null;
        for (var (first, end) = (0, 0); first < Arrivals.Count; first = end)
        {
            var row = Arrivals.RowOf(first);
            end = Arrivals.EndOf(first);
            if (end == first + 1 ? TakeOne(batch, row, first, matches) : TakeMany(batch, row, first, end, matches))
                batch.Fires(row, Own.Node);
        }

        Arrivals.Clear();
    }

    bool TakeOne(Batch batch, int row, int arrival, MatchBuffer? matches)
    {
        if (Arrivals.Keys[arrival] is not (>= 0 and var key))
            return false;
        var at = batch[row];
        return Store(at, Arrivals.MemberOf(arrival), key, Arrivals.Values[arrival], Horizon(at, batch.WatermarkAt(row))) && Judge(at, key, matches);
    }

    bool TakeMany(Batch batch, int row, int first, int end, MatchBuffer? matches)
    {
        var at = batch[row];
        _touched.Clear();
        for (var arrival = first; arrival < end; arrival++)
        {
            if (Arrivals.Keys[arrival] is >= 0 and var key)
                Remember(at, Arrivals.MemberOf(arrival), key, Arrivals.Values[arrival], Horizon(at, batch.WatermarkAt(row)));
        }

        return JudgeTouched(at, matches);
    }

    /// <summary>Brings near what is remembered of groups.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Bring(ReadOnlySpan<int> keys)
    {
        foreach (var key in keys)
            Lanes.BringLane(Lane(Math.Max(0, key), 0));
        foreach (var key in keys)
            BringKey(Math.Max(0, key));
    }

    // A late event may still come at the watermark: nothing younger than a window before that can go.
    long Horizon(in Moment at, long watermark) => watermark == long.MinValue ? long.MinValue : Math.Min(watermark, at.Time) - Own.Span;

    /// <summary>Forgets what is over before anything grows past twice what was still needed the last time.</summary>
    void MakeRoom(long watermark)
    {
        if (Lanes.Live < _sweepAt && Keys.Used < _sweepAt)
            return;
        Sweep(watermark == long.MinValue ? long.MinValue : watermark - Own.Span);
        _sweepAt = Math.Max(4096, 2 * Math.Max(Keys.Used, Lanes.Live));
    }

    void Remember(in Moment at, int member, int key, long value, long horizon)
    {
        // Of several members that an event counts for, a count takes the first.
        var isFirst = !_touched.Contains(key);
        if ((isFirst || TakesEach) && Store(at, member, key, value, horizon) && isFirst)
            _touched.Add(key);
    }

    bool JudgeTouched(in Moment at, MatchBuffer? matches)
    {
        var any = false;
        foreach (var key in _touched)
            any |= Judge(at, key, matches);
        return any;
    }

    /// <summary>Whether an event is kept once for each member that it counts for.</summary>
    protected virtual bool TakesEach => true;

    /// <summary>What an event counts for; null when it lacks what is counted, and says nothing.</summary>
    public virtual long? Said(Row row, Member member) => 0;

    /// <summary>Keeps the event for a group; false when it says nothing about it.</summary>
    protected abstract bool Store(in Moment at, int member, int key, long value, long horizon);

    /// <summary>Whether the correlation holds for a group at an event just kept.</summary>
    protected abstract bool Judge(in Moment at, int key, MatchBuffer? matches);

    /// <summary>Looks up the groups of events of one member and what they count for.</summary>
    /// <param name="rows">Where they stand.</param>
    /// <param name="member">The member.</param>
    /// <param name="which">Their rows.</param>
    /// <param name="keys">Gets the groups; less than zero for an event that says nothing.</param>
    /// <param name="said">Gets what they count for.</param>
    public virtual void Read(Rows rows, Member member, ReadOnlySpan<int> which, Span<int> keys, Span<long> said)
    {
        said.Clear();
        ReadKeys(rows, member, which, keys);
    }

    protected void ReadKeys(Rows rows, Member member, ReadOnlySpan<int> which, Span<int> keys)
    {
        foreach (var slot in member.KeySlots)
            rows.Ids(slot, which, keys);
        if (member.KeySlots.Length == 1)
        {
            Keys.OfEach(keys);
            return;
        }

        for (var i = 0; i < which.Length; i++)
        {
            rows.Set(which[i]);
            keys[i] = KeyOf(rows, member);
        }
    }

    /// <summary>The group of an event; less than zero for one without a value for a group-by field, which belongs to none.</summary>
    public int KeyOf(Row row, Member member)
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = row.Id(member.KeySlots[i]);
            if (_ids[i] <= ValueTable.Null)
                return KeyTable.Free;
        }

        return Keys.Of(_ids);
    }

    protected int Lane(int key, int lane) => (key * lanesPerKey) + lane;

    /// <summary>Forgets what is older than a time, and the groups of which nothing is left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Sweep(long horizon)
    {
        var limit = Keys.Limit;
        for (var key = 0; key < limit; key++)
        {
            if (Keys.IsUsed(key) && !Lanes.Keep(Lane(key, 0), lanesPerKey, horizon) && !IsHeld(key))
                Keys.LetGo(key);
        }

        Keys.Swept();
    }

    /// <summary>Whether something of a group is remembered outside of its lanes.</summary>
    protected virtual bool IsHeld(int key) => false;

    bool IsLive(int key)
    {
        for (var lane = 0; lane < lanesPerKey; lane++)
        {
            if (Lanes.Count(Lane(key, lane)) > 0)
                return true;
        }

        return IsHeld(key);
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
    protected void Found(MatchBuffer matches, in Moment at, int key, long from, ReadOnlySpan<int> lanes)
    {
        var most = 0;
        foreach (var lane in lanes)
            most += Lanes.Count(Lane(key, lane));
        var room = most <= 512 ? stackalloc long[most] : new long[most];
        var found = Evidence(key, lanes, from, at.Time, room);
        found.CopyTo(matches.Add(Own.Node, Keys.Ids(key), at.Time, from, at.Offset, found.Length));
    }

    /// <summary>The same for a group of one lane whose entries in the window are known.</summary>
    protected void Found(MatchBuffer matches, in Moment at, int key, long from, ReadOnlySpan<Entry> window)
    {
        if (!Rises(window))
        {
            Found(matches, at, key, from, [0]);
            return;
        }

        var newest = window[Math.Max(0, window.Length - Plan.Options.MaxEvidence)..];
        var offsets = matches.Add(Own.Node, Keys.Ids(key), at.Time, from, at.Offset, newest.Length);
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = newest[i].Offset;
    }

    static bool Rises(ReadOnlySpan<Entry> window)
    {
        for (var i = 1; i < window.Length; i++)
        {
            if (window[i].Offset <= window[i - 1].Offset)
                return false;
        }

        return true;
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
