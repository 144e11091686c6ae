using System.Runtime.InteropServices;
using System.Text;

namespace Knooppunt.Observations.Lines;

/// <summary>Strings for bytes that return often (codes, names): one string instead of many. Fixed size; a newcomer takes the place of an older one.</summary>
sealed class CachedStrings(int sizePowerOfTwo = 1024)
{
    const int LongestCached = 32;
    readonly string?[] _slots = new string?[sizePowerOfTwo];

    /// <summary>The text of the bytes: UTF-8 when they are that, else Latin-1, the two encodings that the field really sends.</summary>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return "";
        if (bytes.Length > LongestCached || !Ascii.IsValid(bytes))
            return Decode(bytes);
        ref var slot = ref _slots[Hash(bytes) & (uint)(_slots.Length - 1)];
        if (slot is null || slot.Length != bytes.Length || !Ascii.Equals(bytes, slot))
            slot = Encoding.ASCII.GetString(bytes);
        return slot;
    }

    /// <summary>As <see cref="Of"/>, without keeping the string: for values that hardly return.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        while (bytes.Length >= 4)
        {
            hash = (hash ^ MemoryMarshal.Read<uint>(bytes)) * 16777619u;
            hash ^= hash >> 15;
            bytes = bytes[4..];
        }

        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;
        return hash ^ (hash >> 13);
    }
}
