using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Knooppunt.Effect.Algebra;

/// <summary>Sums over rows of figures, four at a time. The order of additions is the same on every machine, so the last digit is too.</summary>
/// <remarks>Compiled at its best at the first call: the first page would else run most of its sums in code that is not.</remarks>
static class Strips
{
    /// <summary>Sum of products; the shorter one says how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var length = Math.Min(one.Length, other.Length);
        var (first, second) = (Vector256<double>.Zero, Vector256<double>.Zero);
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(other);
        var at = 0;
        for (; at <= length - 8; at += 8)
        {
            first += Vector256.LoadUnsafe(ref a, (nuint)at) * Vector256.LoadUnsafe(ref b, (nuint)at);
            second += Vector256.LoadUnsafe(ref a, (nuint)at + 4) * Vector256.LoadUnsafe(ref b, (nuint)at + 4);
        }

        if (at <= length - 4)
        {
            first += Vector256.LoadUnsafe(ref a, (nuint)at) * Vector256.LoadUnsafe(ref b, (nuint)at);
            at += 4;
        }

        var sum = Vector256.Sum(first + second);
        for (; at < length; at++)
            sum += one[at] * other[at];
        return sum;
    }

    /// <summary>Four sums of products with the same row, which is then read once.</summary>
    /// <param name="one">The row; it says how many figures.</param>
    /// <param name="others">The four rows, each <paramref name="stride"/> after the one before.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="sums">The four sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DotFour(ReadOnlySpan<double> one, ReadOnlySpan<double> others, int stride, Span<double> sums)
    {
        var length = one.Length;
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(others[..(3 * stride + length)]);
        var (first, second, third, fourth) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var at = 0;
        for (; at <= length - 4; at += 4)
        {
            var own = Vector256.LoadUnsafe(ref a, (nuint)at);
            first += own * Vector256.LoadUnsafe(ref b, (nuint)at);
            second += own * Vector256.LoadUnsafe(ref b, (nuint)(at + stride));
            third += own * Vector256.LoadUnsafe(ref b, (nuint)(at + 2 * stride));
            fourth += own * Vector256.LoadUnsafe(ref b, (nuint)(at + 3 * stride));
        }

        (sums[0], sums[1], sums[2], sums[3]) = (Vector256.Sum(first), Vector256.Sum(second), Vector256.Sum(third), Vector256.Sum(fourth));
        for (; at < length; at++)
        {
            for (var row = 0; row < 4; row++)
                sums[row] += one[at] * others[row * stride + at];
        }
    }

    /// <summary>Adds so many times the source to the target; the source says how many figures.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> target, double times, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..source.Length]);
        ref var from = ref MemoryMarshal.GetReference(source);
        var factor = Vector256.Create(times);
        var at = 0;
        for (; at <= source.Length - 4; at += 4)
            (Vector256.LoadUnsafe(ref to, (nuint)at) + factor * Vector256.LoadUnsafe(ref from, (nuint)at)).StoreUnsafe(ref to, (nuint)at);
        for (; at < source.Length; at++)
            target[at] += times * source[at];
    }

    /// <summary>Both at once: one becomes own · one + crossed · other, the other own · other + crossedBack · one as it was. Both are as long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix(Span<double> one, Span<double> other, double own, double crossed, double crossedBack)
    {
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(other[..one.Length]);
        var (keep, to, back) = (Vector256.Create(own), Vector256.Create(crossed), Vector256.Create(crossedBack));
        var at = 0;
        for (; at <= one.Length - 4; at += 4)
        {
            var (first, second) = (Vector256.LoadUnsafe(ref a, (nuint)at), Vector256.LoadUnsafe(ref b, (nuint)at));
            (keep * first + to * second).StoreUnsafe(ref a, (nuint)at);
            (keep * second + back * first).StoreUnsafe(ref b, (nuint)at);
        }

        for (; at < one.Length; at++)
            (one[at], other[at]) = (own * one[at] + crossed * other[at], own * other[at] + crossedBack * one[at]);
    }
}
