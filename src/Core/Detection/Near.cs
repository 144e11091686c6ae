using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Knooppunt.Detection;

/// <summary>Asks for memory that is read soon, so that waits for it overlap. What comes of it is speed alone.</summary>
static class Near
{
    /// <summary>Brings the cache line near that a place begins in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Bring<T>(ref readonly T place)
    {
        ref var first = ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in place));
        // Nothing is read through the pointer, so it does no harm when the collector moves the place meanwhile.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref first));
        else
            Volatile.Read(ref first);
    }
}
