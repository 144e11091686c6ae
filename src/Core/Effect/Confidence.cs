using System.Runtime.CompilerServices;
using MathNet.Numerics.Distributions;

namespace Knooppunt.Effect;

/// <summary>The confidence of intervals: 0.95 unless somebody asks for another.</summary>
static class Confidence
{
    public const double Usual = .95;

    public static void Check(double confidence, [CallerArgumentExpression(nameof(confidence))] string? name = null)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(name, confidence, "A confidence lies between 0 and 1, the ends excluded.");
    }

    /// <summary>The normal quantile of a two-sided interval; 1.96 at 0.95.</summary>
    public static double Quantile(double confidence) => Normal.InvCDF(0, 1, (1 + confidence) / 2);

    /// <summary>The chance of a normal score at least this far from 0, on either side.</summary>
    public static double TwoSided(double score) => MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(score) / Math.Sqrt(2));
}
