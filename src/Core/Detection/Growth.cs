namespace Knooppunt.Detection;

/// <summary>How arrays that only grow do so: small ones double; large ones take an eighth more, so that little of what is remembered is room for more.</summary>
static class Growth
{
    /// <summary>From so many items on an array is large.</summary>
    public const int Large = 1 << 20;

    /// <summary>The length to grow to from one that no longer holds as many items as there must be.</summary>
    public static int From(int length, int needed) =>
        Math.Max(needed, length < Large ? length * 2 : (int)Math.Min(Array.MaxLength, length + (length / 8L)));

    /// <summary>Makes an array hold so many items.</summary>
    public static void Reach<T>(ref T[] items, int needed)
    {
        if (needed > items.Length)
            Array.Resize(ref items, From(items.Length, needed));
    }
}
