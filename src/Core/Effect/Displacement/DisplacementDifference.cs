namespace Knooppunt.Effect.Displacement;

/// <summary>A difference of differences of counts.</summary>
/// <param name="Estimate">Incidents per unit of time and size, times harm; below 0 when the treated side fell more than the compared side.</param>
/// <param name="Variance">Of the value, above 0.</param>
public readonly record struct CountDifference(Estimate Estimate, double Variance)
{
    /// <summary>Value over standard error.</summary>
    public double Z => Estimate.Value / Math.Sqrt(Variance);

    /// <summary>The chance of a value at least this far from 0 when nothing differs.</summary>
    public double P => Confidence.TwoSided(Z);
}

/// <summary>Weighted displacement difference: whether what fell where the barrier stands is more than what rose around it.</summary>
/// <param name="Local">The treated area against the comparison area.</param>
/// <param name="Displaced">The neighbours of the one against those of the other; null when none were given.</param>
/// <param name="Total">Both together: what the barrier did in all.</param>
/// <param name="Thin">Whether an area had fewer than five incidents before, in some study. Then the normal approximation is not to be trusted; use the E-test.</param>
public sealed record DisplacementDifference(CountDifference Local, CountDifference? Displaced, CountDifference Total, bool Thin)
{
    /// <summary>What may be said of the total. Thin counts cannot be tested this way.</summary>
    public Verdict Verdict => Thin ? Verdict.CannotBeTested : Total.Estimate.Against(0);
}
