using Knooppunt.Effect;

namespace Knooppunt.Barriers;

/// <summary>How a measured factor stands to what was expected.</summary>
public enum ExpectedVerdict : byte
{
    /// <summary>What was expected lies in the interval.</summary>
    Fits,
    /// <summary>The whole interval says that it did less.</summary>
    Less,
    /// <summary>The whole interval says that it did more.</summary>
    More,
}

/// <summary>What somebody expected of a barrier before it was measured, against what was measured.</summary>
public static class ExpectedFall
{
    /// <summary>The most that can be expected, in percent: a fall to nothing.</summary>
    public const int Most = 100;

    /// <summary>Holds the two against each other.</summary>
    /// <param name="percent">The fall that was expected, 1 to <see cref="Most"/> percent.</param>
    /// <param name="factor">Interval of the factor that was measured: 1 for no change.</param>
    public static ExpectedVerdict Of(int percent, Interval factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, Most);
        var expected = 1 - percent / 100.0;
        return factor.Holds(expected) ? ExpectedVerdict.Fits : factor.Low > expected ? ExpectedVerdict.Less : ExpectedVerdict.More;
    }
}
