namespace Knooppunt.Effect.RareCounts;

/// <summary>What was counted, and over how much.</summary>
/// <param name="Count">0 or more.</param>
/// <param name="Exposure">Months, scans, containers: any unit, the same on both sides of a comparison, above 0; 1 when counts are compared as they are.</param>
public sealed record CountOver(long Count, double Exposure = 1)
{
    /// <summary>0 or more.</summary>
    public long Count { get; } = Count >= 0 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "A count is 0 or more.");

    /// <summary>Above 0.</summary>
    public double Exposure { get; } = Exposure > 0 && double.IsFinite(Exposure) ? Exposure : throw new ArgumentOutOfRangeException(nameof(Exposure), Exposure, "An exposure is above 0.");

    /// <summary>Counted per unit of exposure.</summary>
    public double Rate => Count / Exposure;
}
