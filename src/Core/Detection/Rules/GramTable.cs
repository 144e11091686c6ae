using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Knooppunt.Detection;

/// <summary>Finds in a text the places where one of many runs of two, three or four bytes stands. A bit tells of most places that none does.</summary>
sealed class GramTable
{
    /// <summary>Bytes that must be readable behind a text: four are looked at together.</summary>
    public const int Longest = 4;

    const uint Spread = 0x9E3779B1;
    // Runs where their hash says or behind that, beside each its place, one higher.
    readonly (uint Gram, int Place)[] _places;
    readonly int _placeShift;
    readonly ulong[] _bits;
    readonly int _shift;
    readonly uint _mask;
    readonly int _length;

    /// <summary>A table.</summary>
    /// <param name="length">Of the runs: two, three or four.</param>
    /// <param name="grams">The runs, each in its place.</param>
    public GramTable(int length, IReadOnlyList<uint> grams)
    {
        (_mask, _length) = (MaskOf(length), length);
        _placeShift = 32 - BitOperations.Log2((uint)grams.Count) - 2;
        _places = new (uint, int)[1 << (32 - _placeShift)];
        for (var place = 0; place < grams.Count; place++)
            Put(grams[place], place);
        // So many bits that few that belong to no run are set.
        var bits = Math.Clamp(BitOperations.Log2((uint)grams.Count) + 7, 9, 18);
        _shift = 32 - bits;
        _bits = new ulong[1 << (bits - 6)];
        foreach (var gram in grams)
        {
            var bit = (gram * Spread) >> _shift;
            _bits[bit >> 6] |= 1ul << (int)bit;
        }
    }

    void Put(uint gram, int place)
    {
        var at = Home(gram);
        while (_places[at].Place != 0)
            at = (at + 1) & (_places.Length - 1);
        _places[at] = (gram, place + 1);
    }

    int Home(uint gram) => (int)((gram * Spread) >> _placeShift);

    /// <summary>The place of a run; less than zero when it is none of them.</summary>
    int PlaceOf(uint gram)
    {
        for (var at = Home(gram); ; at = (at + 1) & (_places.Length - 1))
        {
            ref readonly var one = ref _places[at];
            if (one.Gram == gram || one.Place == 0)
                return one.Place - 1;
        }
    }

    static uint MaskOf(int length) => uint.MaxValue >> (8 * (Longest - length));

    /// <summary>The run that begins at a place of a text with room for four bytes from there on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint At(ReadOnlySpan<byte> text, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));

    /// <summary>The runs of a length in a text.</summary>
    public static uint[] In(ReadOnlySpan<byte> text, int length)
    {
        byte[] roomy = [.. text, .. new byte[Longest]];
        var grams = new uint[text.Length - length + 1];
        for (var at = 0; at < grams.Length; at++)
            grams[at] = At(roomy, at) & MaskOf(length);
        return grams;
    }

    /// <summary>Goes on to the next place where one of the runs stands; gives which one, less than zero when there is none.</summary>
    /// <param name="text">The text, with room for four bytes behind it.</param>
    /// <param name="length">Its length without the room.</param>
    /// <param name="at">Where to begin; after that where the run stands.</param>
    public int Next(ReadOnlySpan<byte> text, int length, ref int at)
    {
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        // In registers, for the loop is what a new text costs most.
        var (mask, shift, end) = (_mask, _shift, length - _length);
        for (; at <= end; at++)
        {
            var gram = At(text, at) & mask;
            var bit = (gram * Spread) >> shift;
            if (((Unsafe.Add(ref bits, (nuint)(bit >> 6)) >> (int)bit) & 1) != 0 && PlaceOf(gram) is >= 0 and var place)
                return place;
        }

        return -1;
    }
}
