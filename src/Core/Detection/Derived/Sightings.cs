using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Detection;

/// <summary>A key or pair that was not seen for a number of days, or never.</summary>
sealed class Novelty(DerivedDefinition definition) : Tracking(definition)
{
    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var now = recorded.Observation.Time.UtcTicks;
        var known = Tracks.TryGetValue(key, out var track);
        if (!known || now - track!.Last > Number("days", 90) * TimeSpan.TicksPerDay)
            made.Add(Make(recorded, key, now, Marks.None.With(track?.Marks ?? Marks.None).With(recorded.Observation.Handling), ("since_seconds", known ? (now - track!.Last) / (double)TimeSpan.TicksPerSecond : default(FieldValue))));
        Tracks[key] = new Track { Start = now, Last = Math.Max(now, track?.Last ?? long.MinValue), Marks = Marks.None.With(recorded.Observation.Handling) };
    }
}

/// <summary>One key in two places sooner than travel allows.</summary>
sealed class DuplicatePresence(DerivedDefinition definition) : Tracking(definition)
{
    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var observation = recorded.Observation;
        var place = observation.Data[Definition.Texts.GetValueOrDefault("place", "place")].ToString();
        var (lat, lon) = (Read(observation, "lat") ?? double.NaN, Read(observation, "lon") ?? double.NaN);
        if (place.Length == 0 && double.IsNaN(lat))
            return;
        var now = observation.Time.UtcTicks;
        if (Tracks.TryGetValue(key, out var before) && TooSoon(before, place, lat, lon, now))
        {
            made.Add(Make(recorded, key, before.Last, before.Marks.With(observation.Handling), ("from_place", before.Text.Length > 0 ? before.Text : default(FieldValue)), ("to_place", place.Length > 0 ? place : default(FieldValue)),
                ("distance_m", Math.Round(GreatCircle.Metres(before.Lat, before.Lon, lat, lon)))));
        }

        if (before is null || now >= before.Last)
            Tracks[key] = new Track { Start = now, Last = now, Lat = lat, Lon = lon, Text = place, Marks = Marks.None.With(observation.Handling) };
    }

    bool TooSoon(Track before, string place, double lat, double lon, long now)
    {
        var seconds = Math.Abs(now - before.Last) / (double)TimeSpan.TicksPerSecond;
        var metres = GreatCircle.Metres(before.Lat, before.Lon, lat, lon);
        // Without positions two different places within the time are enough.
        return double.IsNaN(metres)
            ? before.Text.Length > 0 && place.Length > 0 && before.Text != place && seconds <= Number("within", 300)
            : metres > Number("distance", 2000) && metres / 1000 > seconds / 3600 * Number("max-speed-kmh", 100);
    }
}
