namespace Knooppunt.Effect.RareCounts;

/// <summary>How many times one rate is another, from counts too small for a normal approximation.</summary>
/// <remarks>Given the sum of two Poisson counts the first is binomial, and its share tells the ratio (Przyborowski and Wilenski 1940): every interval of a share gives one of the ratio.</remarks>
public static class RateRatio
{
    /// <summary>The exact interval (Clopper and Pearson of the share): never narrower than stated.</summary>
    /// <param name="first">The rate above the line.</param>
    /// <param name="second">The rate below it.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>The ratio, whose upper end is infinite when the second count is 0; untested when neither counted anything, and the value is infinite too when only the second is 0.</returns>
    public static Tested<Estimate> Exact(CountOver first, CountOver second, double confidence = Confidence.Usual) => Of(first, second, confidence, ExactShare.ClopperPearson);

    /// <summary>The score interval (Wilson of the share): right on average.</summary>
    /// <param name="first">The rate above the line.</param>
    /// <param name="second">The rate below it.</param>
    /// <param name="confidence">Between 0 and 1; 0.95 by default.</param>
    /// <returns>As <see cref="Exact"/>.</returns>
    public static Tested<Estimate> Wilson(CountOver first, CountOver second, double confidence = Confidence.Usual) => Of(first, second, confidence, ExactShare.Wilson);

    static Tested<Estimate> Of(CountOver first, CountOver second, double confidence, Func<long, long, double, Interval> ofShare)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Confidence.Check(confidence);
        if (first.Count + second.Count == 0)
            return new Untested(Obstacle.NothingCounted, "Nothing was counted on either side: every ratio is possible. Count longer.");

        var exposures = second.Exposure / first.Exposure;
        double Ratio(double share) => share >= 1 ? double.PositiveInfinity : share / (1 - share) * exposures;
        return new Estimate(ofShare(first.Count, first.Count + second.Count, confidence).Map(Ratio), Ratio((double)first.Count / (first.Count + second.Count)));
    }
}
