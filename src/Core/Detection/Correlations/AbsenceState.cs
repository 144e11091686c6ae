using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Absence: rules seen, and others not seen until the deadline (preview; SigmaHQ/sigma-specification issue 198).</summary>
sealed class AbsenceState : CorrelationState
{
    readonly Waits _waits = new();
    readonly int[] _present;
    readonly int[] _lanes;

    public AbsenceState(Plan plan, CorrelationPlan own, SlotValues values)
        : base(plan, own, values, own.Present)
    {
        _present = [.. Enumerable.Range(0, own.Members.Length).Where(member => !own.Members[member].Absent)];
        _lanes = [.. Enumerable.Range(0, _present.Length)];
    }

    public Waits Waits => _waits;

    public override long NextDeadline => _waits.Oldest is var wait && wait != Waits.None ? _waits[wait].Deadline : long.MaxValue;

    protected override bool Store(in Moment at, int member, int key, long value, long horizon)
    {
        if (Own.Members[member].Absent)
        {
            _waits.EndAt(key, at.Time);
            return false;
        }

        if (_present.Length > 1)
        {
            var lane = Lane(key, Array.IndexOf(_present, member));
            Lanes.Insert(lane, at.Time, at.Offset, 0);
            Lanes.Prune(lane, horizon);
        }

        return true;
    }

    protected override bool Judge(in Moment at, int key, MatchBuffer? matches)
    {
        if (_present.Length == 1)
        {
            _waits.EndAt(key, at.Time);
            _waits.Open(key, new Wait { Deadline = at.Time + Own.Span, Opened = at.Time, Offset = at.Offset });
            return false;
        }

        var from = at.Time - Own.Span;
        if (Completed(at, key, from) is not { } chain)
            return false;
        _waits.EndAt(key, at.Time);
        _waits.Open(key, new Wait { Deadline = chain.Start + Own.Span, Opened = at.Time, Offset = at.Offset }, chain.Offsets);
        return false;
    }

    (long Start, long[] Offsets)? Completed(in Moment at, int key, long from)
    {
        if (Own.Document.Kind == CorrelationKind.TemporalOrdered)
        {
            var offsets = new long[_present.Length];
            return !Chain.Ends(Lanes, Lane(key, 0), at, from, offsets) ? null : (TimeOf(Lane(key, 0), offsets[0]), offsets);
        }

        var start = at.Time;
        foreach (var lane in _lanes)
        {
            var entries = Lanes.In(Lane(key, lane), from, at.Time);
            if (entries.IsEmpty)
                return null;
            start = Math.Min(start, entries[^1].Time);
        }

        var most = _lanes.Sum(lane => Lanes.Count(Lane(key, lane)));
        return (start, Evidence(key, _lanes, start, at.Time, new long[most]).ToArray());
    }

    long TimeOf(int lane, long offset)
    {
        foreach (ref readonly var entry in Lanes.Of(lane))
        {
            if (entry.Offset == offset)
                return entry.Time;
        }

        throw new InvalidOperationException("The chain names an event that its lane does not hold.");
    }

    /// <summary>Ends the oldest wait as not answered, and adds its match.</summary>
    public void Fire(MatchBuffer matches)
    {
        var wait = _waits[_waits.Oldest];
        ReadOnlySpan<long> evidence = _waits.EvidenceOf(_waits.Oldest) ?? [wait.Offset];
        evidence.CopyTo(matches.Add(Own.Node, Keys.Ids(wait.Key), wait.Deadline, wait.Deadline - Own.Span, wait.Offset, evidence.Length));
        _waits.End(_waits.Oldest);
    }

    protected override void BringKey(int key)
    {
        _waits.Bring(key);
        base.BringKey(key);
    }

    protected override void Expect(int groups)
    {
        // A single opening is remembered by its wait alone.
        if (_present.Length == 1)
            Keys.Expect(groups);
        else
            base.Expect(groups);
    }

    protected override bool IsHeld(int key) => _waits.Any(key);

    protected override void WriteMore(SnapshotWriter writer)
    {
        writer.Int(_waits.Count);
        for (var at = _waits.Oldest; at != Waits.None; at = _waits.After(at))
        {
            var wait = _waits[at];
            WriteKey(writer, wait.Key);
            writer.Long(wait.Deadline);
            writer.Long(wait.Opened);
            writer.Long(wait.Offset);
            var evidence = _waits.EvidenceOf(at) ?? [];
            writer.Int(evidence.Length);
            foreach (var offset in evidence)
                writer.Long(offset);
        }
    }

    protected override void ReadMore(ref SnapshotReader reader)
    {
        var count = reader.Count(28);
        _waits.Expect(count, Keys.Limit);
        for (var left = count; left > 0; left--)
        {
            var key = ReadKey(ref reader);
            var wait = new Wait { Deadline = reader.Long(), Opened = reader.Long(), Offset = reader.Long() };
            var evidence = new long[reader.Count(8)];
            for (var i = 0; i < evidence.Length; i++)
                evidence[i] = reader.Long();
            _waits.Open(key, wait, evidence.Length > 0 ? evidence : null);
        }
    }
}
