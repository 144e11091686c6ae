using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Knooppunt.Detection;

/// <summary>Finds in a text the places where one of many runs of one to four characters stands. A bit tells of most places that none does.</summary>
sealed class GramTable
{
    /// <summary>The longest run: four characters are one word.</summary>
    public const int Longest = 4;

    const ulong Spread = 0x9E3779B97F4A7C15;
    readonly Dictionary<ulong, int> _places;
    readonly ulong[] _bits;
    readonly int _shift;
    readonly ulong _mask;

    /// <summary>A table.</summary>
    /// <param name="length">Of the runs.</param>
    /// <param name="grams">The runs, each in its place.</param>
    public GramTable(int length, IReadOnlyList<ulong> grams)
    {
        (Length, _mask) = (length, MaskOf(length));
        _places = grams.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        // So many bits that few that belong to no run are set.
        var bits = Math.Clamp(BitOperations.Log2((uint)grams.Count) + 6, 9, 18);
        _shift = 64 - bits;
        _bits = new ulong[1 << (bits - 6)];
        foreach (var gram in grams)
        {
            var bit = (gram * Spread) >> _shift;
            _bits[bit >> 6] |= 1ul << (int)bit;
        }
    }

    public int Length { get; }

    static ulong MaskOf(int length) => ulong.MaxValue >> (16 * (Longest - length));

    /// <summary>The run that begins at a place of a text with room for four characters from there on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong At(ReadOnlySpan<char> text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)));

    /// <summary>The runs of a length in a text.</summary>
    public static ulong[] In(string text, int length)
    {
        var roomy = text.PadRight(text.Length + Longest);
        var grams = new ulong[text.Length - length + 1];
        for (var at = 0; at < grams.Length; at++)
            grams[at] = At(roomy, at) & MaskOf(length);
        return grams;
    }

    /// <summary>Goes on to the next place where one of the runs stands; gives which one, less than zero when there is none.</summary>
    /// <param name="text">The text, with room for four characters behind it.</param>
    /// <param name="length">Its length without the room.</param>
    /// <param name="at">Where to begin; after that where the run stands.</param>
    public int Next(ReadOnlySpan<char> text, int length, ref int at)
    {
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        for (var end = length - Length; at <= end; at++)
        {
            var gram = At(text, at) & _mask;
            var bit = (gram * Spread) >> _shift;
            if (((Unsafe.Add(ref bits, (nuint)(bit >> 6)) >> (int)bit) & 1) != 0 && _places.TryGetValue(gram, out var place))
                return place;
        }

        return -1;
    }
}
