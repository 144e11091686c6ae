using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Places;

namespace Knooppunt.Detection;

/// <summary>Two moving things within a distance of each other for a time.</summary>
sealed class Encounter(DerivedDefinition definition) : Tracking(definition)
{
    const char Pair = '\u001e';
    readonly Dictionary<(int, int), HashSet<string>> _cells = [];
    // Per key those beside which it was at the last report of either.
    readonly Dictionary<string, HashSet<string>> _beside = new(StringComparer.Ordinal);

    double Distance => Number("distance", 100);

    protected override void Look(in Recorded recorded, string key, List<Recorded> made)
    {
        var observation = recorded.Observation;
        if (Read(observation, "lat") is not { } lat || Read(observation, "lon") is not { } lon || Math.Abs(lat) > 85)
            return;
        if (_cells.Count == 0)
            Index();
        var now = observation.Time.UtcTicks;
        if (Tracks.TryGetValue(key, out var own))
        {
            if (now < own.Last)
                return;
            Leave(Cell(own.Lat, own.Lon), key);
        }

        Tracks[key] = new Track { Start = now, Last = now, Lat = lat, Lon = lon, Marks = Marks.None.With(observation.Handling) };
        (_cells.TryGetValue(Cell(lat, lon), out var cell) ? cell : _cells[Cell(lat, lon)] = []).Add(key);
        var near = Near(lat, lon).Where(other => other != key).Order(StringComparer.Ordinal).ToList();
        foreach (var gone in (_beside.GetValueOrDefault(key) ?? []).Except(near).ToList())
            Part(key, gone);
        foreach (var other in near)
            Meet(recorded, key, other, made);
    }

    protected override void Forget()
    {
        base.Forget();
        _cells.Clear();
        _beside.Clear();
    }

    // Tracks that a snapshot brought back are put in their cells at the first look.
    void Index()
    {
        foreach (var pair in Tracks.Keys.Where(key => key.Contains(Pair, StringComparison.Ordinal)))
        {
            var parts = pair.Split(Pair);
            Join(parts[0], parts[1]);
        }

        foreach (var (key, track) in Tracks.Where(pair => !pair.Key.Contains(Pair, StringComparison.Ordinal)))
            (_cells.TryGetValue(Cell(track.Lat, track.Lon), out var cell) ? cell : _cells[Cell(track.Lat, track.Lon)] = []).Add(key);
    }

    void Leave((int, int) cell, string key)
    {
        if (_cells.TryGetValue(cell, out var keys) && keys.Remove(key) && keys.Count == 0)
            _cells.Remove(cell);
    }

    /// <summary>A cell is as high as the distance and, up to 85 degrees, at least as wide.</summary>
    (int, int) Cell(double lat, double lon) => ((int)Math.Floor(lat * 111_000 / Distance), (int)Math.Floor(lon * 9_600 / Distance));

    IEnumerable<string> Near(double lat, double lon)
    {
        var (row, column) = Cell(lat, lon);
        for (var r = row - 1; r <= row + 1; r++)
        {
            for (var c = column - 1; c <= column + 1; c++)
            {
                if (!_cells.TryGetValue((r, c), out var cell))
                    continue;
                foreach (var key in cell)
                    yield return key;
            }
        }
    }

    void Meet(in Recorded recorded, string key, string other, List<Recorded> made)
    {
        if (!Tracks.TryGetValue(other, out var there))
            return;
        var here = Tracks[key];
        var pair = PairOf(key, other);
        var gap = Number("max-gap", 600) * TimeSpan.TicksPerSecond;
        var metres = GreatCircle.Metres(here.Lat, here.Lon, there.Lat, there.Lon);
        if (metres > Distance || here.Last - there.Last > gap)
        {
            Part(key, other);
            return;
        }

        var track = Tracks.TryGetValue(pair, out var known) && here.Last - known.Last <= gap ? known with { Last = here.Last } : new Track { Start = here.Last, Last = here.Last };
        track = track with { Marks = track.Marks.With(here.Marks).With(there.Marks) };
        if (!track.Told && track.Last - track.Start >= Number("duration", 600) * TimeSpan.TicksPerSecond)
        {
            track = track with { Told = true };
            made.Add(Make(recorded, pair, track.Start, track.Marks, ("other_vessel", other), ("distance_m", Math.Round(metres))));
        }

        Tracks[pair] = track;
        Join(key, other);
    }

    static string PairOf(string key, string other) => string.CompareOrdinal(key, other) < 0 ? key + Pair + other : other + Pair + key;

    void Join(string key, string other)
    {
        (_beside.TryGetValue(key, out var own) ? own : _beside[key] = []).Add(other);
        (_beside.TryGetValue(other, out var its) ? its : _beside[other] = []).Add(key);
    }

    /// <summary>Two are no longer beside each other.</summary>
    void Part(string key, string other)
    {
        if (!Tracks.Remove(PairOf(key, other)))
            return;
        foreach (var (one, its) in new[] { (key, other), (other, key) })
        {
            if (_beside.TryGetValue(one, out var beside) && beside.Remove(its) && beside.Count == 0)
                _beside.Remove(one);
        }
    }
}
