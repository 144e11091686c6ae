using System.Collections;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Matches in the order in which they came about, held as numbers: a <see cref="Match"/> is made when it is asked for. A busy plan matches
/// on nearly every second event, and objects that nobody reads would cost more than the matching.
/// </summary>
public sealed class MatchBuffer : IReadOnlyList<Match>
{
    readonly Plan _plan;
    Entry[] _entries = [];
    int[] _keys = [];
    long[] _evidence = [];
    int _keysUsed;
    int _evidenceUsed;
    readonly List<Subject> _subjects = [];
    readonly List<Observation> _derived = [];
    SlotValues _values;

    internal MatchBuffer(Plan plan, SlotValues values) => (_plan, _values) = (plan, values);

    struct Entry
    {
        public long Time;
        public long WindowStart;
        public long Offset;
        public int Node;
        public int Keys;
        public int Evidence;
        public int EvidenceCount;
        /// <summary>Of a single-event rule about something that no slot says, that among the subjects, one higher.</summary>
        public int Subject;
        /// <summary>Of a rule that held for a derived observation, that one's place, one higher.</summary>
        public int Derived;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The match at a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Match this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            ref readonly var entry = ref _entries[index];
            return new Match
            {
                Document = _plan.DocumentOf(entry.Node),
                Key = KeyOf(entry),
                Time = new DateTimeOffset(entry.Time, TimeSpan.Zero),
                WindowStart = new DateTimeOffset(entry.WindowStart, TimeSpan.Zero),
                Offset = entry.Offset,
                Offsets = entry.EvidenceCount == 0 ? null : EvidenceAt(index).ToArray(),
                Derived = entry.Derived > 0 ? _derived[entry.Derived - 1] : null,
            };
        }
    }

    /// <summary>The rule or correlation of the match at a place, without making it.</summary>
    public PatternDocument DocumentAt(int index) => _plan.DocumentOf(_entries[index].Node);

    /// <summary>Event time of the match at a place in UTC ticks, without making it.</summary>
    public long TicksAt(int index) => _entries[index].Time;

    /// <summary>Offset of the completing event of the match at a place, without making it.</summary>
    public long OffsetAt(int index) => _entries[index].Offset;

    /// <summary>Offsets of the evidence of the match at a place, rising; empty when it is the completing event alone.</summary>
    public ReadOnlySpan<long> EvidenceAt(int index) => _evidence.AsSpan(_entries[index].Evidence, _entries[index].EvidenceCount);

    /// <inheritdoc/>
    public IEnumerator<Match> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A match of a single-event rule.</summary>
    internal void AddSingle(RulePlan rule, Row row)
    {
        ref var entry = ref Next(rule.Node, row.Time, row.Time, row.Offset);
        entry.Keys = -1;
        if (row.Derived is { } derived)
        {
            _derived.Add(derived);
            entry.Derived = _derived.Count;
        }

        if (rule.SubjectSlot >= 0 && row.Id(rule.SubjectSlot) is > ValueTable.Null and var id)
        {
            entry.Keys = TakeKeys(1);
            _keys[entry.Keys] = id;
        }
        else if (row.Subject is { } subject)
        {
            _subjects.Add(subject);
            entry.Subject = _subjects.Count;
        }
    }

    /// <summary>A match of a correlation.</summary>
    /// <param name="node">Its number in the plan.</param>
    /// <param name="key">Numbers of the group's values.</param>
    /// <param name="time">Event time, or the deadline.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="offset">Offset of the completing event.</param>
    /// <param name="evidence">How many offsets it has.</param>
    /// <returns>Room for those offsets, to be filled at once.</returns>
    internal Span<long> Add(int node, ReadOnlySpan<int> key, long time, long from, long offset, int evidence)
    {
        ref var entry = ref Next(node, time, from, offset);
        entry.Keys = TakeKeys(key.Length);
        key.CopyTo(_keys.AsSpan(entry.Keys));
        if (_evidenceUsed + evidence > _evidence.Length)
            Array.Resize(ref _evidence, Math.Max(64, Math.Max(_evidenceUsed + evidence, _evidence.Length * 2)));
        (entry.Evidence, entry.EvidenceCount) = (_evidenceUsed, evidence);
        _evidenceUsed += evidence;
        return _evidence.AsSpan(entry.Evidence, evidence);
    }

    /// <summary>A match that another buffer of the same plan and values holds.</summary>
    internal void Add(MatchBuffer other, int index)
    {
        ref readonly var from = ref other._entries[index];
        var keys = other._keys.AsSpan(from.Keys, _plan.Correlations[from.Node - _plan.Rules.Length].KeyDomains.Length);
        other.EvidenceAt(index).CopyTo(Add(from.Node, keys, from.Time, from.WindowStart, from.Offset, from.EvidenceCount));
    }

    /// <summary>Takes back the last one, which was only made to be handed on.</summary>
    internal void RemoveLast() => Count--;

    /// <summary>Begins anew, with the numbers of values as they now are.</summary>
    internal void Clear(SlotValues values)
    {
        _subjects.Clear();
        _derived.Clear();
        (Count, _keysUsed, _evidenceUsed, _values) = (0, 0, 0, values);
    }

    ref Entry Next(int node, long time, long from, long offset)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(16, Count * 2));
        ref var entry = ref _entries[Count++];
        (entry.Time, entry.WindowStart, entry.Offset, entry.Node) = (time, from, offset, node);
        (entry.Evidence, entry.EvidenceCount, entry.Subject, entry.Derived) = (0, 0, 0, 0);
        return ref entry;
    }

    int TakeKeys(int count)
    {
        if (_keysUsed + count > _keys.Length)
            Array.Resize(ref _keys, Math.Max(32, Math.Max(_keysUsed + count, _keys.Length * 2)));
        _keysUsed += count;
        return _keysUsed - count;
    }

    KeyValuePair<string, FieldValue>[] KeyOf(in Entry entry)
    {
        if (entry.Node < _plan.Rules.Length)
        {
            var rule = _plan.Rules[entry.Node]!;
            return entry.Keys >= 0 ? [new(rule.Document.Card!.Subject!, _values.Table(rule.SubjectSlot).Value(_keys[entry.Keys]))]
                : entry.Subject > 0 ? [new(_subjects[entry.Subject - 1].Kind, _subjects[entry.Subject - 1].Value)] : [];
        }

        var correlation = _plan.Correlations[entry.Node - _plan.Rules.Length];
        var key = new KeyValuePair<string, FieldValue>[correlation.KeyDomains.Length];
        for (var i = 0; i < key.Length; i++)
            key[i] = new(correlation.Document.GroupBy[i], _values.Table(correlation.KeyDomains[i]).Value(_keys[entry.Keys + i]));
        return key;
    }
}
