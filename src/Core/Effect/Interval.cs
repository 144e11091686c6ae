namespace Knooppunt.Effect;

/// <summary>Two ends between which a figure lies with the confidence that its maker states. A page says it before the figure itself.</summary>
/// <param name="Low">Lower end; may be negative infinity where nothing bounds it.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>; may be positive infinity where nothing bounds it.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>From end to end.</summary>
    public double Width => High - Low;

    /// <summary>Whether a figure lies in it; the ends belong to it.</summary>
    public bool Holds(double figure) => Low <= figure && figure <= High;

    /// <summary>Whether the two have a figure in common. Then no page may rank one above the other.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    internal Interval Map(Func<double, double> rising) => new(rising(Low), rising(High));
}
