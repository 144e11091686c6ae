using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Detection;

/// <summary>A state that lasts: told once when it has lasted long enough; a gap or one observation outside it ends it.</summary>
abstract class Run(DerivedDefinition definition) : Tracking(definition)
{
    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var observation = recorded.Observation;
        var now = observation.Time.UtcTicks;
        if (!TryFollow(key, now, out var track))
            return;
        if (!IsIn(observation))
        {
            Tracks.Remove(key);
            return;
        }

        var (lat, lon) = (Read(observation, "lat") ?? double.NaN, Read(observation, "lon") ?? double.NaN);
        track ??= new Track { Start = now, StartLat = lat, StartLon = lon };
        track = track with { Last = now, Lat = lat, Lon = lon, Marks = track.Marks.With(observation.Handling) };
        if (!track.Told && now - track.Start >= Number("duration", 600) * TimeSpan.TicksPerSecond && IsEnough(track))
        {
            made.Add(Make(recorded, key, track.Start, track.Marks, ("distance_m", Math.Round(Moved(track))), ("speed_knots", observation.Data["speed_knots"])));
            track = track with { Told = true };
        }

        Tracks[key] = track;
    }

    protected abstract bool IsIn(Observation observation);

    protected virtual bool IsEnough(Track track) => true;

    protected static double Moved(Track track) => GreatCircle.Metres(track.StartLat, track.StartLon, track.Lat, track.Lon);
}

/// <summary>A vessel that moves across its heading, neither ahead nor astern: speed, angle, duration and distance from where it began.</summary>
sealed class Drift(DerivedDefinition definition) : Run(definition)
{
    protected override bool IsIn(Observation observation) =>
        Read(observation, "speed_knots") is { } speed && speed >= Number("min-speed", 1) && speed <= Number("max-speed", 5)
        && Angle(observation) is { } angle && angle > Number("angle", 45) && angle < 180 - Number("angle", 45) && Read(observation, "lat") is not null && Read(observation, "lon") is not null;

    static double? Angle(Observation observation)
    {
        if (Read(observation, "course_heading_deg") is { } given)
            return given;
        if (Read(observation, "course_deg") is not { } course || Read(observation, "heading_deg") is not { } heading)
            return null;
        return Math.Abs(((course - heading + 540) % 360) - 180);
    }

    protected override bool IsEnough(Track track) => Moved(track) >= Number("distance", 500);
}

/// <summary>A thing that stays in a zone or place, or below a speed.</summary>
sealed class Stay(DerivedDefinition definition) : Run(definition)
{
    protected override bool IsIn(Observation observation)
    {
        if (Definition.Numbers.TryGetValue("max-speed", out var limit) && !(Read(observation, "speed_knots") <= limit))
            return false;
        if (!Definition.Texts.TryGetValue("zone", out var zone))
            return true;
        return IsWithin(observation, zone);
    }
}
