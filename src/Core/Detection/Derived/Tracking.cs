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

    /// <summary>Metres off at most, where that is kept.</summary>
    public double Farthest { get; init; }

    /// <summary>Whether this run was told already.</summary>
    public bool Told { get; init; }

    public string Text { get; init; } = "";

    /// <summary>How the observations of this run must be handled.</summary>
    public Marks Marks { get; init; } = Marks.None;
}

/// <summary>A derivation that remembers one track per key.</summary>
abstract class Tracking(DerivedDefinition definition) : Derivation(definition)
{
    public Dictionary<string, Track> Tracks { get; } = new(StringComparer.Ordinal);

    protected override bool IsFull => Tracks.Count > MaxKeys;

    protected override void Forget()
    {
        foreach (var (key, _) in Tracks.OrderBy(pair => pair.Value.Last).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Tracks.Count / 2).ToList())
            Tracks.Remove(key);
    }

    /// <summary>Looks up the track of a key; none when it is new or was silent too long. False when the report is older than the last one, which says nothing about what lasts.</summary>
    protected bool TryFollow(string key, long now, out Track? track)
    {
        Tracks.TryGetValue(key, out track);
        if (track is null)
            return true;
        var silence = now - track.Last;
        if (silence > Number("max-gap", 1800) * TimeSpan.TicksPerSecond)
            track = null;
        return silence >= 0;
    }

    public override void Write(SnapshotWriter writer)
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
            writer.Double(track.Farthest);
            writer.Int(track.Told ? 1 : 0);
            writer.Text(track.Text);
            track.Marks.Write(writer);
        }

        MadeOf.Write(writer);
    }

    public override bool Read(ReadOnlySpan<byte> bytes)
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
                Farthest = reader.Double(),
                Told = reader.Int() != 0,
                Text = reader.Text(),
                Marks = Marks.Read(ref reader),
            };
        }

        MadeOf.Read(ref reader);

        return reader.Ok && reader.AtEnd;
    }
}
