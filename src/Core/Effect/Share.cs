namespace Knooppunt.Effect;

/// <summary>A share that was counted, with the interval in which the true one lies: few cases give a wide interval, and that is what a page says first.</summary>
/// <param name="Part">How many had it, 0 to <paramref name="Whole"/>.</param>
/// <param name="Whole">How many were counted, 0 or more.</param>
public readonly record struct Share(int Part, int Whole)
{
    // The normal quantile of a two-sided 95 % interval.
    const double Z = 1.959964;

    /// <summary>Lower end of the 95 % interval of Wilson (1927), 0 to 1; 0 when nothing was counted.</summary>
    public double Low => Whole == 0 ? 0 : Part == 0 ? 0 : Centre - Half;

    /// <summary>Upper end of the 95 % interval, 0 to 1; 1 when nothing was counted.</summary>
    public double High => Whole == 0 ? 1 : Part == Whole ? 1 : Centre + Half;

    double Observed => (double)Part / Whole;

    double Centre => (Observed + Z * Z / (2 * Whole)) / (1 + Z * Z / Whole);

    double Half => Z / (1 + Z * Z / Whole) * Math.Sqrt(Observed * (1 - Observed) / Whole + Z * Z / (4.0 * Whole * Whole));
}
