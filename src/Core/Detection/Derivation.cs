using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>What a derivation remembers of one key.</summary>
sealed record Track
{
    /// <summary>UTC ticks at which the run began.</summary>
    public long Start { get; init; }

    /// <summary>UTC ticks of the last observation taken in.</summary>
    public long Last { get; init; }

    public double StartLat { get; init; }

    public double StartLon { get; init; }

    public double Lat { get; init; }

    public double Lon { get; init; }

    /// <summary>Whether this run was told already.</summary>
    public bool Told { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>Computes one kind of derived observation. State is one track per key, and the number of keys is bounded.</summary>
abstract class Derivation(DerivedDefinition definition)
{
    const int MaxKeys = 200_000;
    static readonly string[] Inherited = ["zones", "places", "local_date", "local_hour", "local_weekday", "shift", "lists", "place", "terminal", "lat", "lon"];

    public DerivedDefinition Definition { get; } = definition;

    public Dictionary<string, Track> Tracks { get; } = new(StringComparer.Ordinal);

    protected string KeyField { get; } = definition.Texts.GetValueOrDefault("key", "vessel");

    public static Derivation Of(DerivedDefinition definition) => definition.Kind switch
    {
        "drift" => new Drift(definition),
        "encounter" => new Encounter(definition),
        "stay" => new Stay(definition),
        "duplicate-presence" => new DuplicatePresence(definition),
        _ => new Novelty(definition),
    };

    public void Take(in Recorded recorded, List<Recorded> made)
    {
        if (!string.Equals(recorded.Observation.Type.Name, Definition.From, StringComparison.Ordinal) || KeyOf(recorded.Observation) is not { } key)
            return;
        Look(recorded, key, made);
        if (Tracks.Count > MaxKeys)
            Forget();
    }

    protected abstract void Look(in Recorded recorded, string key, List<Recorded> made);

    protected double Number(string name, double standard) => Definition.Numbers.GetValueOrDefault(name, standard);

    protected static double? Read(Observation observation, string field) => observation.Data[field] is { Kind: FieldKind.Number } value ? value.Number : null;

    /// <summary>The values of the key fields, joined; null when one is missing.</summary>
    string? KeyOf(Observation observation)
    {
        if (!KeyField.Contains(',', StringComparison.Ordinal))
            return ObservationRow.TryGet(observation, KeyField, out var one) && one.Kind != FieldKind.None ? one.ToString() : null;
        var parts = new List<string>();
        foreach (var field in KeyField.Split(','))
        {
            if (!ObservationRow.TryGet(observation, field.Trim(), out var value) || value.Kind == FieldKind.None)
                return null;
            parts.Add(value.ToString());
        }

        return string.Join('\u001f', parts);
    }

    /// <summary>A derived observation at the offset of the one that completed it; its id names what it was made from.</summary>
    protected Recorded Make(in Recorded from, string key, long start, params ReadOnlySpan<(string Name, FieldValue Value)> own)
    {
        var observation = from.Observation;
        var fields = new Fields.Builder();
        foreach (var name in Inherited)
            fields.SetIfAny(name, observation.Data[name]);
        foreach (var field in KeyField.Split(','))
            fields.SetIfAny(field.Trim(), ObservationRow.TryGet(observation, field.Trim(), out var value) ? value : default);
        foreach (var (name, value) in own)
            fields.SetIfAny(name, value);
        fields.Set("derived_by", Definition.Kind);
        fields.Set("started", new DateTimeOffset(start, TimeSpan.Zero).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture));
        fields.SetIfAny("duration_seconds", (observation.Time.UtcTicks - start) / (double)TimeSpan.TicksPerSecond);
        var type = Taxonomy.Types.TryGetValue(Definition.Makes, out var known) ? known.Type : new ObservationType(Family.Presence, Definition.Makes);
        var data = fields.Build();
        return new Recorded(from.Offset, observation with
        {
            Id = IdOf(key, from.Offset),
            Type = type,
            Subject = Taxonomy.SubjectOf(type, data) ?? observation.Subject,
            Data = data,
        });
    }

    string IdOf(string key, long offset) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Definition.Id}\n{key}\n{offset}")).AsSpan(0, 16));

    public void Write(SnapshotWriter writer)
    {
        writer.Int(Tracks.Count);
        foreach (var (key, track) in Tracks)
        {
            writer.Text(key);
            writer.Long(track.Start);
            writer.Long(track.Last);
            writer.Double(track.StartLat);
            writer.Double(track.StartLon);
            writer.Double(track.Lat);
            writer.Double(track.Lon);
            writer.Int(track.Told ? 1 : 0);
            writer.Text(track.Text);
        }
    }

    /// <summary>Takes back what <see cref="Write"/> wrote; false when the bytes do not fit.</summary>
    public bool Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        for (var left = reader.Count(8); left > 0; left--)
        {
            Tracks[reader.Text()] = new Track
            {
                Start = reader.Long(),
                Last = reader.Long(),
                StartLat = reader.Double(),
                StartLon = reader.Double(),
                Lat = reader.Double(),
                Lon = reader.Double(),
                Told = reader.Int() != 0,
                Text = reader.Text(),
            };
        }

        return reader.Ok && reader.AtEnd;
    }

    /// <summary>Lets go of the half that was seen longest ago.</summary>
    protected virtual void Forget()
    {
        var middle = Tracks.Values.Select(track => track.Last).Order().ElementAt(Tracks.Count / 2);
        foreach (var key in Tracks.Where(pair => pair.Value.Last < middle).Select(pair => pair.Key).ToList())
            Tracks.Remove(key);
    }
}

/// <summary>Distances on the sphere of mean earth radius: within half a percent of the ellipsoid.</summary>
static class Sphere
{
    const double Radius = 6_371_008.8;

    public static double Metres(double lat, double lon, double otherLat, double otherLon)
    {
        var (north, east) = (Radians(otherLat - lat) / 2, Radians(otherLon - lon) / 2);
        var half = (Math.Sin(north) * Math.Sin(north)) + (Math.Cos(Radians(lat)) * Math.Cos(Radians(otherLat)) * Math.Sin(east) * Math.Sin(east));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
