namespace Knooppunt.Effect.WaterBed;

/// <summary>A figure that the model rests on, with how far off it may be and where it comes from. Figures of one name are one assumption and move together.</summary>
/// <param name="Name">What it is about, in words that a page can show; equal names move together.</param>
/// <param name="Value">What is reckoned with.</param>
/// <param name="Low">The lowest it may well be, at most <paramref name="Value"/>.</param>
/// <param name="High">The highest it may well be, at least <paramref name="Value"/>.</param>
/// <param name="Source">Where it comes from; null when somebody assumed it, and then a page says "assumed".</param>
public sealed record Assumption(string Name, double Value, double Low, double High, string? Source = null)
{
    /// <summary>Whether nobody measured it.</summary>
    public bool IsAssumed => Source is null;

    internal void Check(double least, double most, bool mostExcluded = false)
    {
        if (!(least <= Low && Low <= Value && Value <= High && High <= most && double.IsFinite(High)) || (mostExcluded && High >= most))
            throw new ArgumentException($"\"{Name}\" must rise from low over value to high and lie between {least} and {most}.");
    }

    /// <summary>The figure when its whole range has been gone through so far: 0 is low, 1 is high.</summary>
    internal double At(double part) => Low + part * (High - Low);
}
