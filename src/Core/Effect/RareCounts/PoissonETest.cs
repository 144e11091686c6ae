namespace Knooppunt.Effect.RareCounts;

/// <summary>What an E-test found.</summary>
/// <param name="Difference">First rate less second, per unit of exposure.</param>
/// <param name="P">The chance of rates at least as far apart, in standard errors, when both are the same; 0 to 1.</param>
/// <param name="Verdict">Shown when <paramref name="P"/> is below what was asked.</param>
public sealed record ETestResult(double Difference, double P, Verdict Verdict);

/// <summary>The E-test of Krishnamoorthy and Thomson (2004) for two Poisson rates: nearly exact, and it sees more than the conditional test does.</summary>
public static class PoissonETest
{
    // What lies beyond changes no chance that is printed.
    const double Negligible = 1e-14;
    const long Most = 10_000_000;
    const double Rounded = 1e-12;

    /// <summary>The two-sided test that two rates are the same.</summary>
    /// <param name="first">One count.</param>
    /// <param name="second">The other.</param>
    /// <param name="level">Chance of a false "shown", between 0 and 1; 0.05 by default.</param>
    /// <returns>Untested when nothing was counted at all, or more than ten million: then a normal test does.</returns>
    public static Tested<ETestResult> Of(CountOver first, CountOver second, double level = .05)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Confidence.Check(level);
        if (first.Count + second.Count == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted on either side: two zeros cannot differ. Count longer.");
        if (first.Count + second.Count > Most)
            return new Untested(Obstacle.TooLarge, "More than ten million were counted: compare such counts by regression.");

        var common = (first.Count + second.Count) / (first.Exposure + second.Exposure);
        // Rates that are as far apart count as that, also where their last digits were rounded otherwise; equal ones never differ.
        var observed = Math.Max(0, (Math.Abs(Score(first.Count, second.Count, first.Exposure, second.Exposure)) * (1 - Rounded)) - Rounded);
        var ones = new Probable(common * first.Exposure);
        var others = new Probable(common * second.Exposure);

        // The score rises with the first count and falls with the second: two borders walk along with the first.
        double p = 0;
        long above = others.From, below = others.From;
        for (var one = ones.From; one <= ones.To; one++)
        {
            while (above <= others.To && Score(one, above, first.Exposure, second.Exposure) >= observed)
                above++;
            while (below <= others.To && Score(one, below, first.Exposure, second.Exposure) > -observed)
                below++;
            p += ones.Chance(one) * (others.Below(above) + (others.All - others.Below(below)));
        }

        p = observed == 0 ? 1 : Math.Clamp(p, 0, 1);
        return new ETestResult(first.Rate - second.Rate, p, p < level ? Verdict.Shown : Verdict.NotShown);
    }

    static double Score(long one, long other, double exposure, double otherExposure) => one + other == 0
        ? 0
        : (one / exposure - other / otherExposure) / Math.Sqrt(one / (exposure * exposure) + other / (otherExposure * otherExposure));

    /// <summary>The counts that a Poisson of this mean may well give, with their chances.</summary>
    sealed class Probable
    {
        readonly double[] _chances;
        readonly double[] _below;

        public Probable(double mean)
        {
            var spread = 8.5 * Math.Sqrt(mean) + 30;
            (From, To) = ((long)Math.Max(0, Math.Floor(mean - spread)), (long)Math.Ceiling(mean + spread));
            _chances = new double[To - From + 1];
            _below = new double[_chances.Length + 1];
            for (var i = 0; i < _chances.Length; i++)
            {
                _chances[i] = Math.Exp((From + i) * Math.Log(mean) - mean - MathNet.Numerics.SpecialFunctions.GammaLn(From + i + 1.0));
                _chances[i] = _chances[i] < Negligible * Negligible ? 0 : _chances[i];
                _below[i + 1] = _below[i] + _chances[i];
            }
        }

        public long From { get; }

        public long To { get; }

        public double All => _below[^1];

        public double Chance(long count) => _chances[count - From];

        /// <summary>The chance of a count below this one.</summary>
        public double Below(long count) => _below[count - From];
    }
}
