using System.Globalization;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Baselines and routes as docs/engine.md tells them, slow and without any thought of memory. Events come in within the lateness.</summary>
sealed class PlainDerived(DerivedDefinition definition)
{
    readonly List<(string Key, int Hour, double Amount)> _amounts = [];
    readonly HashSet<(string Key, int Hour)> _told = [];
    readonly Dictionary<string, List<Seen>> _seen = [];

    sealed record Seen(DateTimeOffset Time, bool On, string Zone, double Lat, double Lon, double Metres, bool Told);

    public List<string> Found { get; } = [];

    /// <summary>Metres off of each that was found; of a corridor by trying points, so good to a percent.</summary>
    public List<double> Metres { get; } = [];

    public static string Describe(Observation made, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{made.Data["vessel"]} {made.Data["started"]} {made.Data["figure"]} {made.Data["usual"]} {made.Data["history_days"]} {made.Data["deviations"]} {made.Data["duration_seconds"]} @{offset}");

    public void Take(Recorded recorded)
    {
        var observation = recorded.Observation;
        if (definition.Kind == "baseline")
            Baseline(recorded, observation.Data["vessel"].ToString(), (int)(observation.Time.UtcTicks / TimeSpan.TicksPerHour));
        else
            Route(recorded, observation.Data["vessel"].ToString());
    }

    void Say(Recorded recorded, DateTimeOffset started, params (string, FieldValue)[] fields)
    {
        var data = new Fields.Builder().Set("vessel", recorded.Observation.Data["vessel"]).Set("started", started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        foreach (var (name, value) in fields)
            data.SetIfAny(name, value);
        data.Set("duration_seconds", (recorded.Observation.Time - started).TotalSeconds);
        Found.Add(Describe(recorded.Observation with { Data = data.Build() }, recorded.Offset));
    }

    void Baseline(Recorded recorded, string key, int hour)
    {
        var days = (int)definition.Numbers["days"];
        var own = _amounts.Where(one => one.Key == key).ToList();
        var newest = own.Count == 0 ? hour : own.Max(one => one.Hour);
        if (hour < newest - (days * 24))
            return;
        var field = definition.Texts.GetValueOrDefault("value");
        var amount = field is null ? 1 : recorded.Observation.Data[field].Kind == FieldKind.Number ? recorded.Observation.Data[field].Number : double.NaN;
        if (double.IsNaN(amount))
            return;
        _amounts.Add((key, hour, amount));
        own.Add((key, hour, amount));
        var from = Math.Max(own.Min(one => one.Hour), Math.Max(hour, newest) - (days * 24));
        double At(int at) => own.Where(one => one.Hour == at).Sum(one => one.Amount);
        var past = Enumerable.Range(1, days).Select(day => hour - (24 * day)).Where(at => at >= from).Select(At).ToList();
        if (past.Count < Math.Max(1, definition.Numbers["min-days"]) || _told.Contains((key, hour)))
            return;
        var median = Median(past);
        var off = past.ConvertAll(one => Math.Abs(one - median));
        var spread = Median(off) > 0 ? 1.4826 * Median(off) : 1.2533 * (off.Order().Sum() / off.Count);
        if (field is null)
            spread = Math.Max(spread, Math.Sqrt(Math.Max(median, 1)));
        var figure = At(hour);
        if (figure - median < definition.Numbers["least"] || figure <= median + (definition.Numbers["deviation"] * spread))
            return;
        _told.Add((key, hour));
        Say(recorded, new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), ("figure", figure), ("usual", median), ("history_days", past.Count),
            ("deviations", spread > 0 ? Math.Round((figure - median) / spread, 1) : default(FieldValue)));
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>All that was seen of the thing since it came on the route; empty when it is not on it.</summary>
    void Route(Recorded recorded, string key)
    {
        var observation = recorded.Observation;
        var path = _seen.TryGetValue(key, out var known) ? known : _seen[key] = [];
        if (path.Count > 0 && observation.Time < path[^1].Time)
            return;
        if (path.Count > 0 && observation.Time - path[^1].Time > TimeSpan.FromSeconds(definition.Numbers["max-gap"]))
            path.Clear();
        var (lat, lon) = (observation.Data["lat"] is { Kind: FieldKind.Number } north ? north.Number : double.NaN, observation.Data["lon"] is { Kind: FieldKind.Number } east ? east.Number : double.NaN);
        var last = path.FindLast(seen => seen.On);
        var zones = observation.Data["zones"].Kind == FieldKind.List ? observation.Data["zones"].List.Select(zone => zone.Text!).ToList() : [];
        var (on, left, zone, metres) = definition.Zones.Count > 0 ? InZones(zones, last, lat, lon) : BesideLine(lat, lon);
        if (on)
            path.Clear();
        if (!on && (left || path.Count == 0))
        {
            path.Clear();
            return;
        }

        var since = path.Find(seen => !seen.On)?.Time ?? observation.Time;
        var farthest = path.Where(seen => !seen.On).Select(seen => seen.Metres).Append(metres).Max();
        var says = !on && !path.Exists(seen => seen.Told) && (observation.Time - since).TotalSeconds >= definition.Numbers["duration"];
        path.Add(new Seen(observation.Time, on, zone, lat, lon, metres, says));
        if (says)
        {
            Say(recorded, since);
            Metres.Add(farthest);
        }
    }

    (bool On, bool Left, string Zone, double Metres) InZones(List<string> zones, Seen? last, double lat, double lon)
    {
        var order = definition.Zones.ToList();
        var allowed = last is null ? order : order.Skip(order.IndexOf(last.Zone)).Take(2).ToList();
        if (allowed.Find(zones.Contains) is { } next)
            return (true, false, next, 0);
        var metres = last is null ? double.NaN : GreatCircle.Metres(last.Lat, last.Lon, lat, lon);
        return (false, last is not null && (last.Zone == order[0] || last.Zone == order[^1]) && !zones.Exists(order.Contains), "", double.IsNaN(metres) ? 0 : metres);
    }

    /// <summary>By trying a thousand points of each leg.</summary>
    (bool On, bool Left, string Zone, double Metres) BesideLine(double lat, double lon)
    {
        if (double.IsNaN(lat + lon))
            return (false, true, "", 0);
        var line = definition.Corridor;
        var (metres, at) = Enumerable.Range(0, ((line.Count - 1) * 1000) + 1)
            .Select(step => (GreatCircle.Metres(lat, lon, Between(step, point => point.Lat), Between(step, point => point.Lon)), step)).Min();
        double Between(int step, Func<Waypoint, double> part)
        {
            var (leg, rest) = (Math.Min(step / 1000, line.Count - 2), 0.0);
            rest = (step - (leg * 1000)) / 1000.0;
            return part(line[leg]) + (rest * (part(line[leg + 1]) - part(line[leg])));
        }

        var beside = metres - (definition.Numbers["width"] / 2);
        return (beside <= 0, at == 0 || at == (line.Count - 1) * 1000, "", beside);
    }
}
