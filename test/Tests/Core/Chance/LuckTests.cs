using Knooppunt.Chance;

namespace Knooppunt.Tests.Core.Chance;

/// <summary>The same seed gives the same draws for ever: figures that were published once can be made again.</summary>
public sealed class LuckTests
{
    // The reference implementation of xoshiro256**, seeded by SplitMix64 (Blackman and Vigna), in Python.
    [Theory]
    [InlineData(0UL, new ulong[] { 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0 })]
    [InlineData(42UL, new ulong[] { 0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1 })]
    public void The_first_draws_are_those_of_the_reference(ulong seed, ulong[] expected)
    {
        var luck = new Luck(seed);
        Assert.Equal(expected, new[] { luck.Next(), luck.Next(), luck.Next() });
    }

    [Fact]
    public void A_name_draws_for_itself()
    {
        var luck = Luck.Of(42, "day/gate");
        Assert.Equal(new ulong[] { 0x72666cc5e39a15fa, 0x6abb64843bddcdd6 }, new[] { luck.Next(), luck.Next() });
    }
}
