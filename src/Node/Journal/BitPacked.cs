using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Knooppunt.Node.Journal;

/// <summary>Whole numbers as their distance from the least, each in as many bits as the largest distance needs.</summary>
internal static class BitPacked
{
    public static void Write(ByteBuffer to, ReadOnlySpan<long> values)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        // A distance of more than 56 bits would not fit the eight bytes that a value is read from.
        var width = values.IsEmpty ? 0 : 64 - BitOperations.LeadingZeroCount((ulong)(most - least));
        to.Byte((byte)(width > 56 ? 64 : width));
        to.Fixed64(values.IsEmpty ? 0 : least);
        ulong bits = 0;
        var filled = 0;
        foreach (var value in values)
        {
            if (width > 56)
            {
                to.Fixed64(value);
                continue;
            }

            bits |= (ulong)(value - least) << filled;
            filled += width;
            for (; filled >= 8; filled -= 8, bits >>= 8)
                to.Byte((byte)bits);
        }

        if (filled > 0)
            to.Byte((byte)bits);
        to.Bytes(stackalloc byte[8]);
    }

    /// <summary>Null when the bytes do not hold that many values.</summary>
    public static long[]? Read(ref ByteReader from, int count)
    {
        var packed = Open(ref from, count, out var width, out var least);
        if (from.Failed)
            return null;
        var values = GC.AllocateUninitializedArray<long>(count);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var bit = 0L;
        for (var i = 0; i < values.Length; i++, bit += width)
        {
            var word = WordAt(packed, bit);
            values[i] = width == 64 ? (long)word : least + (long)((word >> (int)(bit & 7)) & mask);
        }

        return values;
    }

    /// <summary>Values from zero to a greatest one, each moved by a step; null when the bytes do not hold that many such values.</summary>
    public static int[]? ReadPlaces(ref ByteReader from, int count, int greatest, int step)
    {
        var packed = Open(ref from, count, out var width, out var least);
        if (from.Failed || width > 32 || least < 0 || least > greatest)
            return null;
        var places = GC.AllocateUninitializedArray<int>(count);
        var mask = (1UL << width) - 1;
        var (bit, seen, moved) = (0L, 0UL, (int)least + step);
        for (var i = 0; i < places.Length; i++, bit += width)
        {
            var distance = (WordAt(packed, bit) >> (int)(bit & 7)) & mask;
            seen = Math.Max(seen, distance);
            places[i] = moved + (int)distance;
        }

        return seen <= (ulong)(greatest - least) ? places : null;
    }

    /// <summary>The eight bytes from a bit's byte on; that many lie behind every value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong WordAt(ReadOnlySpan<byte> packed, long bit) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(packed), (nint)(bit >> 3)));

    /// <summary>The value at an index alone; null when the bytes do not hold that many values.</summary>
    public static long? ReadOne(ref ByteReader from, int count, int index)
    {
        var packed = Open(ref from, count, out var width, out var least);
        if (from.Failed)
            return null;
        var bit = (long)index * width;
        var word = WordAt(packed, bit);
        return width == 64 ? (long)word : least + (long)((word >> (int)(bit & 7)) & ((1UL << width) - 1));
    }

    static ReadOnlySpan<byte> Open(ref ByteReader from, int count, out int width, out long least)
    {
        width = from.Byte();
        least = from.Fixed64();
        return from.Bytes(width is > 56 and not 64 ? -1 : width == 64 ? (count * 8L) + 8 : (((long)count * width) + 7) / 8 + 8);
    }
}
