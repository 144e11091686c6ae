using Knooppunt.Effect;

namespace Knooppunt.Tests.Core.Effect.Monitoring;

/// <summary>The run length of a CUSUM as Brook and Evans wrote it down: every sum an unknown, all equations at once.</summary>
static class PlainRunLength
{
    public static double Of(double mean, int reference, int threshold, int stepsPerCount)
    {
        var chances = new List<double>();
        for (var count = 0L; count * stepsPerCount < threshold + reference; count++)
            chances.Add(CountChances.Poisson(count, mean));
        var matrix = new double[threshold][];
        for (var from = 0; from < threshold; from++)
        {
            matrix[from] = new double[threshold];
            matrix[from][from] = 1;
            for (var count = 0; count < chances.Count && from + count * stepsPerCount - reference < threshold; count++)
                matrix[from][Math.Max(0, from + count * stepsPerCount - reference)] -= chances[count];
        }

        return LinearSystem.Solve(matrix, [.. Enumerable.Repeat(1.0, threshold)])![0];
    }
}
