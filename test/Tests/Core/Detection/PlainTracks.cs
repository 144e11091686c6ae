using System.Globalization;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>Drift, stay, encounter, novelty and duplicate presence as docs/engine.md tells them: nothing is remembered but all that was seen.</summary>
sealed class PlainTracks(DerivedDefinition definition)
{
    sealed record Report(string Key, DateTimeOffset Time, double Lat, double Lon, string Place, bool In, long Offset);

    readonly List<Report> _all = [];
    // By the report with which a run began: two may begin at the same time.
    readonly HashSet<(string, long)> _told = [];

    public List<string> Found { get; } = [];

    /// <summary>Metres moved or apart of each that was found, on a round earth; no number where there are no positions.</summary>
    public List<double> Metres { get; } = [];

    public static string Describe(Observation made, long offset) =>
        Line(made.Data["vessel"].ToString(), made.Data["started"].ToString(), made.Data["duration_seconds"].Number, made.Data["other_vessel"].ToString(), made.Data["since_seconds"], made.Data["from_place"].ToString(), made.Data["to_place"].ToString(), offset);

    static string Line(string key, string started, double lasted, string other, FieldValue since, string from, string to, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{key} {started} {lasted} {other} {since} {from} {to} @{offset}");

    void Say(Report now, DateTimeOffset started, string other = "", FieldValue since = default, string from = "", string to = "", double metres = double.NaN)
    {
        Found.Add(Line(now.Key, started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), (now.Time - started).TotalSeconds, other, since, from, to, now.Offset));
        Metres.Add(metres);
    }

    double Number(string name, double otherwise) => definition.Numbers.GetValueOrDefault(name, otherwise);

    public void Take(Recorded recorded)
    {
        var data = recorded.Observation.Data;
        double Read(string field) => data[field].Kind == FieldKind.Number ? data[field].Number : double.NaN;
        var now = new Report(data["vessel"].ToString(), recorded.Observation.Time, Read("lat"), Read("lon"), data["place"].ToString(), definition.Kind switch
        {
            "drift" => Read("speed_knots") >= Number("min-speed", 1) && Read("speed_knots") <= Number("max-speed", 5) && Apart(Read("course_deg"), Read("heading_deg")) > Number("angle", 45) && Read("lat") + Read("lon") > 0,
            _ => (!definition.Numbers.ContainsKey("max-speed") || Read("speed_knots") <= definition.Numbers["max-speed"]) && (!definition.Texts.ContainsKey("zone") || data["place"].ToString() == definition.Texts["zone"]),
        }, recorded.Offset);
        switch (definition.Kind)
        {
            case "novelty":
                Novelty(now);
                break;
            case "duplicate-presence":
                TwoPlaces(now);
                break;
            case "encounter":
                Encounter(now);
                break;
            default:
                Run(now);
                break;
        }
    }

    /// <summary>Degrees between two directions, from ahead or from astern, whichever is nearer.</summary>
    static double Apart(double one, double other)
    {
        var turned = Math.Abs(one - other) % 360;
        var angle = Math.Min(turned, 360 - turned);
        return Math.Min(angle, 180 - angle);
    }

    static double MetresOf(Report one, Report other)
    {
        double Radians(double degrees) => degrees * Math.PI / 180;
        var (north, east) = (Math.Sin(Radians(other.Lat - one.Lat) / 2), Math.Sin(Radians(other.Lon - one.Lon) / 2));
        return 2 * 6_371_008.8 * Math.Asin(Math.Sqrt((north * north) + (Math.Cos(Radians(one.Lat)) * Math.Cos(Radians(other.Lat)) * east * east)));
    }

    void Novelty(Report now)
    {
        var before = _all.Where(one => one.Key == now.Key).ToList();
        _all.Add(now);
        if (before.Count == 0)
            Say(now, now.Time);
        else if (now.Time - before.Max(one => one.Time) is var since && since > TimeSpan.FromDays(Number("days", 90)))
            Say(now, now.Time, since: since.TotalSeconds);
    }

    void TwoPlaces(Report now)
    {
        if (now.Place.Length == 0 && double.IsNaN(now.Lat))
            return;
        // The newest by time; of equals the one that came last.
        if (_all.Where(one => one.Key == now.Key).OrderBy(one => one.Time).LastOrDefault() is { } before)
        {
            var (seconds, metres) = (Math.Abs((now.Time - before.Time).TotalSeconds), MetresOf(before, now));
            if (double.IsNaN(metres) ? before.Place.Length > 0 && now.Place.Length > 0 && before.Place != now.Place && seconds <= Number("within", 300)
                : metres > Number("distance", 2000) && metres / 1000 > Number("max-speed-kmh", 100) * seconds / 3600)
                Say(now, before.Time, from: before.Place, to: now.Place, metres: metres);
        }

        _all.Add(now);
    }

    void Run(Report now)
    {
        var own = _all.Where(one => one.Key == now.Key).ToList();
        if (own.Count > 0 && own[^1].In && now.Time < own[^1].Time)
            return;
        _all.Add(now);
        if (!now.In)
            return;
        var start = now;
        foreach (var earlier in own.AsEnumerable().Reverse().TakeWhile(one => one.In))
        {
            if (start.Time - earlier.Time > TimeSpan.FromSeconds(Number("max-gap", 1800)))
                break;
            start = earlier;
        }

        var metres = MetresOf(start, now);
        if (now.Time - start.Time < TimeSpan.FromSeconds(Number("duration", 600)) || (definition.Kind == "drift" && metres < Number("distance", 500)) || !_told.Add((now.Key, start.Offset)))
            return;
        Say(now, start.Time, metres: metres);
    }

    void Encounter(Report now)
    {
        if (double.IsNaN(now.Lat + now.Lon))
            return;
        if (_all.FindLast(one => one.Key == now.Key) is { } last && now.Time < last.Time)
            return;
        _all.Add(now);
        foreach (var other in _all.Select(one => one.Key).Where(key => key != now.Key).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            if (Since(now.Key, other) is not { } start || now.Time - start.Time < TimeSpan.FromSeconds(Number("duration", 600)) || !_told.Add((string.Join('/', new[] { now.Key, other }.Order(StringComparer.Ordinal)), start.Offset)))
                continue;
            Say(now, start.Time, other, metres: MetresOf(now, _all.FindLast(one => one.Key == other)!));
        }
    }

    /// <summary>The report since which two have been beside each other at each of theirs, up to the last; null when they are not.</summary>
    Report? Since(string one, string other)
    {
        var gap = TimeSpan.FromSeconds(Number("max-gap", 600));
        var latest = new Dictionary<string, Report>();
        Report? since = null;
        DateTimeOffset until = default;
        foreach (var report in _all.Where(report => report.Key == one || report.Key == other))
        {
            latest[report.Key] = report;
            if (latest.Count < 2)
                continue;
            var there = latest[report.Key == one ? other : one];
            var beside = MetresOf(report, there) <= Number("distance", 100) && report.Time - there.Time <= gap;
            since = !beside ? null : since is not null && report.Time - until <= gap ? since : report;
            until = report.Time;
        }

        return since;
    }
}
