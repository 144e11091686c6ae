using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>A configured source as a journal knows it. Changes under the journal's lock.</summary>
internal sealed class Source(SourceSettings settings)
{
    public SourceSettings Settings { get; } = settings;

    public string Name => Settings.Name;

    public Handling Handling => Settings.Handling;

    public string Class => Settings.Handling.Retention.Name;

    /// <summary>Shape of its rows in the vault; null before the first.</summary>
    public RowShape? Vault { get; set; }

    /// <summary>Greatest time that it told, microseconds; the least value before it told anything.</summary>
    public long Greatest { get; set; } = long.MinValue;

    /// <summary>When it last told something, microseconds.</summary>
    public long LastArrival { get; set; } = long.MinValue;

    /// <summary>Whether more of it lies waiting than was taken: until that is in, the journal is complete no further than it came.</summary>
    public bool Waits { get; set; }

    /// <summary>Whether it was reported silent and has not spoken since.</summary>
    public bool Silent { get; set; }

    public long Taken { get; set; }

    public long Known { get; set; }

    public long Refused { get; set; }

    public long Parked { get; set; }

    /// <summary>Rejections kept on <see cref="KeptOn"/>, to keep them bounded.</summary>
    public int Kept { get; set; }

    public DateOnly KeptOn { get; set; }

    public void Told(long greatest, long arrival)
    {
        Greatest = Math.Max(Greatest, greatest);
        LastArrival = Math.Max(LastArrival, arrival);
        Silent = false;
    }
}
