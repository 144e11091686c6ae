using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>event_count, value_count, value_sum, value_avg and value_percentile: one lane per group.</summary>
sealed class CountState : CorrelationState
{
    // So many values are sooner compared with each other than looked up.
    const int Few = 8;
    readonly CorrelationKind _kind;
    readonly KeyTable? _tuples;
    readonly int[] _tuple;
    // Per value the last question in which it was counted.
    int[] _countedIn = new int[64];
    int _question;
    readonly List<double> _numbers = [];
    readonly Bound[] _bounds;
    // So many events or different values there must be at least.
    readonly double _least;

    public CountState(Plan plan, CorrelationPlan own, SlotValues values)
        : base(plan, own, values, lanesPerKey: 1)
    {
        (_kind, _bounds) = (own.Document.Kind, [.. own.Document.Condition]);
        _least = _bounds.Length == 0 ? 0 : _bounds.Max(Least);
        _tuple = new int[own.Document.Fields.Count];
        _tuples = _tuple.Length > 1 ? new KeyTable(_tuple.Length) : null;
    }

    protected override bool TakesEach => false;

    protected override bool Store(in Moment at, int member, int key, long value, long horizon)
    {
        Lanes.Insert(key, at.Time, at.Offset, value);
        Lanes.Prune(key, horizon);
        return true;
    }

    public override long? Said(Row row, Member member)
    {
        if (_kind == CorrelationKind.EventCount)
            return 0;
        if (CountsValues)
            return Tuple(row, member.ValueSlots);
        var value = row.Value(member.ValueSlots[0]);
        return Numeric.TryRead(value, out var number) ? BitConverter.DoubleToInt64Bits(number) : null;
    }

    public override void Read(Rows rows, Member member, ReadOnlySpan<int> which, Span<int> keys, Span<long> said)
    {
        if (_kind == CorrelationKind.EventCount)
            base.Read(rows, member, which, keys, said);
        else if (CountsValues && _tuples is null)
            ReadCounted(rows, member, which, keys, said);
        else
            ReadSaid(rows, member, which, keys, said);
    }

    /// <summary>What counts is the number of the value.</summary>
    void ReadCounted(Rows rows, Member member, ReadOnlySpan<int> which, Span<int> keys, Span<long> said)
    {
        rows.Ids(member.ValueSlots[0], which, keys);
        for (var i = 0; i < which.Length; i++)
            said[i] = keys[i];
        ReadKeys(rows, member, which, keys);
        for (var i = 0; i < which.Length; i++)
        {
            if (said[i] <= ValueTable.Null)
                keys[i] = KeyTable.Free;
        }
    }

    void ReadSaid(Rows rows, Member member, ReadOnlySpan<int> which, Span<int> keys, Span<long> said)
    {
        foreach (var slot in member.ValueSlots)
            rows.Ids(slot, which, keys);
        ReadKeys(rows, member, which, keys);
        for (var i = 0; i < which.Length; i++)
        {
            rows.Set(which[i]);
            if (Said(rows, member) is { } value)
                said[i] = value;
            else
                keys[i] = KeyTable.Free;
        }
    }

    long? Tuple(Row row, int[] slots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            _tuple[i] = row.Id(slots[i]);
            if (_tuple[i] <= ValueTable.Null)
                return null;
        }

        return _tuples?.Of(_tuple) ?? _tuple[0];
    }

    protected override bool Judge(in Moment at, int key, MatchBuffer? matches)
    {
        // There are no more different values than events.
        if (_kind is CorrelationKind.EventCount or CorrelationKind.ValueCount && Lanes.Count(key) < _least)
            return false;
        var from = at.Time - Own.Span;
        var window = Lanes.In(key, from, at.Time);
        if (!Holds(Figure(at, key, window)))
            return false;
        if (matches is not null)
            Found(matches, at, key, from, window);
        return true;
    }

    /// <summary>The smallest whole number that a bound may hold for.</summary>
    static double Least(Bound bound) => bound.NotEqual ? 0 : bound.Order switch
    {
        Order.Greater => Math.Floor(bound.Value) + 1,
        Order.GreaterOrEqual or Order.Equal => Math.Ceiling(bound.Value),
        _ => 0,
    };

    bool Holds(double figure)
    {
        foreach (ref readonly var bound in _bounds.AsSpan())
        {
            if (!bound.Holds(figure))
                return false;
        }

        return true;
    }

    double Figure(in Moment at, int key, ReadOnlySpan<Entry> window)
    {
        switch (_kind)
        {
            case CorrelationKind.EventCount:
                return window.Length;
            case CorrelationKind.ValueCount:
                return window.Length <= Few ? DistinctOfFew(window) : Distinct(window);
            case CorrelationKind.ValuePercentile when Own.Document.Percentile is null:
                return 100.0 * Same(window, OwnValue(at, key)) / window.Length;
        }

        _numbers.Clear();
        foreach (ref readonly var entry in window)
            _numbers.Add(BitConverter.Int64BitsToDouble(entry.Value));
        return _kind switch
        {
            CorrelationKind.ValueSum => Sum(),
            CorrelationKind.ValueAvg => Sum() / window.Length,
            _ => Rank(Own.Document.Percentile!.Value),
        };
    }

    int Distinct(ReadOnlySpan<Entry> window)
    {
        _question++;
        var distinct = 0;
        foreach (ref readonly var entry in window)
            distinct += IsNew(entry.Value) ? 1 : 0;
        return distinct;
    }

    bool IsNew(long value)
    {
        Growth.Reach(ref _countedIn, (int)value + 1);
        if (_countedIn[value] == _question)
            return false;
        _countedIn[value] = _question;
        return true;
    }

    static int DistinctOfFew(ReadOnlySpan<Entry> window)
    {
        var distinct = 0;
        for (var i = 0; i < window.Length; i++)
        {
            var (own, same) = (window[i].Value, 0);
            foreach (ref readonly var earlier in window[..i])
                same |= earlier.Value == own ? 1 : 0;
            distinct += 1 - same;
        }

        return distinct;
    }

    static int Same(ReadOnlySpan<Entry> window, long value)
    {
        var same = 0;
        foreach (ref readonly var entry in window)
            same += entry.Value == value ? 1 : 0;
        return same;
    }

    long OwnValue(in Moment at, int key) =>
        Lanes.Holds(key, at.Time, at.Offset) ? Lanes.Of(key)[Lanes.Before(key, at.Time, at.Offset)].Value : 0;

    // In order of time, so that rounding is the same however the events came in.
    double Sum()
    {
        double sum = 0;
        foreach (var number in _numbers)
            sum += number;
        return sum;
    }

    /// <summary>Nearest rank: the smallest value with at least that share of the values at or below it.</summary>
    double Rank(double percentile)
    {
        // Only a damaged snapshot can have lost the event's own number.
        if (_numbers.Count == 0)
            return double.NaN;
        _numbers.Sort();
        var rank = (int)Math.Ceiling(percentile / 100 * _numbers.Count);
        return _numbers[Math.Clamp(rank, 1, _numbers.Count) - 1];
    }

    protected override void RebaseValues(SlotValues old, SlotValues fresh)
    {
        if (!CountsValues)
            return;
        var slots = Own.Members[0].ValueSlots;
        if (_tuples is not null)
            _tuples.Renumber((i, id) => fresh.Table(slots[i]).Of(old.Table(slots[i]).Value(id)));
        else
            Lanes.Renumber(id => fresh.Table(slots[0]).Of(old.Table(slots[0]).Value((int)id)));
    }

    bool CountsValues => _kind == CorrelationKind.ValueCount || (_kind == CorrelationKind.ValuePercentile && Own.Document.Percentile is null);

    protected override void WriteValue(SnapshotWriter writer, long value)
    {
        if (!CountsValues)
        {
            writer.Long(value);
            return;
        }

        var slots = Own.Members[0].ValueSlots;
        for (var i = 0; i < slots.Length; i++)
            writer.Value(Values.Table(slots[i]), _tuples is null ? (int)value : _tuples.Ids((int)value)[i]);
    }

    protected override long ReadValue(ref SnapshotReader reader)
    {
        if (!CountsValues)
            return reader.Long();
        var slots = Own.Members[0].ValueSlots;
        for (var i = 0; i < slots.Length; i++)
            _tuple[i] = reader.Value(Values.Table(slots[i]));
        return _tuples?.Of(_tuple) ?? _tuple[0];
    }
}
