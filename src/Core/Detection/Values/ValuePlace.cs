using System.Runtime.CompilerServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>
/// A value as its table holds it: 24 bytes. A value of up to sixteen bytes lies in it whole; of a longer one its first eight bytes and where all of it
/// is kept.
/// </summary>
struct ValuePlace
{
    const int KindBits = 3;

    /// <summary>No value is longer than its place can say.</summary>
    public const int LongestLength = (1 << (32 - KindBits)) - 1;

    /// <summary>Length and kind.</summary>
    public uint Shape;

    /// <summary>Where the bytes of a long value begin.</summary>
    public int Position;

    public ulong First;

    /// <summary>The rest of a short value.</summary>
    public ulong Second;

    public readonly int Length => (int)(Shape >> KindBits);

    public readonly FieldKind Kind => (FieldKind)(Shape & ((1 << KindBits) - 1));

    public readonly bool IsLong => Length > ValueHash.InWords;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShapeOf(FieldKind kind, int length) => ((uint)length << KindBits) | (uint)kind;
}
