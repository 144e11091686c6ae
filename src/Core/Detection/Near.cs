using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Knooppunt.Detection;

/// <summary>Asks for memory that is read soon, so that waits for it overlap. What comes of it is speed alone.</summary>
static class Near
{
    // Bytes of a cache line.
    const int Line = 64;

    /// <summary>Brings the cache line near that a place begins in. Of a place that is held by reference give the whole and not a field: for a field the runtime looks first whether there is a place, and that look waits for the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Bring<T>(ref readonly T place) => BringByte(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in place)));

    /// <summary>Brings near the cache lines that a place lies on, which are one or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BringWhole<T>(ref readonly T place)
    {
        ref var first = ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in place));
        BringByte(ref first);
        BringByte(ref Unsafe.Add(ref first, Unsafe.SizeOf<T>() - 1));
    }

    /// <summary>Brings near all that lies in a row.</summary>
    public static void BringAll<T>(ReadOnlySpan<T> items)
    {
        var perLine = Math.Max(1, Line / Unsafe.SizeOf<T>());
        for (var at = 0; at < items.Length; at += perLine)
            Bring(in items[at]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void BringByte(ref byte first)
    {
        // Nothing is read through the pointer, so it does no harm when the collector moves the place meanwhile.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref first));
        else
            Volatile.Read(ref first);
    }
}
