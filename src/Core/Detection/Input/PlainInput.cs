using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>Runs a plan over lines of JSON of any shape, without an envelope; the offset of an event is its line.</summary>
/// <remarks>Not for use from two threads.</remarks>
public sealed class PlainInput
{
    const int MaxComplaints = 100;
    readonly DetectionState _state;
    readonly string _file;
    readonly List<Complaint> _complaints = [];
    readonly MatchBuffer _matches;
    readonly JsonShape _shape;
    readonly JsonRows _rows;
    readonly BatchRun _run;
    readonly FastTime _time = new();
    readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    readonly string _timeField;
    readonly long _linesBefore;
    readonly long _latest;

    /// <summary>Input for a state.</summary>
    /// <param name="state">What runs.</param>
    /// <param name="timeField">Field that holds the event time (nested: <c>a.b</c>): ISO 8601, or Unix seconds or milliseconds.</param>
    /// <param name="fileName">Name of the file for complaints.</param>
    /// <param name="linesBefore">Lines of files before this one over the same state, so that offsets go on rising; 0 by default.</param>
    /// <param name="latest">The last time that is believed: a line that names a later one is not taken, for it would move the watermark there, end every wait and make all that follows too late. Null believes any.</param>
    public PlainInput(DetectionState state, string timeField, string fileName, long linesBefore = 0, DateTimeOffset? latest = null)
    {
        _latest = latest?.UtcTicks ?? long.MaxValue;
        (_state, _file, _timeField, _linesBefore) = (state, fileName, timeField, linesBefore);
        _matches = new MatchBuffer(state.Plan, state.Values);
        Lines = linesBefore;
        _rows = new JsonRows(state.Plan, state.Values);
        _run = new BatchRun(state, _rows);
        foreach (var slot in state.Plan.Slots)
            _slots[slot.Name] = slot.Index;
        _shape = new JsonShape(_slots, timeField, state.Plan.ReadsEverything);
    }

    /// <summary>Lines taken so far, those of files before this one included; the next event has this offset plus one.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>Why, for the first hundred.</summary>
    public IReadOnlyList<Complaint> Complaints => _complaints;

    /// <summary>Takes whole lines; gives their matches. The list is reused by the next call.</summary>
    /// <param name="buffer">Bytes in UTF-8, lines ended by a line feed.</param>
    /// <param name="start">First byte.</param>
    /// <param name="count">How many bytes; the last line may lack its line feed.</param>
    public MatchBuffer Take(byte[] buffer, int start, int count)
    {
        _matches.Clear(_state.Values);
        _rows.Begin(buffer);
        var end = start + count;
        while (start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var stop = length < 0 ? end : start + length;
            Lines++;
            var trimmed = stop > start && buffer[stop - 1] == '\r' ? stop - 1 : stop;
            if (trimmed > start)
                Line(buffer, start, trimmed);
            if (_rows.Count == BatchRun.Most)
                Run(buffer);
            start = stop + 1;
        }

        Run(buffer);
        if (_state.Compact())
            _rows.Values = _state.Values;
        return _matches;
    }

    /// <summary>Passes over a line that cannot be taken, which counts as unread.</summary>
    /// <param name="sentence">Why.</param>
    public void Skip(string sentence)
    {
        Lines++;
        Complain(sentence);
    }

    void Run(byte[] buffer)
    {
        _run.Take(0, _rows.Count, _matches);
        _rows.Begin(buffer);
    }

    void Line(byte[] buffer, int start, int end)
    {
        _rows.BeginLine();
        var fast = _shape.TryRead(buffer, start, end, _rows);
        if (!fast && Slow(buffer, start, end) is { } wrong)
        {
            Complain(wrong);
            return;
        }

        var time = buffer.AsSpan(_shape.TimeStart, _shape.TimeLength);
        if (!(fast ? _time.TryRead(time, _shape.TimeIsNumber, out var ticks) : TrySlowTime(out ticks)))
        {
            Complain($"The field \"{_timeField}\" is missing or holds no time; write it as 2026-03-01T02:00:00Z or name another with --time-field.");
            return;
        }

        if (ticks > _latest)
            Complain(NotAhead.Sentence(new DateTimeOffset(ticks, TimeSpan.Zero)));
        else
            _rows.EndLine(ticks, Lines);
    }

    FieldValue _slowTime;

    string? Slow(byte[] buffer, int start, int end)
    {
        _rows.BeginLine();
        _slowTime = default;
        return JsonText.Flatten(buffer.AsSpan(start, end - start), (name, value) =>
        {
            if (name == _timeField)
                _slowTime = value;
            if (_slots.TryGetValue(name, out var slot))
                _rows.Set(slot, value);
            else if (_state.Plan.ReadsEverything)
                _rows.Keep(value);
        });
    }

    bool TrySlowTime(out long ticks) => _time.TryRead(Encoding.UTF8.GetBytes(_slowTime.ToString()), _slowTime.Kind == FieldKind.Number, out ticks);

    void Complain(string sentence)
    {
        Unread++;
        if (_complaints.Count < MaxComplaints)
            _complaints.Add(new Complaint(new InputPlace(_file, Lines - _linesBefore), sentence));
    }
}
