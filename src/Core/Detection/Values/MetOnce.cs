namespace Knooppunt.Detection;

/// <summary>
/// Tells values that were lately met from new ones, by marks of sixteen bits of which a newer takes the place of an older: most texts never come
/// again, and need not be kept the first time. What it says wrongly costs time alone.
/// </summary>
sealed class MetOnce
{
    const int PlaceBits = 17;
    ushort[] _marks = [];

    /// <summary>Whether a value was met before, as far as it is known; from now on it was.</summary>
    /// <param name="hash">Hash of the value.</param>
    public bool Was(uint hash)
    {
        if (_marks.Length == 0)
            _marks = new ushort[1 << PlaceBits];
        ref var mark = ref _marks[hash >> (32 - PlaceBits)];
        // The lowest bit is one, for zero stands for none; the others are those that do not say the place.
        var own = (ushort)(hash << 1 | 1);
        if (mark == own)
            return true;
        mark = own;
        return false;
    }
}
