using System.Runtime.CompilerServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// A value's place in its table: 24 bytes, so that a cache line holds nearly three. A value of up to sixteen bytes lies in it whole; of a longer one
/// its first eight bytes, its hash, and where all of it is kept.
/// </summary>
struct ValuePlace
{
    const int KindBits = 3;

    /// <summary>No value is longer than its place can say.</summary>
    public const int LongestLength = (1 << (32 - KindBits)) - 1;

    /// <summary>Number of the value; zero when the place is free.</summary>
    public int Id;

    /// <summary>Length and kind.</summary>
    public uint Shape;

    public ulong First;

    /// <summary>The rest of a short value; of a long one the hash above the position.</summary>
    public ulong Second;

    public readonly int Length => (int)(Shape >> KindBits);

    public readonly FieldKind Kind => (FieldKind)(Shape & ((1 << KindBits) - 1));

    public readonly bool IsLong => Length > ValueHash.InWords;

    /// <summary>Where the bytes of a long value begin.</summary>
    public readonly int Position => (int)(uint)Second;

    /// <summary>Worked out anew for a short value, for a stored hash would make every place larger.</summary>
    public readonly uint Hash => IsLong ? HashOfLong : ValueHash.OfWords(Kind, Length, First, Second);

    /// <summary>The hash of a long value.</summary>
    public readonly uint HashOfLong => (uint)(Second >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShapeOf(FieldKind kind, int length) => ((uint)length << KindBits) | (uint)kind;

    /// <summary>The second word of a long value.</summary>
    public static ulong SecondOf(uint hash, int position) => ((ulong)hash << 32) | (uint)position;
}
