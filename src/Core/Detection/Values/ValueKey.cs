using System.Runtime.CompilerServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>What a value is found by in a table: its first bytes as two words, its kind and length, and its hash.</summary>
readonly struct ValueKey(uint shape, uint hash, ulong first, ulong second)
{
    /// <summary>Kind and length, as <see cref="ValuePlace.ShapeOf"/> makes them of both.</summary>
    public uint Shape { get; } = shape;

    public uint Hash { get; } = hash;

    public ulong First { get; } = first;

    public ulong Second { get; } = second;

    /// <summary>Whether it stands for a field without a value.</summary>
    public bool IsNone => Shape == ValuePlace.ShapeOf(FieldKind.None, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueKey Of(FieldKind kind, ReadOnlySpan<byte> bytes)
    {
        var (first, second) = ValueHash.Words(bytes);
        return new ValueKey(ValuePlace.ShapeOf(kind, bytes.Length), ValueHash.Of(kind, bytes, first, second), first, second);
    }
}
