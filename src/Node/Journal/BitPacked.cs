using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Knooppunt.Node.Journal;

/// <summary>Whole numbers as their distance from the least, each in as many bits as the largest distance needs.</summary>
internal static class BitPacked
{
    const int Eight = 8;
    // A value that begins within a byte ends within the four that are read for it.
    const int WidestOfEight = 25;

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
    public static long[]? Read(ref ByteReader from, int count, BlockRoom? room = null)
    {
        var packed = Open(ref from, count, out var width, out var least);
        if (from.Failed)
            return null;
        var values = room?.Moments(count) ?? GC.AllocateUninitializedArray<long>(count);
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
    public static int[]? ReadPlaces(ref ByteReader from, int count, int greatest, int step, BlockRoom? room = null)
    {
        // Before room is asked for: the count may be a damaged one.
        if (!Holds(from, count))
            return null;
        var places = room?.Places(count) ?? GC.AllocateUninitializedArray<int>(count);
        return TryReadPlaces(ref from, greatest, step, places) ? places : null;
    }

    static bool Holds(ByteReader from, int count)
    {
        Open(ref from, count, out _, out _);
        return !from.Failed;
    }

    /// <summary>The same into places that are there; false when the bytes do not hold that many such values.</summary>
    public static bool TryReadPlaces(ref ByteReader from, int greatest, int step, Span<int> places)
    {
        var packed = Open(ref from, places.Length, out var width, out var least);
        if (from.Failed || width > 32 || least < 0 || least > greatest)
            return false;
        var moved = (int)least + step;
        var (done, most) = width <= WidestOfEight && Avx2.IsSupported ? ReadEights(packed, width, moved, places) : (0, 0u);
        var mask = (1UL << width) - 1;
        var (bit, seen) = ((long)done * width, (ulong)most);
        for (var i = done; i < places.Length; i++, bit += width)
        {
            var distance = (WordAt(packed, bit) >> (int)(bit & 7)) & mask;
            seen = Math.Max(seen, distance);
            places[i] = moved + (int)distance;
        }

        return seen <= (ulong)(greatest - least);
    }

    /// <summary>
    /// Reads eight values at a time, as long as what is read for them lies before the end: eight values of some bits each are as many bytes, so that each
    /// of the eight begins at the same bit of the same byte every time.
    /// </summary>
    /// <returns>How many were read, and the greatest distance among them.</returns>
    static (int Done, uint Most) ReadEights(ReadOnlySpan<byte> packed, int width, int moved, Span<int> places)
    {
        // Of the eight the last four begin here.
        var half = 4 * width / 8;
        Span<byte> order = stackalloc byte[Vector256<byte>.Count];
        Span<uint> shifts = stackalloc uint[Eight];
        for (var i = 0; i < Eight; i++)
        {
            var bit = (i % 4 * width) + (i < 4 ? 0 : 4 * width % 8);
            shifts[i] = (uint)(bit % 8);
            for (var at = 0; at < sizeof(int); at++)
                order[(i * sizeof(int)) + at] = (byte)((bit / 8) + at);
        }

        var (shuffle, shift) = (Vector256.Create<byte>(order), Vector256.Create<uint>(shifts));
        var (mask, move, most) = (Vector256.Create((1u << width) - 1), Vector256.Create(moved), Vector256<uint>.Zero);
        ref var start = ref MemoryMarshal.GetReference(packed);
        var done = 0;
        for (nint at = 0; done + Eight <= places.Length && at + half + Vector128<byte>.Count <= packed.Length; done += Eight, at += width)
        {
            var bytes = Vector256.Create(Vector128.LoadUnsafe(ref start, (nuint)at), Vector128.LoadUnsafe(ref start, (nuint)(at + half)));
            var distances = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(bytes, shuffle).AsUInt32(), shift) & mask;
            most = Vector256.Max(most, distances);
            (distances.AsInt32() + move).StoreUnsafe(ref MemoryMarshal.GetReference(places), (nuint)done);
        }

        var greatest = 0u;
        for (var i = 0; i < Eight; i++)
            greatest = Math.Max(greatest, most[i]);
        return (done, greatest);
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
