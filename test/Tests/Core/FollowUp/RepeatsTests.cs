using CsCheck;
using Knooppunt.FollowUp;

namespace Knooppunt.Tests.Core.FollowUp;

public sealed class RepeatsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 15, 7, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    static Seen At(string what, string? where, double days) => new(what, where, Now.AddDays(-days));

    [Fact]
    public void Counts_the_span_and_the_one_before_it_per_pattern_and_place()
    {
        Seen[] seen = [At("a", "gate", 1), At("a", "gate", 2), At("a", "gate", 14), At("a", "gate", 14.1), At("a", "gate", 28), At("a", "gate", 28.1), At("a", "quay", 1), At("b", "gate", 1), At("a", "gate", 0)];
        var repeat = Assert.Single(Repeats.Find(seen, Now, Fortnight, 3));
        Assert.Equal(("a", "gate", 3, 2, Now.AddDays(-1)), (repeat.What, repeat.Where, repeat.Now, repeat.Before, repeat.Last));
    }

    [Fact]
    public void Nothing_is_counted_twice_or_left_out()
    {
        var seen = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Double[-2, 40]).Select((what, where, days) => At($"p{what}", where == 0 ? null : "gate", days)).Array[0, 60];
        seen.Sample(all =>
        {
            var found = Repeats.Find(all, Now, Fortnight, 1);
            Assert.Equal(all.Count(one => one.At < Now && one.At >= Now - Fortnight), found.Sum(repeat => repeat.Now));
            Assert.Equal(found.Count, found.Select(repeat => (repeat.What, repeat.Where)).Distinct().Count());
        });
    }
}
