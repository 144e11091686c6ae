using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>The first bytes of a value as two words, and a hash over those and what comes after them.</summary>
static class ValueHash
{
    /// <summary>How many bytes the two words hold.</summary>
    public const int InWords = 16;

    const ulong Other = 0x94D049BB133111EBul;

    /// <summary>The first sixteen bytes of a value, zeros behind a shorter one.</summary>
    public static (ulong First, ulong Second) Words(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        if (length >= 8)
        {
            var first = Unsafe.ReadUnaligned<ulong>(ref start);
            var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, Math.Min(length, InWords) - 8));
            return (first, length == 8 ? 0 : last >> (8 * (InWords - Math.Min(length, InWords))));
        }

        if (length >= 4)
        {
            ulong low = Unsafe.ReadUnaligned<uint>(ref start);
            ulong high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4));
            return (low | (high << (8 * (length - 4))), 0);
        }

        ulong word = 0;
        for (var i = 0; i < length; i++)
            word |= (ulong)Unsafe.Add(ref start, i) << (8 * i);
        return (word, 0);
    }

    /// <summary>The hash of a value whose words are known.</summary>
    public static uint Of(FieldKind kind, ReadOnlySpan<byte> bytes, ulong first, ulong second)
    {
        var mixed = Mixed(kind, bytes.Length, first, second);
        if (bytes.Length <= InWords)
            return Folded(mixed);
        // Two sums that do not wait for each other; the last sixteen bytes may overlap those before, for the length is in the sum.
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var (at, last, other) = (InWords, bytes.Length - InWords, mixed ^ Other);
        for (; at < last; at += InWords)
            Add(ref start, at, ref mixed, ref other);
        Add(ref start, last, ref mixed, ref other);
        mixed ^= BitOperations.RotateLeft(other, 23);
        return Folded((mixed ^ (mixed >> 32)) * Other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(ref byte start, int at, ref ulong mixed, ref ulong other)
    {
        mixed = (mixed ^ (mixed >> 29) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at))) * 0xBF58476D1CE4E5B9ul;
        other = (other ^ (other >> 31) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at + sizeof(ulong)))) * Other;
    }

    static ulong Mixed(FieldKind kind, int length, ulong first, ulong second)
    {
        var mixed = (first ^ 0x9E3779B97F4A7C15ul) * 0xBF58476D1CE4E5B9ul;
        return (mixed ^ (mixed >> 32) ^ second ^ ((ulong)length << 56) ^ ((ulong)kind << 48)) * 0x94D049BB133111EBul;
    }

    static uint Folded(ulong mixed) => (uint)(mixed >> 32) ^ (uint)mixed;
}
