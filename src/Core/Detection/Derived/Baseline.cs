using System.Globalization;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// More in an hour than a key is used to at that hour of the day, by its own past. Told once per key and hour, at the event that passes the
/// bound: then and not at the hour's end, because a port acts within the hour.
/// </summary>
sealed class Baseline(DerivedDefinition definition) : Derivation(definition)
{
    const int MaxHours = 4_000_000;
    readonly Dictionary<string, HourHistory> _keys = new(StringComparer.Ordinal);
    int _hours;

    int Days => (int)Number("days", 90);

    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var observation = recorded.Observation;
        var field = Definition.Texts.GetValueOrDefault("value");
        if ((field is null ? 1 : Read(observation, field)) is not { } amount || !double.IsFinite(amount))
            return;
        var hour = HourOf(observation);
        if (!_keys.TryGetValue(key, out var history))
            _keys[key] = history = new HourHistory(hour);
        _hours -= history.Count;
        history.Marks = history.Marks.With(observation.Handling);
        var (figure, isTold) = history.Add(hour, amount, Days);
        _hours += history.Count;
        if (isTold || history.Usual(hour, Days) is not { } usual || usual.Days < Number("min-days", 14))
            return;
        var spread = field is null ? usual.SpreadOfCounts : usual.Spread;
        if (figure - usual.Median < Number("least", 1) || figure <= usual.Median + (Number("deviation", 3.5) * spread))
            return;
        history.Tell(hour);
        var now = observation.Time.UtcTicks;
        made.Add(Make(recorded, key, now - (now % TimeSpan.TicksPerHour), history.Marks, ("figure", figure), ("usual", usual.Median), ("history_days", usual.Days),
            ("deviations", spread > 0 ? Math.Round((figure - usual.Median) / spread, 1) : default(FieldValue))));
    }

    /// <summary>The local hour where enrichment says it, because people keep to the clock on the wall; else the hour in UTC.</summary>
    static int HourOf(Observation observation)
    {
        var isLocal = DateOnly.TryParseExact(observation.Data["local_date"].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && observation.Data["local_hour"] is { Kind: FieldKind.Number, Number: >= 0 and < 24 };
        return isLocal ? (date.DayNumber * 24) + (int)observation.Data["local_hour"].Number : (int)(observation.Time.UtcTicks / TimeSpan.TicksPerHour);
    }

    protected override bool IsFull => _keys.Count > MaxKeys || _hours > MaxHours;

    protected override void Forget()
    {
        foreach (var (key, history) in _keys.OrderBy(pair => pair.Value.Newest).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take((_keys.Count + 1) / 2).ToList())
        {
            _hours -= history.Count;
            _keys.Remove(key);
        }
    }

    public override void Write(SnapshotWriter writer)
    {
        writer.Int(_keys.Count);
        foreach (var (key, history) in _keys)
        {
            writer.Text(key);
            history.Write(writer);
        }

        MadeOf.Write(writer);
    }

    public override bool Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        for (var left = reader.Count(12); left > 0; left--)
        {
            var key = reader.Text();
            _keys[key] = HourHistory.Read(ref reader);
            _hours += _keys[key].Count;
        }

        MadeOf.Read(ref reader);

        return reader.Ok && reader.AtEnd;
    }
}
