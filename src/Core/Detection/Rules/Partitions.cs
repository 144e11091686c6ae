using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>The partitions of a plan by the values of its pivot, made as values come by.</summary>
sealed class Partitions(Plan plan)
{
    const int MaxPartitions = 512;
    const int MaxPivotValues = 100_000;
    readonly Dictionary<UInt128, Partition> _byTerms = [];
    Partition?[] _ofValue = new Partition?[16];
    Partition? _everything;
    Plan _plan = plan;

    public Partition Of(Row row)
    {
        if (_plan.Pivot < 0)
            return Everything;
        var id = row.Id(_plan.Pivot);
        return Known(id) ?? Make(id, row);
    }

    /// <summary>The same for one of many rows whose value of the pivot has this number.</summary>
    public Partition Of(int id, Rows rows, int row)
    {
        if (_plan.Pivot < 0)
            return Everything;
        if (Known(id) is { } known)
            return known;
        rows.Set(row);
        return Make(id, rows);
    }

    Partition? Known(int id) => id < _ofValue.Length ? _ofValue[id] : null;

    /// <summary>For what has no partition of its own.</summary>
    Partition Everything => _everything ??= new Partition(_plan, [.. _plan.InOrder.SelectMany(rule => rule.Terms)], pivot: -1);

    Partition Make(int id, Row row)
    {
        if (id >= MaxPivotValues || !_plan.Divides)
            return Everything;
        var present = id != ValueTable.Absent;
        var value = present ? row.Value(_plan.Pivot) : default;
        var tests = _plan.Slots[_plan.Pivot].Tests.ConvertAll(test => test.Matches(value, present));
        var alive = _plan.InOrder.SelectMany(rule => rule.Terms).Where(term => term.Literals.All(literal => literal.Slot != _plan.Pivot || tests[literal.Test] != literal.Negated)).ToList();
        // When most remain, dividing them would only cost memory.
        if (alive.Count > Partition.MostBits && alive.Count * 2 > _plan.InOrder.Sum(rule => rule.Terms.Count))
            return Remember(id, Everything);
        if (!_byTerms.TryGetValue(Partition.KeyOf(alive), out var partition))
        {
            if (_byTerms.Count >= MaxPartitions)
                return Everything;
            partition = new Partition(_plan, alive, _plan.Pivot);
            _byTerms[partition.Key] = partition;
        }

        return Remember(id, partition);
    }

    Partition Remember(int id, Partition partition)
    {
        if (id >= _ofValue.Length)
            Array.Resize(ref _ofValue, Math.Max(id + 1, _ofValue.Length * 2));
        return _ofValue[id] = partition;
    }

    /// <summary>Goes over to a plan that extends its own: what is known of values stays wherever no changed rule reads them.</summary>
    /// <param name="next">The plan.</param>
    /// <param name="pivots">Values of the pivot by number.</param>
    public void GoOver(Plan next, ValueTable? pivots)
    {
        var (change, samePivot) = (next.Change!, next.Pivot == _plan.Pivot);
        _plan = next;
        var everything = _everything;
        if (everything?.Change(next, change.Gone, change.Added) == false)
            _everything = null;
        // Which added terms a partition takes in; values that disagree about it part ways.
        var takes = new Dictionary<Partition, List<Term>>(ReferenceEqualityComparer.Instance);
        for (var id = 0; id < _ofValue.Length; id++)
        {
            if (_ofValue[id] is not { } partition)
                continue;
            if (ReferenceEquals(partition, everything))
            {
                _ofValue[id] = samePivot ? _everything : null;
                continue;
            }

            var alive = samePivot && pivots is not null ? Alive(change.Added, id, pivots) : null;
            if (alive is null || (takes.TryGetValue(partition, out var taken) && !taken.SequenceEqual(alive)))
                _ofValue[id] = null;
            else
                takes[partition] = alive;
        }

        _byTerms.Clear();
        foreach (var (partition, added) in takes)
        {
            if (partition.Change(next, change.Gone, added) && _byTerms.TryAdd(partition.Key, partition))
                continue;
            for (var id = 0; id < _ofValue.Length; id++)
            {
                if (ReferenceEquals(_ofValue[id], partition))
                    _ofValue[id] = null;
            }
        }
    }

    List<Term> Alive(IReadOnlyList<Term> terms, int id, ValueTable pivots)
    {
        var present = id != ValueTable.Absent;
        FieldValue? value = null;
        return [.. terms.Where(term => term.Literals.All(literal => literal.Slot != _plan.Pivot || _plan.Slots[_plan.Pivot].Tests[literal.Test].Matches(value ??= pivots.Value(id), present) != literal.Negated))];
    }

    /// <summary>Forgets what is known of values of fields, whose numbers change.</summary>
    public void Forget(IReadOnlyList<int> slots)
    {
        if (slots.Contains(_plan.Pivot))
            Array.Clear(_ofValue);
        _everything?.Forget(slots);
        foreach (var partition in _byTerms.Values)
            partition.Forget(slots);
    }

    /// <summary>Forgets what is known of values, whose numbers change.</summary>
    public void Forget()
    {
        Array.Clear(_ofValue);
        _everything?.Forget();
        foreach (var partition in _byTerms.Values)
            partition.Forget();
    }
}
