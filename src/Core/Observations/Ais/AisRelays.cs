namespace Knooppunt.Observations.Ais;

/// <summary>Knows whether the same payload came less than <see cref="Within"/> ago: one transmission heard by several base stations.</summary>
/// <remarks>The payload holds the second of the minute and the slot of its transmission, so that two transmissions do not look alike within half a minute.
/// A table of fixed size: an entry may be overwritten by another, and then a relayed sentence is taken twice rather than one lost.</remarks>
sealed class AisRelays
{
    /// <summary>Equal payloads within this time are one transmission.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    const int Size = 1 << 16;
    readonly (ulong Hash, long Ticks)[] _seen = new (ulong, long)[Size];

    /// <summary>Whether it is a repetition; otherwise it is remembered.</summary>
    public bool IsRelayed(ReadOnlySpan<byte> payload, DateTimeOffset time)
    {
        var hash = Hash(payload);
        ref var entry = ref _seen[hash & (Size - 1)];
        if (entry.Hash == hash && Math.Abs(time.UtcTicks - entry.Ticks) <= Within.Ticks)
            return true;
        entry = (hash, time.UtcTicks);
        return false;
    }

    static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0x9E3779B97F4A7C15UL + (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(bytes)) * 0xFF51AFD7ED558CCDUL;
            hash ^= hash >> 32;
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
            hash = (hash ^ b) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ hash >> 29;
    }
}
