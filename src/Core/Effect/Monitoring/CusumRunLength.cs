using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.Monitoring;

/// <summary>Average run length of a Poisson CUSUM, exact, in time that grows with the square of the states.</summary>
/// <remarks>
/// From 0 the sum moves until it would fall below 0, and then begins at 0 again, or until it reaches the threshold. Such rounds are alike, so the run length is the periods of a round over the chance that
/// it ends in an alarm (Wald). Within a round a move depends only on how far it goes: the matrix of Brook and Evans (1972) becomes a Toeplitz matrix T, and the visits x to each sum solve (I - T)' x = e0, which
/// is the forward vector of Levinson's recursion (Golub and Van Loan 2013, 4.7). Run length = Σ x / Σ x · chance of an alarm from there: sums of what is not negative, so that no digits are lost for rare alarms.
/// </remarks>
static class CusumRunLength
{
    /// <param name="mean">Mean count per period, above 0.</param>
    /// <param name="reference">In steps.</param>
    /// <param name="threshold">In steps: as many sums can occur.</param>
    /// <param name="stepsPerCount">Steps that one count is.</param>
    public static double Of(double mean, int reference, int threshold, int stepsPerCount)
    {
        // A threshold of 0 is reached at once.
        if (threshold <= 0)
            return 1;
        // Counts that do not lead from 0 to the threshold; each follows from the one before, unless the first is too small to be a number.
        var chances = new double[(threshold + reference - 1) / stepsPerCount + 1];
        for (var count = 0; count < chances.Length; count++)
            chances[count] = count == 0 || mean > 600 ? CountChances.Poisson(count, mean) : chances[count - 1] * mean / count;
        var visits = Visits(chances, reference, threshold, stepsPerCount);
        var tails = Tails(chances, mean);
        double periods = 0, alarms = 0;
        for (var sum = 0; sum < threshold; sum++)
        {
            periods += visits[sum];
            alarms += visits[sum] * tails[(threshold - sum + reference + stepsPerCount - 1) / stepsPerCount];
        }

        return periods / alarms;
    }

    static double[] Visits(double[] chances, int reference, int threshold, int stepsPerCount)
    {
        var forward = new double[threshold];
        // The backward vector grows at its front: it is kept at the end of its room, so that nothing moves.
        var room = new double[threshold];
        var at = threshold - 1;
        // A count equal to the reference stays where it is.
        var stay = reference % stepsPerCount == 0 && reference / stepsPerCount < chances.Length ? chances[reference / stepsPerCount] : 0;
        forward[0] = room[at] = 1 / (1 - stay);
        for (var size = 1; size < threshold; size++)
        {
            // Moves up from each sum to the new one, and down from the new one to each.
            double up = 0, down = 0;
            for (int count = reference / stepsPerCount + 1, from = size + reference - count * stepsPerCount; from >= 0; count++, from -= stepsPerCount)
                up -= chances[count] * forward[from];
            for (int count = Math.Max(0, (reference - size + stepsPerCount - 1) / stepsPerCount), to = reference - count * stepsPerCount - 1; to >= 0; count++, to -= stepsPerCount)
                down -= chances[count] * room[at + to];

            // [f 0] and [0 g] together give the next ones.
            var scale = 1 / (1 - up * down);
            at--;
            Strips.Mix(forward.AsSpan(0, size + 1), room.AsSpan(at), scale, -up * scale, -down * scale);
        }

        return forward;
    }

    /// <summary>The chance of at least so many counts, from 0 on to one more than there are chances.</summary>
    static double[] Tails(double[] chances, double mean)
    {
        var tails = new double[chances.Length + 1];
        if (chances.Length <= mean)
        {
            // Most counts lie beyond the last one, perhaps so far that its own chance is too small to be a number.
            tails[^1] = 1 - chances.Sum();
        }
        else
        {
            // Beyond the last one, as far as it adds anything.
            var next = mean > 600 ? CountChances.Poisson(chances.Length, mean) : chances[^1] * mean / chances.Length;
            for (var count = chances.Length + 1L; next > 1e-18 * tails[^1]; count++)
            {
                tails[^1] += next;
                next *= mean / count;
            }
        }

        for (var count = chances.Length - 1; count >= 0; count--)
            tails[count] = tails[count + 1] + chances[count];
        return tails;
    }
}
