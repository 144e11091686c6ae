using System.Numerics;
using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>The purposes for which the sources of one thing were collected: it may be seen only for all of them at once. <c>default</c> holds none, and a label without a purpose is refused.</summary>
/// <param name="Bits">One bit per purpose, the least significant the first of the enumeration; 0 to 63.</param>
public readonly record struct PurposeSet(byte Bits)
{
    /// <summary>The set of one purpose.</summary>
    public static implicit operator PurposeSet(Purpose purpose) => new((byte)(1 << (int)purpose));

    /// <summary>The set of these purposes.</summary>
    public static PurposeSet Of(IEnumerable<Purpose> purposes) => purposes.Aggregate(default(PurposeSet), (set, purpose) => new((byte)(set.Bits | ((PurposeSet)purpose).Bits)));

    /// <summary>Its purposes, in the order of the enumeration.</summary>
    public IEnumerable<Purpose> All
    {
        get
        {
            for (var rest = (uint)Bits; rest != 0; rest &= rest - 1)
                yield return (Purpose)BitOperations.TrailingZeroCount(rest);
        }
    }
}
