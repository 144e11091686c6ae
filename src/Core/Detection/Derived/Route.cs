using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Detection;

/// <summary>
/// A moving thing that was on a route and is off it: beside its corridor, or not in the zone that comes next. Told once per excursion.
/// Who leaves by an end of the route has arrived, and who was never on it is no business of it.
/// </summary>
sealed class Route(DerivedDefinition definition) : Tracking(definition)
{
    enum Standing
    {
        On,
        Off,
        Left,
    }

    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var observation = recorded.Observation;
        var now = observation.Time.UtcTicks;
        if (!TryFollow(key, now, out var track))
            return;
        var (lat, lon) = (Read(observation, "lat") ?? double.NaN, Read(observation, "lon") ?? double.NaN);
        var (standing, metres, zone) = Definition.Zones.Count > 0 ? InZones(observation, track, lat, lon) : InCorridor(lat, lon);
        if (standing == Standing.On)
            Tracks[key] = new Track { Last = now, StartLat = lat, StartLon = lon, Text = zone, Marks = Marks.None.With(observation.Handling) };
        else if (standing == Standing.Off && track is not null)
            Tracks[key] = Off(recorded, key, track, metres, made);
        else
            Tracks.Remove(key);
    }

    /// <summary>The track of something that is off; a start of zero says that it was on the route until now.</summary>
    Track Off(in Recorded recorded, string key, Track track, double metres, List<Recorded> made)
    {
        var now = recorded.Observation.Time.UtcTicks;
        track = track with { Last = now, Start = track.Start == 0 ? now : track.Start, Farthest = Math.Max(track.Farthest, metres), Marks = track.Marks.With(recorded.Observation.Handling) };
        if (track.Told || now - track.Start < Number("duration", 300) * TimeSpan.TicksPerSecond)
            return track;
        made.Add(Make(recorded, key, track.Start, track.Marks, ("distance_m", Math.Round(track.Farthest)), ("speed_knots", recorded.Observation.Data["speed_knots"])));
        return track with { Told = true };
    }

    /// <summary>Without a position nothing is known, as after a gap.</summary>
    (Standing Standing, double Metres, string Zone) InCorridor(double lat, double lon)
    {
        if (double.IsNaN(lat) || double.IsNaN(lon))
            return (Standing.Left, 0, "");
        var (metres, isPastEnd) = Corridor.From(Definition.Corridor, lat, lon);
        var beside = metres - (Number("width", 0) / 2);
        return (beside <= 0 ? Standing.On : isPastEnd ? Standing.Left : Standing.Off, beside, "");
    }

    /// <summary>On the route is who is in the zone where it was last or in the next one. How far off is counted from where it was last on it.</summary>
    (Standing Standing, double Metres, string Zone) InZones(Observation observation, Track? track, double lat, double lon)
    {
        var was = track is null ? -1 : Definition.Zones.TakeWhile(zone => zone != track.Text).Count();
        var isInAny = false;
        for (var zone = 0; zone < Definition.Zones.Count; zone++)
        {
            if (!IsWithin(observation, Definition.Zones[zone]))
                continue;
            if (was < 0 || zone == was || zone == was + 1)
                return (Standing.On, 0, Definition.Zones[zone]);
            isInAny = true;
        }

        var isAtEnd = was == 0 || was == Definition.Zones.Count - 1;
        var metres = track is null || double.IsNaN(lat + lon + track.StartLat + track.StartLon) ? 0 : GreatCircle.Metres(track.StartLat, track.StartLon, lat, lon);
        return (isAtEnd && !isInAny ? Standing.Left : Standing.Off, metres, "");
    }
}

/// <summary>Distances from a line of positions.</summary>
static class Corridor
{
    const double MetresPerDegree = Math.PI / 180 * 6_371_008.8;

    /// <summary>Metres to the nearest point of the line, and whether that is an end of it which the position lies beyond.</summary>
    /// <remarks>Flat around the position: over legs of 50 km at 55 degrees the line is off by at most some 100 m in the middle.</remarks>
    public static (double Metres, bool IsPastEnd) From(IReadOnlyList<Waypoint> line, double lat, double lon)
    {
        var (nearest, isPastEnd) = (double.PositiveInfinity, false);
        for (var leg = 0; leg + 1 < line.Count; leg++)
        {
            var (fromX, fromY) = Flat(line[leg], lat, lon);
            var (toX, toY) = Flat(line[leg + 1], lat, lon);
            var (x, y) = (toX - fromX, toY - fromY);
            var along = (x * x) + (y * y) is > 0 and var square ? -((fromX * x) + (fromY * y)) / square : 0;
            var part = Math.Clamp(along, 0, 1);
            var metres = double.Hypot(fromX + (part * x), fromY + (part * y));
            if (metres >= nearest)
                continue;
            nearest = metres;
            isPastEnd = (leg == 0 && along < 0) || (leg == line.Count - 2 && along > 1);
        }

        return (nearest, isPastEnd);
    }

    /// <summary>Metres east and north of the position.</summary>
    static (double East, double North) Flat(Waypoint point, double lat, double lon) =>
        (Math.IEEERemainder(point.Lon - lon, 360) * MetresPerDegree * Math.Cos(double.DegreesToRadians(lat)), (point.Lat - lat) * MetresPerDegree);
}
