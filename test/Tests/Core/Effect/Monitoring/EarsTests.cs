using CsCheck;
using Knooppunt.Effect;
using Knooppunt.Effect.Monitoring;

namespace Knooppunt.Tests.Core.Effect.Monitoring;

public sealed class EarsTests
{
    // earsC(method, baseline = 7, minSigma = .5) of surveillance 1.20.3, R 4.2.2.
    [Theory]
    [InlineData(EarsKind.C1, 7, 16)]
    [InlineData(EarsKind.C2, 9, 20)]
    public void Bounds_and_number_of_alarms_are_those_of_surveillance(EarsKind kind, int first, int alarms)
    {
        var found = Ears.Of(EffectData.Column("salmonella_agona.csv", "observed"), kind).Value;
        Assert.Equal(first, found[0].Period);
        double[] bounds = [6.881218334001, 8.212946482734, 6.337355083201, 2.989605741996, 6.568292907649];
        Assert.All(bounds.Zip([0, 49, 99, 199, 299]), pair => Assert.Equal(pair.First, found[pair.Second].Bound, 1e-8));
        Assert.Equal(alarms, found.Count(watched => watched.Alarm));
    }

    // Σ max(0, C2 - 1) over three weeks above the normal quantile of .975, written out in R 4.2.2 (weeks counted from 1).
    [Fact]
    public void C3_alarms_where_the_sum_of_three_exceeds_the_quantile()
    {
        int[] weeks =
        [
            21, 22, 23, 32, 33, 34, 36, 37, 38, 47, 48, 49, 63, 64, 65, 75, 76, 77, 79, 80, 81, 82, 83, 84, 85, 111, 112, 113, 128, 129, 130, 144, 145, 146, 147, 192, 193, 194, 195, 210, 211, 212, 213,
            233, 234, 235, 241, 242, 243, 264, 265, 266, 282, 283, 284, 285, 286, 287, 295, 296,
        ];
        Assert.Equal(weeks, Ears.Of(EffectData.Column("salmonella_agona.csv", "observed"), EarsKind.C3).Value.Where(watched => watched.Alarm).Select(watched => watched.Period + 1));
    }

    [Fact]
    public void Bound_moves_and_stretches_with_the_counts() => Gen.Select(Gen.Int[0, 40].Array[12, 40], Gen.Enum<EarsKind>(), Gen.Double[.5, 10], Gen.Int[0, 100]).Sample((counts, kind, stretch, shift) =>
    {
        var found = Ears.Of([.. counts.Select(count => (double)count)], kind).Value;
        var moved = Ears.Of([.. counts.Select(count => stretch * count + shift)], kind, leastSpread: .5 * stretch).Value;
        Assert.All(found.Zip(moved), pair => Assert.True(pair.First.Bound < 0 ? pair.Second.Bound < 0 : Math.Abs(stretch * pair.First.Bound + shift - pair.Second.Bound) < 1e-6));
    });

    [Fact]
    public void Equal_counts_alarm_not_and_too_few_are_untested()
    {
        Assert.DoesNotContain(Ears.Of(Enumerable.Repeat(4.0, 30).ToArray(), EarsKind.C3).Value, watched => watched.Alarm);
        Assert.Equal(Obstacle.TooFew, Ears.Of(new double[7], EarsKind.C1).Untested!.Obstacle);
        Assert.Equal(Obstacle.TooFew, Ears.Of([], EarsKind.C3).Untested!.Obstacle);
    }
}
