namespace Knooppunt.Effect;

/// <summary>A figure with the interval in which the true one lies, interval first.</summary>
/// <param name="Interval">At the confidence that the method was asked for, 95 % unless told otherwise.</param>
/// <param name="Value">The best single figure, in the unit that the method states.</param>
public readonly record struct Estimate(Interval Interval, double Value)
{
    /// <summary>What may be said when <paramref name="nothing"/> would mean that nothing changed: 0 for a difference, 1 for a ratio.</summary>
    public Verdict Against(double nothing) => Interval.Holds(nothing) ? Verdict.NotShown : Verdict.Shown;

    /// <summary>The estimate of a thing that is normal around its value.</summary>
    internal static Estimate Normal(double value, double variance, double confidence)
    {
        var half = Confidence.Quantile(confidence) * Math.Sqrt(variance);
        return new Estimate(new Interval(value - half, value + half), value);
    }

    internal Estimate Exponential() => new(Interval.Map(Math.Exp), Math.Exp(Value));
}
